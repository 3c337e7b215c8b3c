package io.sillok.local.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The different series among the samples that the job committed to a file of JSON lines. */
final class MetricSeries {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetricSeries() {}

    static long count(Path samples) throws IOException {
        if (!Files.exists(samples)) {
            return 0;
        }
        Set<String> series = new HashSet<>();
        try (BufferedReader lines = Files.newBufferedReader(samples)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode sample = JSON.readTree(line);
                series.add(sample.path("name").asText() + sample.path("labels"));
            }
        }
        return series.size();
    }
}
