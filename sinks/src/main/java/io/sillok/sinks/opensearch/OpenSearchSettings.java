package io.sillok.sinks.opensearch;

import io.sillok.model.config.ConfigSection;
import io.sillok.sinks.http.HttpSettings;
import java.io.Serializable;
import java.net.URI;

/**
 * @param batchBytes the most that one request holds, unless a single document is larger
 * @param compress whether requests are sent gzipped: for a slow network, at the cost of CPU
 */
public record OpenSearchSettings(HttpSettings http, int batchBytes, boolean compress, int shards, int replicas)
        implements Serializable {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int BATCH = 5 * MEGABYTE;

    /** One node without TLS and users, as on a laptop. */
    public static OpenSearchSettings of(URI url) {
        return of(HttpSettings.of(url));
    }

    /** A server that is spoken to so. */
    public static OpenSearchSettings of(HttpSettings http) {
        return new OpenSearchSettings(http, BATCH, false, 1, 0);
    }

    /** Reads the address and credentials ({@link HttpSettings}), {@code batch_bytes, compress, shards, replicas}. */
    public static OpenSearchSettings from(ConfigSection section) {
        return new OpenSearchSettings(
                HttpSettings.from(section),
                section.integer("batch_bytes", BATCH, 1024, 50 * MEGABYTE),
                section.flag("compress", false),
                section.integer("shards", 1, 1, 1024),
                section.integer("replicas", 0, 0, 10));
    }
}
