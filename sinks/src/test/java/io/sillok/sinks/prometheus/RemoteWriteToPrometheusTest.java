package io.sillok.sinks.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.model.MetricSample;
import io.sillok.sinks.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus, where one is installed. */
final class RemoteWriteToPrometheusTest {

    /** An empty Prometheus takes any time for the present: what counts is how samples lie to each other. */
    private final Instant now = Instant.parse("2026-01-05T09:20:00Z");

    private LocalPrometheus prometheus;
    private RemoteWriteSink sink;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Optional<Path> program = LocalPrometheus.program();
        assumeTrue(program.isPresent(), "no prometheus on the PATH");
        prometheus = LocalPrometheus.start(program.get(), folder);
        sink = new RemoteWriteSink(RemoteWriteSettings.of(prometheus.writeUrl()));
    }

    @AfterEach
    void stop() {
        if (prometheus != null) {
            sink.close();
            prometheus.close();
        }
    }

    private MetricSample sample(double value, Duration ago) {
        return MetricSample.of(
                "http_server_requests_total",
                Map.of("service_name", "shop", "route", "/orders/{id}", "note", "\"ü\" \\ \n"),
                value,
                now.minus(ago).toEpochMilli());
    }

    private JsonNode value(Duration ago) throws IOException {
        return prometheus.query("http_server_requests_total{service_name='shop'}", now.minus(ago));
    }

    @Test
    void countersArriveWithTheirLabelsAndValues() throws IOException {
        List<MetricSample> samples = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            samples.add(sample(i, Duration.ofSeconds(1200 - i)));
        }
        assertThat(sink.write(samples).join()).hasSize(1200).containsOnly(Outcome.created());
        JsonNode result = value(Duration.ofSeconds(1));
        assertThat(result.at("/value/1").asText()).isEqualTo("1199");
        assertThat(result.at("/metric/route").asText()).isEqualTo("/orders/{id}");
        assertThat(result.at("/metric/note").asText()).isEqualTo("\"ü\" \\ \n");
        assertThat(prometheus
                        .query("increase(http_server_requests_total[10m])", now)
                        .at("/value/1")
                        .asDouble())
                .isBetween(590.0, 610.0);
    }

    @Test
    void theSameAgainIsNoError() throws IOException {
        List<MetricSample> samples = List.of(sample(1, Duration.ofMinutes(2)), sample(2, Duration.ofMinutes(1)));
        assertThat(sink.write(samples).join()).containsOnly(Outcome.created());
        assertThat(sink.write(samples).join()).containsOnly(Outcome.created());
        assertThat(value(Duration.ofMinutes(1)).at("/value/1").asText()).isEqualTo("2");
    }

    @Test
    void aSampleThatIsTooOldIsRefusedAloneAndTheOthersArrive() throws IOException {
        assertThat(sink.write(List.of(sample(5, Duration.ZERO))).join()).containsExactly(Outcome.created());
        List<Outcome> outcomes = sink.write(List.of(
                        sample(1, Duration.ofMinutes(3)),
                        sample(0, Duration.ofHours(5)),
                        sample(2, Duration.ofMinutes(2))))
                .join();
        assertThat(outcomes.get(0)).isEqualTo(Outcome.created());
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.get(2)).isEqualTo(Outcome.created());
        assertThat(value(Duration.ofMinutes(2)).at("/value/1").asText()).isEqualTo("2");
    }

    @Test
    void anotherValueAtTheSameTimeIsRefused() throws IOException {
        sink.write(List.of(sample(1, Duration.ZERO))).join();
        assertThat(sink.write(List.of(sample(2, Duration.ZERO))).join().get(0)).isInstanceOf(Outcome.Refused.class);
        assertThat(value(Duration.ZERO).at("/value/1").asText()).isEqualTo("1");
    }
}
