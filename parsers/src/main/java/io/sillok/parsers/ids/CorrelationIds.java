package io.sillok.parsers.ids;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the ids of trace, span and request in what a log says. The first of a kind that is valid stays; of one trace id in
 * two lengths, the longer one.
 */
public final class CorrelationIds {

    private static final int MAX_DEPTH = 4;
    private static final int MAX_REQUEST_ID = 128;

    private final IdKeys keys;
    private Optional<TraceId> trace = Optional.empty();
    private Optional<SpanId> span = Optional.empty();
    private Optional<Boolean> sampled = Optional.empty();
    private Optional<String> request = Optional.empty();
    private long datadogHigh;
    private boolean invalid;

    public CorrelationIds(IdKeys keys) {
        this.keys = keys;
    }

    /** Looks through a map and the maps in it; keys of inner ones are read with and without that of the map around. */
    public CorrelationIds search(Map<String, ?> map) {
        search("", map, 0);
        return this;
    }

    private void search(String around, Map<?, ?> map, int depth) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = entry.getKey().toString().toLowerCase(Locale.ROOT);
            if (entry.getValue() instanceof Map<?, ?> inner) {
                if (depth < MAX_DEPTH) {
                    search(key + '.', inner, depth + 1);
                }
            } else if (entry.getValue() instanceof String || entry.getValue() instanceof Number) {
                String value = entry.getValue().toString();
                // the longer name says more: dd.trace_id is not read as trace_id
                Optional<IdKeys.Kind> kind = keys.kind(around + key).or(() -> keys.kind(key));
                boolean number = entry.getValue() instanceof Number;
                kind.ifPresent(known -> offer(number ? known.ofNumber() : known, value));
            }
        }
    }

    /** @param key a field's name, in lower case */
    public void offer(String key, String value) {
        keys.kind(key).ifPresent(kind -> offer(kind, value));
    }

    private void offer(IdKeys.Kind kind, String value) {
        switch (kind) {
            case TRACE -> trace(value, TraceId.parse(value));
            case DATADOG_TRACE -> trace(value, TraceId.parseDatadog(value));
            case SPAN -> span = span.or(() -> SpanId.parse(value));
            case DATADOG_SPAN -> span = span.or(() -> SpanId.parseDatadog(value));
            case DATADOG_HIGH ->
                datadogHigh = TraceId.parseHex(value).map(TraceId::low).orElse(0L);
            case HEADER -> header(value);
            case FLAGS -> flags(value);
            case REQUEST -> request(value);
        }
    }

    /** An id under a name that is known to hold a trace id. */
    public void trace(String value) {
        if (value.indexOf('-') > 0 || value.indexOf('=') > 0 || value.indexOf(':') > 0) {
            header(value);
        } else {
            trace(value, TraceId.parse(value));
        }
    }

    public void datadogTrace(String value) {
        trace(value, TraceId.parseDatadog(value));
    }

    /** The span's own id: it stands before a caller's out of a header. */
    public void span(String value) {
        span = SpanId.parse(value).or(() -> span);
    }

    public void datadogSpan(String value) {
        span = span.or(() -> SpanId.parseDatadog(value));
    }

    public void header(String value) {
        Optional<CarriedIds> carried = CarriedIds.parse(value);
        if (carried.isEmpty()) {
            trace(value, TraceId.parse(value).filter(id -> value.indexOf('-') < 0));
        } else if (trace.isEmpty() || trace.get().matches(carried.get().trace())) {
            trace(value, Optional.of(carried.get().trace()));
            span = span.or(carried.get()::span);
            sampled = sampled.or(carried.get()::sampled);
        }
    }

    private void trace(String value, Optional<TraceId> id) {
        boolean absent = value.isBlank() || value.equals("-") || value.chars().allMatch(c -> c == '0');
        if (id.isEmpty()) {
            invalid |= !absent;
        } else if (trace.isEmpty()
                || (trace.get().high() == 0 && trace.get().low() == id.get().low())) {
            trace = id;
        }
    }

    private void flags(String value) {
        try {
            boolean set = (Integer.parseInt(value.trim(), 16) & 1) == 1;
            sampled = sampled.or(() -> Optional.of(set));
        } catch (NumberFormatException e) {
            // Not W3C's flags: what they say is not known.
            sampled = sampled.or(Optional::empty);
        }
    }

    private void request(String value) {
        if (!value.isBlank() && value.length() <= MAX_REQUEST_ID) {
            request = request.or(() -> Optional.of(value));
        }
    }

    public void addTo(LogEvent.Builder event) {
        request.ifPresent(id -> event.attribute(Fields.REQUEST_ID, id));
        if (trace.isEmpty()) {
            if (invalid) {
                event.attribute(Fields.TRACE_ID_INVALID, true);
            }
            return;
        }
        // a span id says nothing without the trace it is part of
        event.traceId(whole(trace.get()));
        span.ifPresent(event::spanId);
        if (sampled.filter(yes -> !yes).isPresent()) {
            event.attribute(Fields.TRACE_SAMPLED, false);
        }
    }

    private TraceId whole(TraceId id) {
        return id.high() == 0 ? new TraceId(datadogHigh, id.low()) : id;
    }
}
