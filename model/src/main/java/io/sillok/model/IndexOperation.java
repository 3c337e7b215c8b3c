package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One write to the index: made only of masked values. The document's id and index are pure functions of what it shows and
 * of when that was read, so a replay writes the same document to the same place.
 *
 * @param index name of the index, one a day
 * @param id of the document in it
 * @param version how much of its input a document that grows has seen; 0 for other kinds than {@link Kind#REPLACE}
 * @param source JSON: the whole document, the fields to change, or an empty object where it is deleted
 * @param origin of the event whose account this write settles, exactly one for each event; empty for all other writes
 */
@SuppressWarnings("ArrayRecordComponent")
public record IndexOperation(
        Kind kind, String index, String id, long version, byte[] source, Optional<EventOrigin> origin) {

    /** Alias over all indices of events, the rejected ones too. */
    public static final String LOGS = "logs";

    /** Alias over all indices of spans. */
    public static final String TRACES = "traces";

    /** Alias over the index of issues. */
    public static final String ISSUES = "issues";

    /** Alias over all indices of requests. */
    public static final String REQUESTS = "requests";

    /** Events that no parser took, whatever their day. */
    public static final String LOGS_REJECTED = "logs-rejected";

    /** A time further than this from when it was read is not believed: a forged line must not make indices. */
    static final Duration PLAUSIBLE = Duration.ofDays(7);

    /** More changes of a document between two of its forms are not to be thought of. */
    private static final long MOST_CHANGES = 999;

    /** What is done with the document. */
    public enum Kind {
        /** Writes it once; if the id is there already, it is there already. */
        CREATE,
        /** Changes fields of a document that was created before. */
        UPDATE,
        /**
         * Writes it whole, over one of the same or a smaller version. The version counts the inputs that the document sums
         * up: a replay may sum them in other steps, and still the one that has seen most stays.
         */
        REPLACE,
        /** Takes it away, if it is there. */
        DELETE
    }

    private static final byte[] NOTHING = {'{', '}'};

    public IndexOperation(Kind kind, String index, String id, long version, byte[] source) {
        this(kind, index, id, version, source, Optional.empty());
    }

    private IndexOperation(Kind kind, String index, String id, byte[] source) {
        this(kind, index, id, 0, source);
    }

    /** @param read when the tailer read the event: the slice's timestamp */
    public static IndexOperation create(MaskedEvent event, Instant read) {
        return new IndexOperation(Kind.CREATE, index(event, read), id(event), document(event, read));
    }

    /**
     * The event's document as it is now, whole, over what stands there of fewer of the event's bytes.
     *
     * @param bytes that are known of the event
     */
    public static IndexOperation replace(MaskedEvent event, Instant read, long bytes) {
        // What spans add counts in the version too.
        long version = bytes * (MOST_CHANGES + 1);
        return new IndexOperation(Kind.REPLACE, index(event, read), id(event), version, document(event, read));
    }

    /** The event's document as it is now, over the one that was created for it. */
    public static IndexOperation update(MaskedEvent event, Instant read) {
        return new IndexOperation(Kind.UPDATE, index(event, read), id(event), document(event, read));
    }

    /** The fields that the event's span adds to its document. */
    public static IndexOperation addSpan(MaskedEvent event, MaskedSpan span, Instant read) {
        MaskedEvent joined = event.with(span);
        byte[] fields = EventJson.object(json -> {
            if (joined.event().traceId().isPresent()) {
                json.writeStringField("trace_id", joined.event().traceId().get().hex());
            }
            EventJson.writeMap("attributes", span.forEvents(), json);
        });
        return new IndexOperation(Kind.UPDATE, index(event, read), id(event), fields);
    }

    /** The full id of the event's trace, where the event itself knew only the low half. */
    public static IndexOperation addTraceId(MaskedEvent event, TraceId full, Instant read) {
        byte[] fields = EventJson.object(json -> json.writeStringField("trace_id", full.hex()));
        return new IndexOperation(Kind.UPDATE, index(event, read), id(event), fields);
    }

    /**
     * What ties the event to its request, where the event itself did not say it.
     *
     * @param attributes to add, made of masked values only
     */
    public static IndexOperation addLink(
            MaskedEvent event, Optional<MaskedSpan> span, Map<String, Object> attributes, Instant read) {
        MaskedEvent joined = span.map(event::with).orElse(event);
        Map<String, Object> all = new LinkedHashMap<>(attributes);
        span.ifPresent(known -> all.putAll(known.forEvents()));
        byte[] fields = EventJson.object(json -> {
            if (joined.event().traceId().isPresent()) {
                TraceId id = joined.event().traceId().get();
                json.writeStringField("trace_id", id.hex());
                json.writeStringField("trace_id_low", id.lowHex());
            }
            EventJson.writeMap("attributes", all, json);
        });
        return new IndexOperation(Kind.UPDATE, index(event, read), id(event), fields);
    }

    /** @param read Kafka's timestamp of the record that brought the span */
    public static IndexOperation create(MaskedSpan masked, Instant read) {
        Span span = masked.span();
        byte[] document = EventJson.object(json -> {
            json.writeStringField("trace_id", span.traceId().hex());
            json.writeStringField("trace_id_low", span.traceId().lowHex());
            json.writeStringField("span_id", span.spanId().hex());
            if (span.parentSpanId().isPresent()) {
                json.writeStringField(
                        "parent_span_id", span.parentSpanId().get().hex());
            }
            json.writeStringField("name", span.name());
            json.writeStringField("kind", span.kind());
            EventJson.writeTime("timestamp", span.start(), json);
            EventJson.writeTime("end_timestamp", span.end(), json);
            json.writeNumberField("duration", span.duration().toNanos() / 1e9);
            json.writeStringField("status", span.status());
            EventJson.writeMap("resource", span.resource(), json);
            EventJson.writeMap("attributes", span.attributes(), json);
        });
        Instant day = plausible(span.start(), read) ? span.start() : read;
        return new IndexOperation(Kind.CREATE, daily(TRACES, day), span.documentId(), document);
    }

    /** Takes the event's document away from where {@link #create(MaskedEvent, Instant)} put it. */
    public static IndexOperation delete(MaskedEvent event, Instant read) {
        return new IndexOperation(Kind.DELETE, index(event, read), id(event), NOTHING);
    }

    /** Takes a document away from among the rejected ones. */
    public static IndexOperation deleteRejected(String id) {
        return new IndexOperation(Kind.DELETE, LOGS_REJECTED, id, NOTHING);
    }

    /** Takes a document away that {@link #replace} put there. */
    public static IndexOperation delete(String index, String id) {
        return new IndexOperation(Kind.DELETE, index, id, NOTHING);
    }

    /**
     * Takes the event's document away from the other places where it may have been shown before all of it was known:
     * among the rejected ones, and in the day when it was read.
     */
    public static List<IndexOperation> withdraw(MaskedEvent event, Instant read) {
        String place = index(event, read);
        return Stream.of(LOGS_REJECTED, daily(LOGS, read), timely(event, read))
                .distinct()
                .filter(other -> !other.equals(place))
                .map(other -> new IndexOperation(Kind.DELETE, other, id(event), NOTHING))
                .toList();
    }

    /**
     * A document that sums up events and spans, as it is after so many of them.
     *
     * @param source JSON, made of masked values only
     */
    public static IndexOperation replace(String index, String id, long version, byte[] source) {
        return new IndexOperation(Kind.REPLACE, index, id, version, source);
    }

    /** The index of a day, for a family of indices that has one a day. */
    public static String daily(String family, Instant day) {
        return family + '-' + TimeText.day(day);
    }

    /** The same write of a source whose names of attributes were made to fit. */
    public IndexOperation withSource(byte[] fitted) {
        return new IndexOperation(kind, index, id, version, fitted, origin);
    }

    /** The same write, which settles the account of an event. */
    public IndexOperation settling(EventOrigin event) {
        return new IndexOperation(kind, index, id, version, source, Optional.of(event));
    }

    private static String id(MaskedEvent event) {
        return event.event().position().documentId();
    }

    private static String index(MaskedEvent event, Instant read) {
        if (event.event().rejected()) {
            return LOGS_REJECTED;
        }
        return timely(event, read);
    }

    private static String timely(MaskedEvent event, Instant read) {
        Instant day =
                event.event().timestamp().filter(time -> plausible(time, read)).orElse(read);
        return daily(LOGS, day);
    }

    private static boolean plausible(Instant time, Instant read) {
        long apart = Math.abs(time.getEpochSecond() - read.getEpochSecond());
        return apart < PLAUSIBLE.toSeconds()
                || Duration.between(time, read).abs().compareTo(PLAUSIBLE) <= 0;
    }

    private static byte[] document(MaskedEvent masked, Instant read) {
        LogEvent event = FlatLeaves.cut(timed(masked.event(), read));
        return EventJson.object(json -> {
            EventJson.writeFields(event, json);
            EventJson.writeTime("observed_timestamp", read, json);
            if (event.traceId().isPresent()) {
                json.writeStringField("trace_id_low", event.traceId().get().lowHex());
            }
        });
    }

    /** With a time, and told if it is not believed. Most events need neither, and are not copied. */
    private static LogEvent timed(LogEvent event, Instant read) {
        if (event.timestamp().isEmpty()) {
            return event.toBuilder().timestamp(read).build();
        }
        return plausible(event.timestamp().get(), read)
                ? event
                : event.toBuilder().attribute(Fields.TIME_IMPLAUSIBLE, true).build();
    }

    /** The wire form. */
    public static final class Format implements Wire<IndexOperation> {

        @Override
        public int version() {
            return 3;
        }

        @Override
        public void write(IndexOperation operation, DataOutput out) throws IOException {
            out.writeByte(operation.kind.ordinal());
            WireValues.writeText(operation.index, out);
            WireValues.writeText(operation.id, out);
            out.writeLong(operation.version);
            out.writeInt(operation.source.length);
            out.write(operation.source);
            out.writeBoolean(operation.origin.isPresent());
            if (operation.origin.isPresent()) {
                EventOrigin.write(operation.origin.get(), out);
            }
        }

        @Override
        public IndexOperation read(DataInput in) throws IOException {
            Kind kind = Kind.values()[in.readByte()];
            String index = WireValues.readText(in);
            String id = WireValues.readText(in);
            long version = in.readLong();
            byte[] source = new byte[in.readInt()];
            in.readFully(source);
            Optional<EventOrigin> origin = in.readBoolean() ? Optional.of(EventOrigin.read(in)) : Optional.empty();
            return new IndexOperation(kind, index, id, version, source, origin);
        }
    }
}
