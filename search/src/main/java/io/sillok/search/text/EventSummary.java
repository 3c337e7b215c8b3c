package io.sillok.search.text;

import io.sillok.model.Fields;
import io.sillok.search.LogHit;
import java.util.Optional;

/** The one line that says most about an event. */
final class EventSummary {

    private static final int LONGEST = 400;

    private EventSummary() {}

    static String of(LogHit hit) {
        return request(hit).orElseGet(() -> message(hit));
    }

    private static Optional<String> request(LogHit hit) {
        String method = hit.attribute(Fields.HTTP_METHOD);
        String status = hit.attribute(Fields.HTTP_STATUS);
        if (!hit.attribute(Fields.LOG_FORMAT).endsWith(".access") || method.isEmpty() || status.isEmpty()) {
            return Optional.empty();
        }
        String query = hit.attribute(Fields.URL_QUERY);
        String duration = hit.attribute(Fields.HTTP_DURATION);
        return Optional.of(VisibleText.of(method + " " + hit.attribute(Fields.URL_PATH)
                + (query.isEmpty() ? "" : "?" + query)
                + " → " + status
                + (duration.isEmpty() ? "" : " · " + Durations.seconds(Double.parseDouble(duration)))));
    }

    private static String message(LogHit hit) {
        String body = hit.text("body").strip();
        int lineEnd = body.indexOf('\n');
        String first =
                VisibleText.of(lineEnd < 0 ? body : body.substring(0, lineEnd).stripTrailing());
        long more = body.chars().filter(c -> c == '\n').count();
        String cut = first.length() > LONGEST
                ? first.substring(0, first.offsetByCodePoints(0, first.codePointCount(0, LONGEST - 1))) + "…"
                : first;
        return cut + (more == 0 ? "" : " (+" + more + (more == 1 ? " line)" : " lines)"));
    }
}
