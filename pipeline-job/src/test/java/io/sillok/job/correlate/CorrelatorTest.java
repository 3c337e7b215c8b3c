package io.sillok.job.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private void event(long offset, TraceId traceId, SpanId spanId) {
        LogEvent event = LogEvent.at(new EventPosition(FileId.of("a"), offset, 0))
                .timestamp(READ)
                .body("a line")
                .traceId(traceId)
                .spanId(spanId)
                .resource(Fields.SERVICE_NAME, "shop")
                .build();
        MaskedEvent masked = MaskedEvent.of(event, new PlainMasker());
        correlator.event(new ReadEvent(masked, READ, false, ReadEvent.NOT_COUNTED), trace);
    }

    private void span(TraceId traceId, SpanId id, SpanId parent, String kind, String name) {
        Span span = new Span(
                traceId,
                id,
                Optional.ofNullable(parent),
                name,
                kind,
                READ,
                READ.plusMillis(10),
                "ok",
                Map.of(Fields.SERVICE_NAME, "shop"),
                Map.of());
        correlator.span(new ReadSpan(MaskedSpan.of(span, new PlainMasker()), READ), trace);
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
