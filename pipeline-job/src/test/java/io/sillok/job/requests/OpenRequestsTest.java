package io.sillok.job.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.CompactOutput;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.model.SpanId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {

    private static final Severity INFO = new Severity("INFO", 9);
    private static final Severity ERROR = new Severity("ERROR", 17);
    private static final long SERVER = 1;
    private static final long CALLER = 9;

    /** Bytes that what older versions wrote has less. */
    private static final int WITHOUT_EARLIEST = 1;

    private final ToldLines told = new ToldLines();

    @Test
    void putsOneRecordTogetherOfAllThatIsKnownOfARequest() throws IOException {
        List<Fact> facts = request();
        JsonNode record = only(show(facts));

        JsonNode attributes = record.path("attributes");
        assertThat(record.path("timestamp").asText()).isEqualTo("2026-11-22T12:00:09.500Z");
        assertThat(record.path("trace_id").asText()).isEqualTo(ToldLines.TRACE.hex());
        assertThat(record.path("resource").path("service.name").asText()).isEqualTo("shop");
        assertThat(attributes.path(Fields.HTTP_ROUTE).asText()).isEqualTo("/products/{id}");
        assertThat(attributes.path(Fields.URL_PATH).asText()).isEqualTo("/products/17");
        assertThat(attributes.path(Fields.HTTP_STATUS).asInt()).isEqualTo(200);
        assertThat(attributes.path(Fields.HTTP_DURATION).asDouble()).isEqualTo(0.5);
        assertThat(attributes.path("request.time.nginx").asDouble()).isEqualTo(0.05);
        assertThat(attributes.path("request.time.upstream").asDouble()).isEqualTo(0.45);
        assertThat(attributes.path("request.time.db").asDouble()).isEqualTo(0.18);
        assertThat(attributes.path("request.time.php").asDouble()).isEqualTo(0.26);
        assertThat(attributes.path("request.n_plus_one").asBoolean()).isTrue();
        assertThat(attributes.path("request.queries.count").asInt()).isEqualTo(7);
        assertThat(attributes.path("request.queries.repeated").asInt()).isEqualTo(6);
        assertThat(attributes.path("request.logs.info").asInt()).isEqualTo(2);
        assertThat(attributes.path("request.logs.error").asInt()).isEqualTo(2);
        assertThat(attributes.path("request.errors").asInt()).as("told twice").isEqualTo(1);
        assertThat(attributes.path(Fields.EXCEPTION_TYPE).asText()).isEqualTo("RuntimeException");
        assertThat(attributes.path(Fields.LINK_CONFIDENCE).asDouble()).isEqualTo(0.5);
        assertThat(record.path("lines").path("laravel.line").asInt()).isEqualTo(11);
        assertThat(record.path("lines").path("nginx.access").asInt()).isEqualTo(1);
        assertThat(record.path("queries").path(0).path("text").asText()).isEqualTo("select * from users where id = ?");
        assertThat(record.path("queries").path(0).path("n_plus_one").asBoolean())
                .isTrue();
    }

    /** A job of a queue, or a server whose access log nobody ships. */
    @Test
    void ofARequestOfWhichOnlyPlainLinesTellTheFirstSaysWhenAndWhere() throws IOException {
        List<Fact> lines = List.of(log(3), log(2), log(3), query(3, "select 1"));
        OpenRequests open = new OpenRequests();
        lines.forEach(fact -> open.add(Optional.of(ToldLines.TRACE), fact));
        OpenRequests copy = new OpenRequests.Format()
                .read(new DataInputStream(new ByteArrayInputStream(bytes(open))))
                .unpack();

        JsonNode record = only(copy.show("trace:1"));
        Instant earliest =
                lines.stream().map(Fact::time).min(Instant::compareTo).orElseThrow();
        assertThat(record.path("timestamp").asText()).isEqualTo(earliest.toString());
        assertThat(record.path("resource").path("service.name").asText()).isEqualTo("shop");
        assertThat(record.path("attributes").path("request.errors").asInt()).isZero();
        assertThat(record.path("attributes").path("request.lines").asInt()).isEqualTo(4);

        List<Fact> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        assertThat(only(show(reversed))).isEqualTo(record);

        copy.add(Optional.of(ToldLines.TRACE), nginx("r-1", "/page", 10, 0.5, CALLER));
        assertThat(copy.earliest).isEmpty();
    }

    /** A replay brings the same in another order. */
    @Test
    void isTheSameInAnyOrder() {
        List<Fact> facts = request();
        List<IndexOperation> first = show(facts);
        for (int seed = 0; seed < 20; seed++) {
            List<Fact> shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, new Random(seed));
            IndexOperation again = show(shuffled).get(0);
            assertThat(again.id()).isEqualTo(first.get(0).id());
            assertThat(again.version()).isEqualTo(facts.size());
            assertThat(new String(again.source(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(first.get(0).source(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aTraceOfSeveralRequestsHasARecordOfEach() throws IOException {
        Fact first = nginx("r-1", "/page", 10, 0.4, CALLER);
        Fact called = nginx("r-2", "/api", 9.9, 0.1, 2);
        Fact server = ToldLines.span(SERVER, CALLER, "server", 9.6, 0.4, Map.of(Fields.HTTP_ROUTE, "/page"));
        Fact client = ToldLines.span(2, SERVER, "client", 9.8, 0.1, Map.of());
        Fact inner = ToldLines.span(3, 2, "server", 9.8, 0.1, Map.of(Fields.HTTP_ROUTE, "/api"));
        List<IndexOperation> writes = show(List.of(first, called, server, client, inner, log(SERVER), log(3), log(3)));

        assertThat(writes).extracting(IndexOperation::kind).containsOnly(Kind.REPLACE);
        assertThat(writes).extracting(IndexOperation::id).doesNotHaveDuplicates();
        assertThat(writes.stream().map(OpenRequestsTest::json).toList())
                .extracting(
                        record ->
                                record.path("attributes").path(Fields.URL_PATH).asText(),
                        record -> record.path("attributes")
                                .path(Fields.HTTP_ROUTE)
                                .asText(),
                        record -> record.path("lines").path("laravel.line").asInt())
                .containsExactlyInAnyOrder(tuple("/page", "/page", 1), tuple("/api", "/api", 2));
    }

    /** No span, and no error: its lines say what it was all the same. */
    @Test
    void takesTheRouteFromWhatTheApplicationLogs() throws IOException {
        List<Fact> facts = new ArrayList<>(List.of(nginx("r-1", "/orders/17", 10, 0.4, CALLER), log(SERVER)));
        for (int span = 1; span <= 20; span++) {
            facts.add(ToldLines.fact(told.laravel(span, INFO).attribute(Fields.HTTP_ROUTE, "/orders/{order}")));
        }
        String first = new String(show(facts).get(0).source(), StandardCharsets.UTF_8);
        Collections.reverse(facts);
        IndexOperation last = show(facts).get(0);

        assertThat(new String(last.source(), StandardCharsets.UTF_8)).isEqualTo(first);
        assertThat(json(last).path("attributes").path(Fields.HTTP_ROUTE).asText())
                .isEqualTo("/orders/{order}");
        assertThat(json(last).path("attributes").path(Fields.URL_PATH).asText()).isEqualTo("/orders/17");
        assertThat(json(last).path("lines").path("laravel.line").asInt()).isEqualTo(21);
    }

    @Test
    void keepsAFewRoutesAndRoomForErrors() throws IOException {
        OpenRequests open = new OpenRequests();
        for (int i = 0; i < 500; i++) {
            open.add(
                    Optional.of(ToldLines.TRACE),
                    ToldLines.fact(told.laravel(i, INFO).attribute(Fields.HTTP_ROUTE, "/r" + i + "/{id}")));
        }
        open.add(
                Optional.of(ToldLines.TRACE),
                ToldLines.fact(told.laravel(1, ERROR).attribute(Fields.EXCEPTION_TYPE, "RuntimeException")));

        assertThat(open.facts).hasSize(9);
        assertThat(only(open.show("trace:1"))
                        .path("attributes")
                        .path("request.errors")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void takesAwayWhatItShowedUnderAnotherName() {
        OpenRequests open = new OpenRequests();
        open.add(Optional.empty(), nginx("r-1", "/page", 10, 0.4, CALLER));
        IndexOperation shown = open.show("request:r-1").get(0);

        assertThat(open.moved()).singleElement().satisfies(write -> {
            assertThat(write.kind()).isEqualTo(Kind.DELETE);
            assertThat(write.id()).isEqualTo(shown.id());
            assertThat(write.index()).isEqualTo(shown.index());
        });
    }

    @Test
    void aRequestOfThousandsOfQueriesStaysSmall() throws IOException {
        OpenRequests open = new OpenRequests();
        for (int i = 0; i < 5000; i++) {
            open.add(Optional.of(ToldLines.TRACE), query(SERVER, "select * from t" + i % 400 + " where id = ?"));
            open.add(Optional.of(ToldLines.TRACE), log(i));
        }
        byte[] state = bytes(open);

        assertThat(state.length).isLessThan(32 * 1024);
        JsonNode record = only(open.show("trace:1"));
        assertThat(record.path("attributes").path("request.queries.count").asInt())
                .isEqualTo(5000);
        assertThat(record.path("lines").path("laravel.line").asInt()).isEqualTo(10_000);
    }

    @Test
    void aUsualRequestTakesLessThanTwoKilobytes() throws IOException {
        OpenRequests open = new OpenRequests();
        request().forEach(fact -> open.add(Optional.of(ToldLines.TRACE), fact));
        open.show("trace:1");
        byte[] state = bytes(open);
        OpenRequests copy = new OpenRequests.Format()
                .read(new DataInputStream(new ByteArrayInputStream(state)))
                .unpack();

        assertThat(state.length).isLessThan(1536);
        assertThat(copy.show("trace:1").get(0).source())
                .isEqualTo(open.show("trace:1").get(0).source());
    }

    @Test
    void whatOlderVersionsWroteIsRead() throws IOException {
        OpenRequests open = new OpenRequests();
        request().forEach(fact -> open.add(Optional.of(ToldLines.TRACE), fact));
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        open.write(new CompactOutput(new DataOutputStream(unpacked)));
        byte[] first = Arrays.copyOf(unpacked.toByteArray(), unpacked.size() - WITHOUT_EARLIEST);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        new DataOutputStream(second).writeInt(first.length);
        second.write(first);

        assertThat(read(first, 1)).isEqualTo(open.show("trace:1").get(0).source());
        assertThat(read(second.toByteArray(), 2))
                .isEqualTo(open.show("trace:1").get(0).source());
    }

    private static byte[] read(byte[] state, int version) throws IOException {
        OpenRequests.Format form = new OpenRequests.Format();
        assertThat(form.reads(version)).isTrue();
        return form.read(new DataInputStream(new ByteArrayInputStream(state)), version)
                .unpack()
                .show("trace:1")
                .get(0)
                .source();
    }

    private List<Fact> request() {
        List<Fact> facts = new ArrayList<>();
        facts.add(ToldLines.fact(told.nginx("timed", 10, 0.5, "GET", "/products/17", "")
                .traceId(ToldLines.TRACE)
                .spanId(new SpanId(CALLER))
                .attribute(Fields.REQUEST_ID, "r-1")
                .attribute("nginx.upstream.response_time_sum", 0.45)));
        facts.add(ToldLines.fact(told.fpm(9, 0.44, "GET", "").attribute(Fields.REQUEST_ID, "r-1"))
                .with(Part.CONFIDENCE, 0.5));
        facts.add(ToldLines.span(SERVER, CALLER, "server", 9.5, 0.46, Map.of(Fields.HTTP_ROUTE, "/products/{id}")));
        for (int i = 0; i < 6; i++) {
            facts.add(query(SERVER, "select * from users where id = ?"));
        }
        facts.add(query(SERVER, "select * from products limit 20"));
        // a span tells of one of them too
        facts.add(ToldLines.span(
                2, SERVER, "client", 9.6, 0.02, Map.of(Fields.DB_QUERY_TEXT, "select * from users where id = ?")));
        for (int i = 0; i < 2; i++) {
            facts.add(log(SERVER));
            facts.add(ToldLines.fact(told.laravel(SERVER, ERROR)
                    .attribute(Fields.EXCEPTION_TYPE, "RuntimeException")
                    .attribute(Fields.EXCEPTION_MESSAGE, "no stock")
                    .attribute(Fields.EXCEPTION_FINGERPRINT, "0123456789abcdef")));
        }
        return facts;
    }

    private Fact nginx(String requestId, String path, double end, double duration, long caller) {
        return ToldLines.fact(told.nginx("timed", end, duration, "GET", path, "")
                .traceId(ToldLines.TRACE)
                .spanId(new SpanId(caller))
                .attribute(Fields.REQUEST_ID, requestId));
    }

    private Fact log(long span) {
        return ToldLines.fact(told.laravel(span, INFO));
    }

    private Fact query(long span, String sql) {
        double seconds = sql.contains("users") ? 0.025 : 0.03;
        LogEvent.Builder event = told.laravel(span, new Severity("DEBUG", 5))
                .attribute(Fields.DB_QUERY_TEXT, sql)
                .attribute(Fields.DB_QUERY_DURATION, seconds);
        return ToldLines.fact(event);
    }

    private static List<IndexOperation> show(List<Fact> facts) {
        OpenRequests open = new OpenRequests();
        facts.forEach(fact -> open.add(Optional.of(ToldLines.TRACE), fact));
        return open.show("trace:0000000000000008");
    }

    private static JsonNode only(List<IndexOperation> writes) {
        assertThat(writes).hasSize(1);
        return json(writes.get(0));
    }

    private static JsonNode json(IndexOperation operation) {
        try {
            return new ObjectMapper().readTree(operation.source());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(OpenRequests open) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new OpenRequests.Format().write(PackedRequests.of(open), new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
