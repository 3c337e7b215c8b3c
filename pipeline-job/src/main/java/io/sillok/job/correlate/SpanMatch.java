package io.sillok.job.correlate;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import java.util.Optional;

/** How well a span fits an event of its trace; later ones fit better. */
enum SpanMatch {
    NONE,
    /** The span at which the trace enters another service. */
    FOREIGN_ROOT,
    /** The span at which the trace enters the event's service. */
    LOCAL_ROOT,
    /** The event names the caller's span, of which this is the server's: so a web server logs {@code traceparent}. */
    SERVER_OF_CALLER,
    /** The event names this span. */
    EXACT;

    static SpanMatch of(LogEvent event, Span span) {
        Optional<SpanId> named = event.spanId();
        if (named.isPresent() && named.get().equals(span.spanId())) {
            return EXACT;
        }
        boolean server = span.kind().equals("server");
        if (server && named.isPresent() && named.equals(span.parentSpanId())) {
            return SERVER_OF_CALLER;
        }
        if (!server && span.parentSpanId().isPresent()) {
            return NONE;
        }
        boolean local =
                span.service().equals(Optional.ofNullable(event.resource().get(Fields.SERVICE_NAME)));
        return local ? LOCAL_ROOT : FOREIGN_ROOT;
    }

    /** Whether nothing better is to be expected. */
    boolean settles(LogEvent event) {
        return compareTo(event.spanId().isPresent() ? SERVER_OF_CALLER : LOCAL_ROOT) >= 0;
    }
}
