package io.sillok.job.alerts;

import io.sillok.job.JobConfig;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;

/** Settings as users write them. */
final class Rules {

    private Rules() {}

    /** @param yaml what stands under {@code alerts}, in one line */
    static AlertSettings of(String yaml) {
        try {
            return JobConfig.of(ConfigFile.parse("""
                            kafka: {bootstrap.servers: "127.0.0.1:9092"}
                            opensearch: {url: "http://127.0.0.1:9200"}
                            alerts: %s
                            """.formatted(yaml), "job.yaml"))
                    .settings()
                    .alerts();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(String.join("\n", e.problems()), e);
        }
    }
}
