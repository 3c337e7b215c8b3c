package io.sillok.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and dashboard ask for metrics that the job writes, and the rules tell what they should. */
class PrometheusTest {

    private static final Path FOLDER = Path.of("prometheus");

    /** In the job's README, the table of metrics. */
    private static final Pattern DOCUMENTED = Pattern.compile("`([a-z]+(?:_[a-z]+)*_(?:total|seconds))`");

    private static final Pattern ASKED = Pattern.compile(
            "\\b((?:http|log|php|db|login|masked)_[a-z_]*?_(?:total|seconds))(?:_bucket|_sum|_count)?\\b");

    @Test
    void theyAskForMetricsThatTheJobWrites() throws IOException {
        Set<String> written = names(DOCUMENTED, Path.of("../pipeline-job/README.md"));
        assertThat(written).contains("http_server_requests_total", "db_query_duration_seconds");

        assertThat(written).containsAll(names(ASKED, FOLDER.resolve("rules.yaml")));
        assertThat(written).containsAll(names(ASKED, FOLDER.resolve("dashboard.json")));
    }

    @Test
    void theDashboardShowsEveryMetric() throws IOException {
        assertThat(names(ASKED, FOLDER.resolve("dashboard.json")))
                .containsAll(names(DOCUMENTED, Path.of("../pipeline-job/README.md")));
        JsonNode dashboard =
                new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
        Set<Integer> ids = new TreeSet<>();
        dashboard.path("panels").forEach(panel -> ids.add(panel.path("id").asInt()));
        assertThat(ids).hasSameSizeAs(dashboard.path("panels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check rules rules.yaml", "test rules rules-test.yaml", "test rules anomalies-test.yaml"})
    void promtoolAgrees(String arguments) throws Exception {
        assumeTrue(onPath("promtool"), "promtool is not on the PATH");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("SUCCESS");
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Set<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
