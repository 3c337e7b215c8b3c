package io.sillok.sinks.prometheus;

import io.sillok.model.config.ConfigSection;
import io.sillok.sinks.http.HttpSettings;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;

/**
 * @param http its URL is that of the receiver, whole: {@code http://prometheus:9090/api/v1/write}
 * @param headers sent with each request, such as a tenant's {@code X-Scope-OrgID}
 * @param batchSamples the most samples in one request
 */
public record RemoteWriteSettings(HttpSettings http, Map<String, String> headers, int batchSamples)
        implements Serializable {

    private static final int BATCH = 500;

    public RemoteWriteSettings {
        headers = Map.copyOf(headers);
    }

    public static RemoteWriteSettings of(URI url) {
        return new RemoteWriteSettings(HttpSettings.of(url), Map.of(), BATCH);
    }

    /** Reads the address and credentials ({@link HttpSettings}), {@code headers} and {@code batch_samples}. */
    public static RemoteWriteSettings from(ConfigSection section) {
        return new RemoteWriteSettings(
                HttpSettings.from(section),
                section.settings("headers"),
                section.integer("batch_samples", BATCH, 1, 10_000));
    }
}
