package io.sillok.search.text;

import io.sillok.model.Fields;
import io.sillok.search.LogHit;
import io.sillok.search.SearchPage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The events found, oldest last, as text for a terminal or as JSON Lines. */
public final class SearchPrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SearchPrinter() {}

    /** Aligned lines, and one that says how many more there are. Times are UTC. */
    public static String text(SearchPage page) {
        if (page.total() == 0) {
            return "Nothing found.\n";
        }
        Columns columns = new Columns();
        for (LogHit hit : page.hits()) {
            columns.add(
                    time(hit),
                    VisibleText.of(or(hit.text("severity_text"), "-")),
                    VisibleText.of(or(hit.attribute(Fields.LOG_FORMAT), "-")),
                    VisibleText.of(or(hit.resource(Fields.SERVICE_NAME), "-")),
                    EventSummary.of(hit));
        }
        return columns.text("") + count(page);
    }

    /** Each event as the index holds it, one JSON object a line. */
    public static String json(SearchPage page) {
        StringBuilder lines = new StringBuilder();
        page.hits().forEach(hit -> lines.append(AsciiJson.of(hit.source())).append('\n'));
        return lines.toString();
    }

    private static String count(SearchPage page) {
        String total = page.total() == 1 ? "1 event" : String.format(Locale.ROOT, "%,d events", page.total());
        return page.hits().size() < page.total()
                ? total + ", the newest " + page.hits().size() + " shown\n"
                : total + "\n";
    }

    private static String time(LogHit hit) {
        String time = hit.text("timestamp");
        return time.isEmpty() ? "-" : TIME.format(Instant.parse(time));
    }

    private static String or(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }
}
