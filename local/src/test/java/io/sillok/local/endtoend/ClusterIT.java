package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.local.parse.FileParsing;
import io.sillok.local.servers.LocalStack;
import io.sillok.local.servers.Records;
import io.sillok.local.servers.Rest;
import io.sillok.local.servers.StandaloneFlinkCluster;
import io.sillok.local.servers.TopicSpec;
import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import io.sillok.tailer.TailerEvents;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job as it is deployed: the one jar, submitted by {@code flink run} to a cluster of two processes that has nothing of
 * ours. {@link FaultIT} submits it by REST.
 */
@ExtendWith(LocalStack.Provider.class)
final class ClusterIT {

    private static final Duration ARRIVED = Duration.ofSeconds(90);
    private static final String SERVICE = "cluster-it";

    /** The index is shared with other tests. */
    private static final String OURS = "{\"term\": {\"service.name\": \"" + SERVICE + "\"}}";

    private static final String OURS_WITH_SPAN = "{\"bool\": {\"filter\": [" + OURS
            + ", {\"exists\": {\"field\": \"attributes.span.name\"}}, {\"exists\": {\"field\": \"trace_id\"}}]}}";

    /** What docs/operations.md tells to look at, as Prometheus gets it: names, and labels of our own. */
    private static final List<String> DOCUMENTED = List.of(
            "lagSeconds",
            "acceptedBytes",
            "resentBytes",
            "parserFailures",
            "outcome_events outcome=\"parsed\"",
            "outcome_events outcome=\"rejected\"",
            "outcome_events outcome=\"updated\"",
            "outcome_events outcome=\"dropped\"",
            "rule_maskedFields rule=",
            "created",
            "existing",
            "gone",
            "refused",
            "pending",
            "retry_unavailable",
            "retry_busy",
            "join_joined",
            "join_joined_late",
            "join_no_id",
            "join_expired",
            "link_assigned",
            "late");

    private final Path shop = SillokProcess.home().resolve("samples/shop");

    @TempDir
    private Path folder;

    @Test
    void eventsArriveWithTheirSpans(LocalStack stack) throws Exception {
        String broker = stack.kafka().bootstrapServers();
        URI openSearch = stack.openSearch();
        stack.kafka()
                .createTopics(Stream.of("logs", "spans", "dead", "ledger")
                        .map(topic -> TopicSpec.of(SERVICE + "." + topic, 2).with("retention.ms", "-1"))
                        .toList());
        Path access = head("nginx/access.log", 300);
        Path laravel = head("laravel-single/laravel.log", 300);

        try (StandaloneFlinkCluster cluster = StandaloneFlinkCluster.start(folder.resolve("cluster"), 2)) {
            String job = submit(cluster, broker, openSearch);
            try (Tailer tailer =
                    Tailer.start(tailing(broker, access, laravel), InstantSource.system(), TailerEvents.logged())) {
                Records.produce(
                        broker,
                        SERVICE + ".spans",
                        Instant.now(),
                        Files.readAllLines(shop.resolve("spans/otlp.jsonl")));
                Rest rest = new Rest(openSearch);
                long expected = events(access) + events(laravel);
                Eventually.within(ARRIVED, () -> {
                    assertThat(cluster.jobExceptions(job)).isEmpty();
                    assertThat(count(rest, OURS)).isEqualTo(expected);
                    assertThat(count(rest, OURS_WITH_SPAN)).isPositive();
                });
                assertThat(tailer.failure()).isEmpty();
                Eventually.within(ARRIVED, () -> showsItsMetrics(cluster));
            }
            assertThat(cluster.jobStatus(job)).isEqualTo("RUNNING");
            assertThat(cluster.jobExceptions(job)).isEmpty();
            cluster.cancel(job);
        }
    }

    private static void showsItsMetrics(StandaloneFlinkCluster cluster) throws IOException, InterruptedException {
        String page = cluster.metrics();
        assertThat(DOCUMENTED).allSatisfy(metric -> {
            String[] nameAndLabel = metric.split(" ", 2);
            String label = nameAndLabel.length == 2 ? Pattern.quote(nameAndLabel[1]) : "";
            assertThat(page)
                    .containsPattern(
                            "(?m)^flink_taskmanager_job_task_operator_" + nameAndLabel[0] + "\\{[^}]*" + label);
        });
    }

    private String submit(StandaloneFlinkCluster cluster, String broker, URI openSearch)
            throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("job.yaml"), """
                kafka: {bootstrap.servers: "%2$s", group.id: %1$s}
                topics: {logs: %1$s.logs, spans: %1$s.spans, dead: %1$s.dead, ledger: %1$s.ledger}
                opensearch: {url: "%3$s"}
                checkpoints: {interval: 1s}
                """.formatted(SERVICE, broker, openSearch));
        return cluster.runByCommand(clusterJar(), "io.sillok.job.PipelineJob", List.of("--config", config.toString()));
    }

    private static Path clusterJar() throws IOException {
        try (Stream<Path> jars = Files.list(SillokProcess.home().resolve("pipeline-job/target"))) {
            return jars.filter(jar -> jar.toString().endsWith("-cluster.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("pipeline-job has not been packaged"));
        }
    }

    private TailerConfig tailing(String broker, Path access, Path laravel) throws Exception {
        Path config = Files.writeString(folder.resolve("tailer.yaml"), """
                service: %s
                host: app-1
                data: %s
                topic: %1$s.logs
                kafka: {bootstrap.servers: "%s"}
                files:
                  - {paths: [%s], parser: nginx.access, definition: {log_format: combined}}
                  - {paths: [%s], parser: laravel.line}
                """.formatted(
                        SERVICE, folder.resolve("tailer"), broker, access, laravel));
        return TailerConfig.load(config);
    }

    private Path head(String log, int lines) throws IOException {
        try (Stream<String> all = Files.lines(shop.resolve(log))) {
            String head = all.limit(lines).collect(Collectors.joining("\n", "", "\n"));
            return Files.writeString(folder.resolve(Path.of(log).getFileName()), head);
        }
    }

    /** What the command {@code parse} makes of the same file. */
    private static long events(Path log) throws IOException {
        long[] events = {0};
        FileParsing.of(log, SERVICE, null, Map.of()).run(event -> events[0]++);
        return events[0];
    }

    private static long count(Rest rest, String query) throws IOException, InterruptedException {
        rest.post("/logs/_refresh", "");
        JsonNode answer = rest.post("/logs/_count", "{\"query\": " + query + "}");
        return answer.path("count").asLong();
    }
}
