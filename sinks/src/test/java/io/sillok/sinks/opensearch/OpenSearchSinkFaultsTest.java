package io.sillok.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.model.config.Secret;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import io.sillok.sinks.http.Credentials;
import io.sillok.sinks.http.HttpSettings;
import io.sillok.sinks.http.StubServer;
import io.sillok.sinks.http.StubServer.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenSearchSinkFaultsTest {

    private final BulkEndpoint bulk = new BulkEndpoint();
    private StubServer server;
    private OpenSearchSink sink;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer(bulk);
        sink = new OpenSearchSink(OpenSearchSettings.of(server.url()));
    }

    @AfterEach
    void stop() {
        sink.close();
        server.close();
    }

    private static IndexOperation create(String id) {
        return new IndexOperation(
                Kind.CREATE, "logs-2026.11.22", id, 0, "{\"body\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static IndexOperation update(String id) {
        return new IndexOperation(
                Kind.UPDATE, "logs-2026.11.22", id, 0, "{\"trace_id\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    }

    private List<Outcome> write(IndexOperation... operations) {
        return sink.write(List.of(operations)).join();
    }

    private static Cause cause(Outcome outcome) {
        return ((Outcome.Retry) outcome).cause();
    }

    @ParameterizedTest
    @CsvSource({
        "429, BUSY",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "404, UNAVAILABLE",
        "400, UNAVAILABLE",
        "302, UNAVAILABLE",
        "401, UNAUTHORIZED",
        "403, UNAUTHORIZED",
    })
    void aRequestThatFailsMayComeAgainWhole(int status, Cause cause) {
        server.plan(new Response(status, "<html>secret</html>", Map.of("Retry-After", "7")));
        List<Outcome> outcomes = write(create("a"), create("b"));
        assertThat(outcomes).hasSize(2).allSatisfy(outcome -> {
            assertThat(cause(outcome)).isEqualTo(cause);
            assertThat(((Outcome.Retry) outcome).reason())
                    .contains("OpenSearch " + status)
                    .doesNotContain("secret");
        });
        assertThat(write(create("a"), create("b"))).containsOnly(Outcome.created());
    }

    @Test
    void theServersWishToBeLeftAloneIsPassedOn() {
        server.plan(new Response(429, "", Map.of("Retry-After", "7")));
        assertThat(write(create("a")))
                .containsExactly(new Outcome.Retry(Cause.BUSY, "OpenSearch 429", Duration.ofSeconds(7)));
    }

    @Test
    void aDroppedConnectionMayComeAgain() {
        server.plan(Response.DROP);
        assertThat(write(create("a"))).allMatch(outcome -> cause(outcome) == Cause.UNAVAILABLE);
        assertThat(write(create("a"))).containsExactly(Outcome.created());
    }

    @Test
    void aServerThatIsGoneMayComeBack() {
        server.close();
        assertThat(write(create("a"))).allMatch(outcome -> cause(outcome) == Cause.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"items\":[{\"cre", "{}", "{\"items\":[{\"create\":{\"status\":201}}]}", "not json"})
    void anAnswerThatDoesNotCoverTheRequestProvesNothing(String answer) {
        server.plan(new Response(200, answer));
        assertThat(write(create("a"), create("b"))).allMatch(outcome -> cause(outcome) == Cause.UNAVAILABLE);
    }

    @Test
    void eachItemHasItsOwnOutcome() {
        server.plan(new Response(200, """
                        {"items":[
                          {"create":{"status":201}},
                          {"create":{"status":429,"error":{"type":"rejected_execution_exception","reason":"of [x]"}}},
                          {"create":{"status":503,"error":{"type":"unavailable_shards_exception"}}},
                          {"create":{"status":400,"error":{"type":"validation_exception","reason":"1000 shards open"}}},
                          {"create":{"status":400,"error":{"type":"mapper_parsing_exception",
                            "reason":"failed to parse field [attributes.url.path] of type [keyword]: 'tops3cret'",
                            "caused_by":{"type":"illegal_argument_exception","reason":"tops3cret"}}}},
                          {"update":{"status":409,"error":{"type":"version_conflict_engine_exception"}}},
                          {"update":{"status":404,"error":{"type":"document_missing_exception"}}}]}
                        """));
        assertThat(write(create("1"), create("2"), create("3"), create("4"), create("5"), update("6"), update("7")))
                .containsExactly(
                        Outcome.created(),
                        new Outcome.Retry(Cause.BUSY, "OpenSearch 429: rejected_execution_exception"),
                        new Outcome.Retry(Cause.UNAVAILABLE, "OpenSearch 503: unavailable_shards_exception"),
                        new Outcome.Retry(Cause.UNAVAILABLE, "OpenSearch 400: validation_exception"),
                        new Outcome.Refused("OpenSearch 400: mapper_parsing_exception (illegal_argument_exception)"
                                + " at attributes.url.path"),
                        new Outcome.Retry(Cause.CONFLICT, "OpenSearch 409: version_conflict_engine_exception"),
                        new Outcome.Retry(Cause.MISSING, "OpenSearch 404: document_missing_exception"));
    }

    @Test
    void aRequestThatIsTooLargeIsHalvedUntilTheLargeDocumentStandsAlone() {
        StubServer.Response tooLarge = new Response(413, "");
        server.plan(tooLarge).plan(tooLarge).plan(tooLarge);
        List<Outcome> outcomes = write(create("a"), create("b"), create("c"), create("d"));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.subList(1, 4)).containsOnly(Outcome.created());
    }

    @Test
    void aRequestThatCannotBeReadIsHalvedUntilTheCauseStandsAlone() {
        Response malformed = new Response(400, "{\"error\":{\"type\":\"x_content_parse_exception\"}}");
        server.plan(malformed).plan(malformed);
        assertThat(write(create("a"), create("b")))
                .containsExactly(new Outcome.Refused("OpenSearch 400: x_content_parse_exception"), Outcome.created());
    }

    @Test
    void aBatchIsSentInRequestsOfBoundedSizeInOrder() {
        try (OpenSearchSink small =
                new OpenSearchSink(new OpenSearchSettings(HttpSettings.of(server.url()), 300, false, 1, 0))) {
            List<IndexOperation> operations = List.of(create("a"), create("b"), create("c"), update("a"));
            assertThat(small.write(operations).join())
                    .containsExactly(Outcome.created(), Outcome.created(), Outcome.created(), Outcome.updated());
        }
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request.body())
                .hasSizeLessThan(300));
    }

    @Test
    void updatesThatMeetAreTriedAgainByTheNode() {
        write(update("a"));
        assertThat(new String(server.requests().get(0).body(), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {"update":{"_index":"logs-2026.11.22","_id":"a","retry_on_conflict":3}}
                        {"doc":{"trace_id":"x"}}
                        """);
    }

    @Test
    void credentialsAreSentAndNotPrinted() {
        HttpSettings http = new HttpSettings(
                server.url(), "", new Credentials.Basic("shop", new Secret("tops3cret")), Duration.ofSeconds(5));
        OpenSearchSettings settings = new OpenSearchSettings(http, 1024, false, 1, 0);
        assertThat(settings.toString()).doesNotContain("tops3cret");
        try (OpenSearchSink secured = new OpenSearchSink(settings)) {
            secured.write(List.of(create("a"))).join();
        }
        assertThat(server.requests().get(0).headers()).containsEntry("authorization", "Basic c2hvcDp0b3BzM2NyZXQ=");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpInTime() {
        HttpSettings http = new HttpSettings(server.url(), "", new Credentials.None(), Duration.ofMillis(100));
        server.plan(Response.STALL);
        try (OpenSearchSink hasty = new OpenSearchSink(new OpenSearchSettings(http, 1024, false, 1, 0))) {
            assertThat(hasty.write(List.of(create("a"))).join()).singleElement().satisfies(outcome -> {
                assertThat(cause(outcome)).isEqualTo(Cause.UNAVAILABLE);
                assertThat(outcome.toString()).contains("no answer within 100 ms");
            });
        }
    }

    @Test
    void aDocumentWhoseNamesDoNotFitIsSentOnceMore() {
        server.plan(new Response(200, """
                        {"items":[{"create":{"status":201}},
                          {"create":{"status":400,"error":{"type":"mapper_parsing_exception"}}}]}
                        """));
        IndexOperation misfit = new IndexOperation(
                Kind.CREATE,
                "traces-2026.11.22",
                "b",
                0,
                "{\"attributes\":{\"db.system\":\"mysql\"}}".getBytes(StandardCharsets.UTF_8));
        assertThat(write(create("a"), misfit)).containsExactly(Outcome.created(), Outcome.created());
        assertThat(server.requests()).hasSize(2);
        assertThat(bulk.index()
                        .document("traces-2026.11.22", "b")
                        .orElseThrow()
                        .at("/attributes/db.system.value")
                        .asText())
                .isEqualTo("mysql");
    }
}
