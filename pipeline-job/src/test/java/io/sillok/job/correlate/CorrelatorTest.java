package io.sillok.job.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.job.LinkMethod;
import io.sillok.job.LinkedEvent;
import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.job.ReadSpan;
import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedSpan;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrelatorTest {

    private static final Instant READ = Instant.parse("2026-11-22T09:00:00Z");
    private static final TraceId FULL = new TraceId(0xabcL, 0x123L);
    private static final TraceId LOW = new TraceId(0, 0x123L);
    private static final TraceId OTHER = new TraceId(0xdefL, 0x123L);
    private static final SpanId SERVER = new SpanId(1);
    private static final SpanId QUERY = new SpanId(2);
    private static final SpanId CALLER = new SpanId(3);

    private final List<IndexOperation> writes = new ArrayList<>();
    private final List<JoinOutcome> outcomes = new ArrayList<>();
    private final OpenTrace trace = new OpenTrace();
    private final Correlator correlator = new Correlator(new Correlator.Results() {
        @Override
        public void write(IndexOperation operation) {
            writes.add(operation);
        }

        @Override
        public void count(JoinOutcome outcome) {
            outcomes.add(outcome);
        }
    });

    @Test
    void createsAnEventWithTheSpanThatIsKnown() {
        span(FULL, SERVER, null, "server", "GET /cart");
        event(0, FULL, SERVER);

        assertThat(last().kind()).isEqualTo(Kind.CREATE);
        assertThat(attribute(last(), Fields.SPAN_NAME)).isEqualTo("GET /cart");
        assertThat(outcomes).containsExactly(JoinOutcome.JOINED);
        assertThat(trace.events).isEmpty();
    }

    @Test
    void updatesAnEventWhoseSpanComesLate() {
        event(0, FULL, SERVER);
        assertThat(last().kind()).isEqualTo(Kind.CREATE);
        assertThat(attribute(last(), Fields.SPAN_NAME)).isEmpty();
        String id = last().id();

        span(FULL, SERVER, null, "server", "GET /cart");

        assertThat(last().kind()).isEqualTo(Kind.UPDATE);
        assertThat(last().id()).isEqualTo(id);
        assertThat(attribute(last(), Fields.SPAN_NAME)).isEqualTo("GET /cart");
        assertThat(outcomes).containsExactly(JoinOutcome.JOINED_LATE);
    }

    @Test
    void prefersTheNamedSpanToTheRoot() {
        event(0, FULL, QUERY);
        span(FULL, SERVER, null, "server", "GET /cart");
        assertThat(attribute(last(), Fields.SPAN_NAME)).isEqualTo("GET /cart");

        span(FULL, QUERY, SERVER, "client", "SELECT carts");
        assertThat(attribute(last(), Fields.SPAN_NAME)).isEqualTo("SELECT carts");
        assertThat(outcomes).containsExactly(JoinOutcome.JOINED_LATE);
        assertThat(trace.events).isEmpty();
    }

    @Test
    void takesTheServersSpanForALineThatNamesTheCallers() {
        span(FULL, SERVER, CALLER, "server", "GET /cart");
        event(0, FULL, CALLER);

        assertThat(attribute(last(), Fields.SPAN_NAME)).isEqualTo("GET /cart");
    }

    @Test
    void waitsForTheRootWhereOnlyAnInnerSpanIsKnown() {
        span(FULL, QUERY, SERVER, "client", "SELECT carts");
        event(0, FULL, null);

        assertThat(attribute(last(), Fields.SPAN_NAME)).isEmpty();
        assertThat(trace.events).hasSize(1);
    }

    @Test
    void givesTheFullIdToAnEventThatKnowsTheLowHalf() {
        event(0, LOW, null);
        event(100, FULL, null);

        assertThat(writes).extracting(IndexOperation::kind).containsExactly(Kind.CREATE, Kind.UPDATE, Kind.CREATE);
        assertThat(writes.get(1).id()).isEqualTo(writes.get(0).id());
        assertThat(json(writes.get(1)).path("trace_id").asText()).isEqualTo(FULL.hex());

        event(200, LOW, null);
        assertThat(json(last()).path("trace_id").asText()).isEqualTo(FULL.hex());
    }

    @Test
    void joinsNothingByALowHalfThatTwoTracesShare() {
        span(FULL, SERVER, null, "server", "GET /cart");
        span(OTHER, QUERY, null, "server", "GET /other");
        event(0, LOW, null);
        event(100, OTHER, null);

        assertThat(attribute(writes.get(2), Fields.SPAN_NAME)).isEmpty();
        assertThat(attribute(writes.get(3), Fields.SPAN_NAME)).isEqualTo("GET /other");
        correlator.close(trace);
        assertThat(outcomes).containsExactly(JoinOutcome.JOINED, JoinOutcome.AMBIGUOUS);
    }

    @Test
    void countsWhatNeverMetItsSpan() {
        event(0, FULL, SERVER);
        correlator.close(trace);

        assertThat(outcomes).containsExactly(JoinOutcome.EXPIRED);
    }

    @Test
    void boundsWhatWaits() {
        for (int i = 0; i <= OpenTrace.MOST_EVENTS; i++) {
            event(i, FULL, SERVER);
        }
        assertThat(trace.events).hasSize(OpenTrace.MOST_EVENTS);
        assertThat(outcomes).containsExactly(JoinOutcome.CAPPED);
    }

    @Test
    void doesNotWaitWhereAnyEventSaysThatNoSpanWillCome() {
        event(0, LOW, null);
        event(100, FULL, SERVER);
        correlator.event(read(line(200, FULL, SERVER).attribute(Fields.TRACE_SAMPLED, false)), trace);
        event(300, LOW, null);

        assertThat(outcomes).containsOnly(JoinOutcome.UNSAMPLED).hasSize(4);
        assertThat(trace.events).isEmpty();
        assertThat(json(last()).path("trace_id").asText()).isEqualTo(FULL.hex());
    }

    @Test
    void serviceAndTimeTellTwoTracesApartThatShareALowHalf() {
        span(FULL, SERVER, null, "server", "GET /cart");
        trace.add(masked(OTHER, QUERY, null, "server", "GET /other", READ.minusSeconds(600)));
        trace.learn(OTHER);
        event(0, LOW, null);

        assertThat(attribute(last(), Fields.SPAN_NAME)).isEqualTo("GET /cart");
        assertThat(json(last()).path("trace_id").asText()).isEqualTo(FULL.hex());
    }

    @Test
    void joinsAnEventThatWasTiedToItsTraceLater() {
        MaskedEvent outline =
                MaskedEvent.of(line(0, FULL, null).build(), new PlainMasker()).outline();
        correlator.linked(new LinkedEvent(outline, READ, "rid", LinkMethod.URL_AND_TIME, 1 / 3.0), trace);

        assertThat(last().kind()).isEqualTo(Kind.UPDATE);
        assertThat(json(last()).path("trace_id").asText()).isEqualTo(FULL.hex());
        assertThat(json(last()).path("trace_id_low").asText()).isEqualTo(FULL.lowHex());
        assertThat(attribute(last(), Fields.LINK_METHOD)).isEqualTo("url_and_time");
        assertThat(attribute(last(), Fields.LINK_CONFIDENCE)).isEqualTo("0.33");
        assertThat(attribute(last(), Fields.REQUEST_ID)).isEqualTo("rid");

        span(FULL, SERVER, null, "server", "GET /cart");
        assertThat(attribute(last(), Fields.SPAN_NAME)).isEqualTo("GET /cart");
        assertThat(outcomes).containsExactly(JoinOutcome.JOINED_LATE);
    }

    /** A span for each of twenty queries, and as many lines that wait for one: a busy request. */
    @Test
    void keepsWhatWaitsSmall() throws IOException {
        span(FULL, SERVER, CALLER, "server", "GET /products/{id}");
        for (int i = 0; i < 20; i++) {
            span(FULL, new SpanId(100 + i), SERVER, "client", "SELECT shop");
            event(1000 + 317L * i, FULL, new SpanId(5000 + i));
        }
        assertThat(trace.events).hasSize(20);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OpenTrace.Format format = new OpenTrace.Format();
        format.write(trace, new DataOutputStream(bytes));

        assertThat(bytes.size()).isLessThan(2048);
        OpenTrace copy = format.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(copy.spans).isEqualTo(trace.spans);
        assertThat(copy.events).isEqualTo(trace.events);
        assertThat(copy.unsampled).isFalse();
    }

    private void event(long offset, TraceId traceId, SpanId spanId) {
        correlator.event(read(line(offset, traceId, spanId)), trace);
    }

    private static LogEvent.Builder line(long offset, TraceId traceId, SpanId spanId) {
        return LogEvent.at(new EventPosition(FileId.of("a"), offset, 0))
                .timestamp(READ)
                .body("a line")
                .traceId(traceId)
                .spanId(spanId)
                .resource(Fields.SERVICE_NAME, "shop");
    }

    private static ReadEvent read(LogEvent.Builder event) {
        MaskedEvent masked = MaskedEvent.of(event.build(), new PlainMasker());
        return new ReadEvent(masked, READ, false, ReadEvent.NOT_COUNTED);
    }

    private void span(TraceId traceId, SpanId id, SpanId parent, String kind, String name) {
        correlator.span(new ReadSpan(masked(traceId, id, parent, kind, name, READ), READ), trace);
    }

    private static MaskedSpan masked(
            TraceId traceId, SpanId id, SpanId parent, String kind, String name, Instant start) {
        Span span = new Span(
                traceId,
                id,
                Optional.ofNullable(parent),
                name,
                kind,
                start,
                start.plusMillis(10),
                "ok",
                Map.of(Fields.SERVICE_NAME, "shop"),
                Map.of());
        return MaskedSpan.of(span, new PlainMasker());
    }

    /** The last write to a log's document. */
    private IndexOperation last() {
        return writes.stream()
                .filter(write -> write.index().startsWith("logs"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static String attribute(IndexOperation operation, String name) {
        return json(operation).path("attributes").path(name).asText();
    }

    private static JsonNode json(IndexOperation operation) {
        try {
            return new ObjectMapper().readTree(operation.source());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
