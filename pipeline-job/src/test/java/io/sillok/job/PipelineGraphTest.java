package io.sillok.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.kafka.KafkaEnds;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What savepoints and clusters depend on. */
class PipelineGraphTest {

    private final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();

    @BeforeEach
    void build() throws ConfigException {
        JobConfig config = JobConfig.of(ConfigFile.parse("""
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                opensearch: {url: "http://127.0.0.1:9200"}
                shippers: [{topic: filebeat, parser: nginx.access, definition: {log_format: combined}}]
                prometheus: {url: "http://127.0.0.1:9090/api/v1/write"}
                files: {events: /tmp/events, metrics: /tmp/metrics}
                """, "job.yaml"));
        PipelineJob.of(config).build(environment);
    }

    /** State of older savepoints is found by these; a name may be added, never changed. */
    @Test
    void namesItsOperatorsForSavepoints() {
        Set<String> uids =
                operators().stream().map(Transformation::getUid).collect(Collectors.toCollection(TreeSet::new));

        assertThat(uids)
                .containsExactly(
                        "alerts",
                        "bridge-request-ids",
                        "clues",
                        "correlate",
                        "count",
                        "dead-letters-in-time",
                        "dead-letters-kafka",
                        "decode-spans",
                        "errors",
                        "errors-first",
                        "errors-once",
                        "event-time",
                        "events-file",
                        "index",
                        "issue-errors",
                        "issues",
                        "ledger",
                        "ledger-kafka",
                        "link-lines",
                        "login-keys",
                        "logins",
                        "metrics-file",
                        "metrics-prometheus",
                        "observe",
                        "observe-errors",
                        "observe-issues",
                        "observe-logins",
                        "parse",
                        "requests",
                        "route-events",
                        "route-spans",
                        "routes",
                        "routes-time",
                        "shown",
                        "slices",
                        "span-clues",
                        "spans",
                        "untraced",
                        "watch-issues",
                        "watch-logins",
                        "watch-windows",
                        "withdraw");
    }

    /** Else a checkpoint could be complete after the broker has given up the letters in it. */
    @Test
    void noCheckpointLastsLongerThanHalfATransaction() {
        assertThat(environment.getCheckpointConfig().getCheckpointTimeout())
                .isEqualTo(KafkaEnds.TRANSACTION_TIMEOUT.toMillis() / 2);

        StreamExecutionEnvironment patient = StreamExecutionEnvironment.getExecutionEnvironment();
        JobSettings.builder().transactionTimeout(Duration.ofHours(6)).build().applyTo(patient);
        assertThat(patient.getCheckpointConfig().getCheckpointTimeout())
                .isEqualTo(Duration.ofMinutes(10).toMillis());
    }

    @Test
    void canBeSentToACluster() {
        assertThat(environment.getStreamGraph(false).getJobGraph().getNumberOfVertices())
                .isPositive();
    }

    @Test
    void hasNoTypeThatFlinkWouldGuess() {
        assertThat(operators())
                .extracting(Transformation::getOutputType)
                .noneMatch(type -> type instanceof GenericTypeInfo || type instanceof PojoTypeInfo);
    }

    private Set<Transformation<?>> operators() {
        Set<Transformation<?>> all = new LinkedHashSet<>();
        for (Transformation<?> end : environment.getTransformations()) {
            all.add(end);
            all.addAll(end.getTransitivePredecessors());
        }
        all.removeIf(step -> step instanceof PartitionTransformation
                || step instanceof SideOutputTransformation
                || step instanceof UnionTransformation);
        return all;
    }
}
