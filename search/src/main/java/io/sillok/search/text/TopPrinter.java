package io.sillok.search.text;

import io.sillok.model.Fields;
import io.sillok.search.ExceptionSummary;
import io.sillok.search.RouteReport;
import io.sillok.search.RouteReport.Route;
import io.sillok.search.StatementSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The lists of the slowest and the most frequent, as text for a terminal. */
public final class TopPrinter {

    private static final int FRAMES = 5;
    private static final int STATEMENT = 160;

    private TopPrinter() {}

    /** By the slowest twentieth of their requests. */
    public static String routes(RouteReport report, int limit) {
        if (report.routes().isEmpty()) {
            return "No requests with a duration found.\n";
        }
        Columns columns = new Columns();
        columns.add("p50", "p95", "p99", "requests", "errors", "route");
        slowest(report, limit)
                .forEach(route -> columns.add(
                        seconds(route.p50()),
                        seconds(route.p95()),
                        seconds(route.p99()),
                        count(route.requests()),
                        share(route),
                        VisibleText.of(route.template())));
        return columns.text("");
    }

    /** The routes in the order of the list. */
    public static List<Route> slowest(RouteReport report, int limit) {
        return report.routes().stream()
                .sorted(Comparator.comparingDouble((Route route) -> route.p95().orElse(-1))
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static String share(Route route) {
        return route.errors() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f %%", 100.0 * route.errors() / Math.max(1, route.requests()));
    }

    /** With the beginning of the latest one's stack. */
    public static String exceptions(List<ExceptionSummary> exceptions, int limit) {
        if (exceptions.isEmpty()) {
            return "No exceptions found.\n";
        }
        StringBuilder text = new StringBuilder();
        for (ExceptionSummary exception : exceptions.subList(0, Math.min(limit, exceptions.size()))) {
            text.append(
                    String.format(Locale.ROOT, "%s: %,d events", VisibleText.of(exception.type()), exception.count()));
            text.append(exception.traces() == 0 ? "" : String.format(Locale.ROOT, ", %,d requests", exception.traces()))
                    .append(", last ")
                    .append(exception.last())
                    .append(", told by ")
                    .append(VisibleText.of(String.join(", ", exception.sources())))
                    .append('\n');
            exception
                    .latest()
                    .attribute(Fields.EXCEPTION_MESSAGE)
                    .lines()
                    .limit(1)
                    .forEach(line ->
                            text.append("    ").append(VisibleText.of(line)).append('\n'));
            exception
                    .latest()
                    .attribute(Fields.EXCEPTION_STACKTRACE)
                    .lines()
                    .limit(FRAMES)
                    .forEach(line ->
                            text.append("      ").append(VisibleText.of(line)).append('\n'));
        }
        return text.toString();
    }

    /** By the longest that each took. */
    public static String statements(List<StatementSummary> statements, int limit) {
        if (statements.isEmpty()) {
            return "No timed database statements found.\n";
        }
        Columns columns = new Columns();
        columns.add("longest", "p95", "in all", "times", "hash", "statement");
        statements.stream()
                .limit(limit)
                .forEach(statement -> columns.add(
                        Durations.seconds(statement.longest()),
                        Durations.seconds(statement.p95()),
                        Durations.seconds(statement.total()),
                        count(statement.count()),
                        VisibleText.of(statement.hash()),
                        cut(statement.slowest().attribute(Fields.DB_QUERY_TEXT))));
        return columns.text("");
    }

    private static String cut(String statement) {
        String line = VisibleText.of(statement.replaceAll("\\s+", " "));
        return line.length() <= STATEMENT ? line : line.substring(0, STATEMENT - 1) + "…";
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? Durations.seconds(seconds.getAsDouble()) : "-";
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
