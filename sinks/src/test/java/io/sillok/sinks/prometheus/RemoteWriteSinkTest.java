package io.sillok.sinks.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.MetricSample;
import io.sillok.model.config.Secret;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import io.sillok.sinks.http.Credentials;
import io.sillok.sinks.http.HttpSettings;
import io.sillok.sinks.http.StubServer;
import io.sillok.sinks.http.StubServer.Request;
import io.sillok.sinks.http.StubServer.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemoteWriteSinkTest {

    private static final long TIME = 1_795_337_850_000L;

    /** What the receiver has taken; it throws a request away whole for one sample that it does not take. */
    private final List<MetricSample> taken = new ArrayList<>();

    private Predicate<MetricSample> bad = sample -> false;
    private Response refusal = new Response(400, "out of order sample\n");
    private StubServer server;
    private RemoteWriteSink sink;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer(this::receive);
        sink = sink(new Credentials.None(), 500);
    }

    @AfterEach
    void stop() {
        sink.close();
        server.close();
    }

    private RemoteWriteSink sink(Credentials credentials, int batch) {
        URI url = URI.create(server.url() + "/api/v1/write");
        HttpSettings http = new HttpSettings(url, "", credentials, Duration.ofSeconds(10));
        return new RemoteWriteSink(new RemoteWriteSettings(http, Map.of("X-Scope-OrgID", "shop"), batch));
    }

    private Response receive(Request request) {
        List<MetricSample> samples = DecodedRequest.of(request.body()).samples();
        if (samples.stream().anyMatch(bad)) {
            return refusal;
        }
        taken.addAll(samples);
        return new Response(204, "");
    }

    private static MetricSample sample(String path, double value, long time) {
        return MetricSample.of("http_server_requests_total", Map.of("route", path, "Env", "ü"), value, time);
    }

    private List<Outcome> write(MetricSample... samples) {
        return sink.write(List.of(samples)).join();
    }

    @Test
    void whatIsSentIsWhatArrives() {
        MetricSample[] samples = {
            sample("/", 1, TIME),
            sample("/a", Double.NaN, TIME),
            sample("/", 0.1, TIME + 10_000),
            sample("/b", Double.NEGATIVE_INFINITY, 0),
            sample("/c", -1e300, -1),
            MetricSample.of("up", Map.of(), 300, TIME),
        };
        assertThat(write(samples)).hasSize(6).containsOnly(Outcome.created());
        assertThat(taken).containsExactlyInAnyOrder(samples);
    }

    @Test
    void theRequestIsOfTheProtocol() {
        write(sample("/", 1, TIME));
        Request request = server.requests().get(0);
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/v1/write");
        assertThat(request.headers())
                .containsEntry("content-type", "application/x-protobuf")
                .containsEntry("content-encoding", "snappy")
                .containsEntry("x-prometheus-remote-write-version", "0.1.0")
                .containsEntry("x-scope-orgid", "shop");
    }

    @Test
    void aSeriesIsOneWithItsLabelsAndSamplesInOrder() {
        write(sample("/", 2, TIME + 1), sample("/", 1, TIME));
        DecodedRequest request = DecodedRequest.of(server.requests().get(0).body());
        assertThat(request.series()).singleElement().satisfies(series -> {
            assertThat(series.labels().keySet()).containsExactly("Env", "__name__", "route");
            assertThat(series.values().keySet()).containsExactly(TIME, TIME + 1);
        });
    }

    @Test
    void aLabelWithoutAValueIsNoLabel() {
        write(sample("", 1, TIME));
        assertThat(taken).containsExactly(MetricSample.of("http_server_requests_total", Map.of("Env", "ü"), 1, TIME));
    }

    @Test
    void aSampleThatIsRefusedDoesNotCostTheOthers() {
        bad = sample -> sample.value() == 5 || sample.value() == 17;
        List<MetricSample> samples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            samples.add(sample("/" + i % 3, i, TIME + i));
        }
        List<Outcome> outcomes = sink.write(samples).join();
        for (int i = 0; i < 20; i++) {
            assertThat(outcomes.get(i))
                    .isEqualTo(
                            i == 5 || i == 17
                                    ? new Outcome.Refused("Prometheus 400: out of order sample")
                                    : Outcome.created());
        }
        assertThat(taken).hasSize(18);
    }

    @Test
    void whatIsTooLargeGoesInParts() {
        refusal = new Response(413, "");
        server.close();
        try (StubServer small = new StubServer(
                request -> DecodedRequest.of(request.body()).samples().size() > 3 ? refusal : receive(request))) {
            server = small;
            RemoteWriteSink own = sink(new Credentials.None(), 500);
            List<MetricSample> samples = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                samples.add(sample("/" + i, i, TIME));
            }
            assertThat(own.write(samples).join()).hasSize(20).containsOnly(Outcome.created());
            own.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(taken).hasSize(20);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 'out of bounds', 'Prometheus 400: out of bounds'",
        "400, 'duplicate sample for timestamp', 'Prometheus 400: duplicate sample for timestamp'",
        "400, 'something about tops3cret', 'Prometheus 400'",
        "500, 'too old sample', 'Prometheus 500: too old sample'",
    })
    void whatWillNeverBeTakenIsRefused(int status, String body, String reason) {
        bad = sample -> true;
        refusal = new Response(status, body);
        assertThat(write(sample("/", 1, TIME))).containsExactly(new Outcome.Refused(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "429, BUSY",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "404, UNAVAILABLE",
        "302, UNAVAILABLE",
        "401, UNAUTHORIZED",
        "403, UNAUTHORIZED",
    })
    void whatMayBeTakenLaterIsForTheCallerToRepeat(int status, Cause cause) {
        server.plan(new Response(status, "tops3cret", Map.of("Retry-After", "3")));
        assertThat(write(sample("/", 1, TIME), sample("/", 2, TIME + 1)))
                .hasSize(2)
                .allSatisfy(outcome -> {
                    assertThat(((Outcome.Retry) outcome).cause()).isEqualTo(cause);
                    assertThat(outcome.toString()).doesNotContain("tops3cret");
                });
    }

    @Test
    void aLongListGoesInRequestsOfBoundedSize() {
        try (RemoteWriteSink small = sink(new Credentials.None(), 2)) {
            List<MetricSample> samples = List.of(
                    sample("/", 1, TIME), sample("/", 2, TIME + 1), sample("/", 3, TIME + 2), sample("/", 4, TIME + 3));
            assertThat(small.write(samples).join()).hasSize(4).containsOnly(Outcome.created());
            assertThat(server.requests()).hasSize(2);
            assertThat(taken).containsExactlyElementsOf(samples);
        }
    }

    @Test
    void aNameThatPrometheusWouldDropInSilenceIsRefused() {
        List<Outcome> outcomes = write(
                MetricSample.of("not a name", Map.of(), 1, TIME),
                sample("/", 1, TIME),
                MetricSample.of("m", Map.of("url.path", "/"), 1, TIME));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.get(1)).isEqualTo(Outcome.created());
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Refused.class);
        assertThat(taken).containsExactly(sample("/", 1, TIME));
    }

    @Test
    void nothingToWriteAsksNobody() {
        assertThat(write()).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aTokenIsSent() {
        try (RemoteWriteSink secured = sink(new Credentials.Token("Bearer", new Secret("tops3cret")), 10)) {
            secured.write(List.of(sample("/", 1, TIME))).join();
        }
        assertThat(server.requests().get(0).headers()).containsEntry("authorization", "Bearer tops3cret");
    }
}
