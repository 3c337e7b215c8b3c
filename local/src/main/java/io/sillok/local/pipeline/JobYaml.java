package io.sillok.local.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sillok.local.servers.KafkaBroker;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The job's config for the servers of a local run: what an operator would write for a cluster. */
record JobYaml(LocalSettings settings, KafkaBroker broker, URI openSearch) {

    /** The job's consumer group. */
    static final String GROUP = "sillok";

    /** Below the data folder: each committed sample as one JSON object a line. */
    static final String METRICS_FILE = "metrics.jsonl";

    String text() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("kafka", Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", GROUP));
        config.put("opensearch", Map.of("url", openSearch.toString()));
        if (!settings.prometheus().isEmpty()) {
            config.put("prometheus", settings.prometheus());
        }
        config.put(
                "files", Map.of("metrics", settings.data().resolve(METRICS_FILE).toString()));
        config.put("checkpoints", Map.of("interval", "1s"));
        try {
            return new YAMLMapper().writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
