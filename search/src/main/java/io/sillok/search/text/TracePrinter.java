package io.sillok.search.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.Trace;
import io.sillok.search.TraceEvent;
import io.sillok.search.TraceSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A trace as text for a terminal, its spans as a waterfall above its events, or as one JSON object. */
public final class TracePrinter {

    private static final int BAR = 40;
    private static final int NAME = 48;

    private TracePrinter() {}

    /** Times are counted from the trace's start; {@code ~} stands before one that the log gives to the second only. */
    public static String text(Trace trace) {
        if (trace.isEmpty()) {
            return "Nothing is known of trace " + trace.id() + ".\n";
        }
        StringBuilder text = new StringBuilder(header(trace));
        if (!trace.requests().isEmpty()) {
            text.append(trace.requests().size() == 1 ? "\nRequest\n" : "\nRequests\n");
            trace.requests().forEach(request -> text.append(RequestPrinter.details(request)));
        }
        if (!trace.spans().isEmpty()) {
            text.append(trace.madeOfLogs() ? "\nSpans, made of log lines\n" : "\nSpans\n")
                    .append(spans(trace));
            text.append(more(trace.spansInAll() - trace.spans().size(), "spans"));
        }
        if (!trace.events().isEmpty()) {
            text.append("\nEvents\n").append(events(trace));
            text.append(more(trace.eventsInAll() - trace.events().size(), "events"));
        }
        return text.toString();
    }

    /**
     * {@code trace_id, start, end, requests[], spans[], events[]}, as the index holds them; {@code spans_made_of_logs} where no
     * tracer told of the spans.
     */
    public static String json(Trace trace) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("trace_id", trace.ids().size() == 1 ? trace.ids().get(0) : trace.id());
        if (!trace.isEmpty()) {
            json.put("start", trace.start().toString());
            json.put("end", trace.end().toString());
        }
        trace.spans().forEach(span -> json.withArray("/spans").add(span.source()));
        trace.events()
                .forEach(event -> json.withArray("/events").add(event.hit().source()));
        trace.requests().forEach(request -> json.withArray("/requests").add(request.source()));
        if (trace.madeOfLogs()) {
            json.put("spans_made_of_logs", true);
        }
        json.withArray("/spans");
        json.withArray("/events");
        return AsciiJson.of(json) + "\n";
    }

    private static String header(Trace trace) {
        StringBuilder header = new StringBuilder();
        if (trace.ids().isEmpty()) {
            header.append(trace.requests().isEmpty() ? "Trace " : "Request ")
                    .append(trace.id())
                    .append('\n');
        }
        trace.ids().forEach(id -> header.append("Trace ").append(id).append('\n'));
        return header.append(String.format(
                        Locale.ROOT,
                        "%s, %s, %d spans, %d events\n",
                        trace.start(),
                        Durations.of(Duration.between(trace.start(), trace.end())),
                        trace.spansInAll(),
                        trace.eventsInAll()))
                .toString();
    }

    private static String spans(Trace trace) {
        Columns columns = new Columns();
        for (TraceSpan span : trace.spans()) {
            columns.add(
                    name(span),
                    VisibleText.of(span.service()),
                    bar(trace, span),
                    Durations.of(span.duration()),
                    (span.status().equals("error") ? "ERROR" : "") + doubt(span));
        }
        return columns.text("  ");
    }

    /** A line that was tied to the request by what it says may be of another that says the same. */
    private static String doubt(TraceSpan span) {
        double confidence =
                span.source().path("attributes").path(Fields.LINK_CONFIDENCE).asDouble(1);
        return confidence < 1 ? String.format(Locale.ROOT, "%.0f %% sure", confidence * 100) : "";
    }

    private static String name(TraceSpan span) {
        String name = "  ".repeat(Math.min(span.depth(), 8)) + VisibleText.of(span.name());
        return name.codePointCount(0, name.length()) <= NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME - 1)) + "…";
    }

    private static String bar(Trace trace, TraceSpan span) {
        double whole = Math.max(1, Duration.between(trace.start(), trace.end()).toNanos());
        double before = Duration.between(trace.start(), span.start()).toNanos() / whole;
        double share = span.duration().toNanos() / whole;
        int from = (int) Math.max(0, Math.min(BAR - 1, Math.floor(before * BAR)));
        int length = (int) Math.max(1, Math.min(BAR - from, Math.round(share * BAR)));
        return "·".repeat(from) + "█".repeat(length) + "·".repeat(BAR - from - length);
    }

    private static String events(Trace trace) {
        Columns columns = new Columns();
        for (TraceEvent event : trace.events()) {
            columns.add(
                    (event.exact() ? " " : "~") + sinceStart(trace.start(), event.time()),
                    VisibleText.of(
                            event.hit().text("severity_text").isEmpty()
                                    ? "-"
                                    : event.hit().text("severity_text")),
                    VisibleText.of(event.hit().attribute(Fields.LOG_FORMAT)),
                    EventSummary.of(event.hit()));
        }
        return columns.text("  ");
    }

    private static String sinceStart(Instant start, Instant time) {
        Duration since = Duration.between(start, time);
        return (since.isNegative() ? "" : "+") + Durations.of(since);
    }

    private static String more(long more, String what) {
        return more > 0 ? "  and " + more + " more " + what + "\n" : "";
    }
}
