package io.sillok.search.text;

import io.sillok.search.RequestPage;
import io.sillok.search.RequestSummary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/** Requests as a table for a terminal, or as JSON Lines. */
public final class RequestPrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What a request's time may have gone to, where each is known. */
    private static final List<String> PARTS = List.of("nginx", "php", "db");

    private static final int MOST_STATEMENTS = 5;
    private static final int STATEMENT = 120;

    private RequestPrinter() {}

    /** A line a request. {@code ×} stands behind the number of queries where one was repeated. */
    public static String text(RequestPage page) {
        if (page.total() == 0) {
            return "Nothing found.\n";
        }
        Columns columns = new Columns();
        columns.add("TIME", "", "ROUTE", "STATUS", "DURATION", "WHERE", "QUERIES", "ERRORS", "TRACE OR REQUEST");
        for (RequestSummary request : page.requests()) {
            columns.add(
                    TIME.format(Instant.parse(request.time())),
                    VisibleText.of(or(request.method(), "-")),
                    VisibleText.of(or(request.route(), "-")),
                    or(request.status(), "-"),
                    seconds(request.duration()),
                    where(request),
                    request.queries() + (request.repeatsQueries() ? " ×" : ""),
                    String.valueOf(request.errors()),
                    VisibleText.of(request.id()));
        }
        String total = page.total() == 1 ? "1 request" : String.format(Locale.ROOT, "%,d requests", page.total());
        return columns.text("")
                + total
                + (page.requests().size() < page.total()
                        ? ", " + page.requests().size() + " shown\n"
                        : "\n");
    }

    /** Each record as the index holds it, one JSON object a line. */
    public static String json(RequestPage page) {
        StringBuilder lines = new StringBuilder();
        page.requests()
                .forEach(request -> lines.append(AsciiJson.of(request.source())).append('\n'));
        return lines.toString();
    }

    /** What the head of a trace says of a request of it. */
    static String details(RequestSummary request) {
        StringBuilder text = new StringBuilder("  ")
                .append(VisibleText.of((request.method() + " " + or(request.path(), request.route())).strip()))
                .append(" → ")
                .append(or(request.status(), "?"))
                .append(" · ")
                .append(seconds(request.duration()));
        String where = where(request);
        if (!where.equals("-")) {
            text.append(" (").append(where).append(')');
        }
        text.append(" · ").append(count(request.queries(), "query", "queries"));
        text.append(" · ").append(count(request.errors(), "error", "errors"));
        text.append(" · ").append(count(request.lines(), "line", "lines")).append('\n');
        if (request.errors() > 0) {
            text.append("  first error: ").append(cut(request.firstError())).append('\n');
        }
        request.statements().stream().limit(MOST_STATEMENTS).forEach(each -> text.append("  ")
                .append(each.count())
                .append(" × ")
                .append(Durations.seconds(each.seconds() / Math.max(1, each.count())))
                .append(each.repeated() ? "  N+1  " : "  ")
                .append(cut(each.text()))
                .append('\n'));
        if (!request.stack().isEmpty()) {
            text.append("  slow at: ").append(cut(request.stack())).append('\n');
        }
        return text.toString();
    }

    private static String where(RequestSummary request) {
        StringJoiner parts = new StringJoiner(", ");
        for (String part : PARTS) {
            request.spentIn(part).ifPresent(seconds -> parts.add(part + " " + Durations.seconds(seconds)));
        }
        return parts.length() == 0 ? "-" : parts.toString();
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? Durations.seconds(seconds.getAsDouble()) : "-";
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String cut(String text) {
        String line = VisibleText.of(text.strip().lines().findFirst().orElse(""));
        return line.codePointCount(0, line.length()) <= STATEMENT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, STATEMENT - 1)) + "…";
    }

    private static String or(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }
}
