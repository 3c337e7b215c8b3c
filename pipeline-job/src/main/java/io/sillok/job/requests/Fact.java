package io.sillok.job.requests;

import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedSpan;
import io.sillok.model.Severity;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one log event or span says of its request. It is made of masked ones only, so whatever is made of it may be shown.
 * Immutable.
 */
final class Fact {

    private static final int ERROR = 17;
    private static final int HEX = 16;

    /** The same for the same event or span, however often it comes. */
    private final long id;

    private final boolean update;
    private final Instant time;
    private final Optional<SpanId> span;
    private final Optional<SpanId> parent;
    private final Map<Part, Object> parts;

    private Fact(
            long id,
            boolean update,
            Instant time,
            Optional<SpanId> span,
            Optional<SpanId> parent,
            Map<Part, Object> parts) {
        this.id = id;
        this.update = update;
        this.time = time;
        this.span = span;
        this.parent = parent;
        this.parts = parts;
    }

    /** @param read stands for the event's time if it has none */
    static Fact of(MaskedEvent masked, Instant read, boolean update) {
        LogEvent event = masked.event();
        Map<Part, Object> parts = new EnumMap<>(Part.class);
        event.attributes().forEach((name, value) -> put(Part.of(name), value, parts));
        event.resource().forEach((name, value) -> put(Part.of(name), value, parts));
        event.severity().map(Severity::number).ifPresent(number -> put(Part.SEVERITY, number, parts));
        put(Part.FILE, event.position().fileId().value(), parts);
        boolean telling = event.severity().filter(s -> s.number() >= ERROR).isPresent()
                || "nginx.error".equals(parts.get(Part.FORMAT));
        if (telling && !parts.containsKey(Part.EXCEPTION_MESSAGE)) {
            put(Part.MESSAGE, event.body(), parts);
        }
        return new Fact(
                Long.parseUnsignedLong(event.position().documentId().substring(0, HEX), HEX),
                update,
                event.timestamp().orElse(read),
                event.spanId(),
                Optional.empty(),
                parts);
    }

    static Fact of(MaskedSpan masked) {
        Span span = masked.span();
        Map<Part, Object> parts = new EnumMap<>(Part.class);
        span.attributes().forEach((name, value) -> put(Part.of(name), value, parts));
        span.resource().forEach((name, value) -> put(Part.of(name), value, parts));
        put(Part.SPAN_NAME, span.name(), parts);
        put(Part.SPAN_KIND, span.kind(), parts);
        put(Part.SPAN_STATUS, span.status(), parts);
        double seconds = Duration.between(span.start(), span.end()).toNanos() / 1e9;
        put(parts.containsKey(Part.SQL) ? Part.SQL_SECONDS : Part.DURATION, seconds, parts);
        return new Fact(
                span.spanId().value(), false, span.start(), Optional.of(span.spanId()), span.parentSpanId(), parts);
    }

    private static void put(Part part, Object value, Map<Part, Object> parts) {
        Object accepted = part == null ? null : part.accept(value);
        if (accepted != null && !accepted.equals("")) {
            parts.put(part, accepted);
        }
    }

    Fact with(Part part, Object value) {
        Map<Part, Object> more = new EnumMap<>(Part.class);
        more.putAll(parts);
        put(part, value, more);
        return new Fact(id, update, time, span, parent, more);
    }

    /** Without what only an error is remembered for. */
    Fact without(Part part) {
        Map<Part, Object> less = new EnumMap<>(Part.class);
        less.putAll(parts);
        less.remove(part);
        return new Fact(id, update, time, span, parent, less);
    }

    long id() {
        return id;
    }

    /** Whether it tells again, and more fully, what was told before. */
    boolean update() {
        return update;
    }

    /** Of an access log the request's end or, in FPM's, its beginning; of a span its beginning. */
    Instant time() {
        return time;
    }

    Optional<SpanId> span() {
        return span;
    }

    Optional<SpanId> parent() {
        return parent;
    }

    boolean has(Part part) {
        return parts.containsKey(part);
    }

    String text(Part part) {
        return parts.get(part) instanceof String text ? text : "";
    }

    double number(Part part) {
        return parts.get(part) instanceof Double number ? number : 0;
    }

    int severity() {
        return (int) number(Part.SEVERITY);
    }

    boolean isSpan() {
        return has(Part.SPAN_KIND);
    }

    boolean is(String format) {
        return format.equals(text(Part.FORMAT));
    }

    /** Whether it tells of something that went wrong. */
    boolean isError() {
        return !isSpan() && (severity() >= ERROR || has(Part.EXCEPTION));
    }

    /** Whether it says nothing else of its request. */
    boolean tellsOnlyRoute() {
        return has(Part.ROUTE)
                && !isSpan()
                && !isError()
                && HostLine.Role.of(this).isEmpty();
    }

    /** A span by which a request enters a service. */
    boolean isServerSpan() {
        return isSpan() && (text(Part.SPAN_KIND).equals("server") || parent.isEmpty());
    }

    void write(CompactOutput out) throws IOException {
        out.bits(id);
        out.flag(update);
        out.time(time);
        out.span(span);
        out.span(parent);
        out.number(parts.size());
        for (Map.Entry<Part, Object> part : parts.entrySet()) {
            out.number(part.getKey().ordinal());
            if (part.getKey().isText()) {
                out.text((String) part.getValue());
            } else {
                number((double) part.getValue(), out);
            }
        }
    }

    private static void number(double value, CompactOutput out) throws IOException {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 52;
        out.flag(whole);
        if (whole) {
            out.signed((long) value);
        } else {
            out.fraction(value);
        }
    }

    static Fact read(CompactInput in) throws IOException {
        long id = in.bits();
        boolean update = in.flag();
        Instant time = in.time();
        Optional<SpanId> span = in.span();
        Optional<SpanId> parent = in.span();
        Map<Part, Object> parts = new EnumMap<>(Part.class);
        for (int left = in.count(); left > 0; left--) {
            Part part = Part.values()[in.count()];
            parts.put(part, part.isText() ? in.text() : (Object) (in.flag() ? (double) in.signed() : in.fraction()));
        }
        return new Fact(id, update, time, span, parent, parts);
    }

    /** Says which it is, not what it holds. */
    @Override
    public String toString() {
        return "Fact[" + Long.toHexString(id) + ' ' + text(Part.FORMAT) + ' ' + parts.keySet() + ']';
    }
}
