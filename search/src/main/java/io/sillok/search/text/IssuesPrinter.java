package io.sillok.search.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.search.Issue;
import io.sillok.search.IssueList;
import io.sillok.search.Standing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Issues as text for a terminal or as JSON Lines. Times are UTC. */
public final class IssuesPrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MESSAGE = 100;

    /** A commit's name is 40 long, and whole. */
    private static final int RELEASE = 40;

    private static final JsonMapper JSON = new JsonMapper();

    private IssuesPrinter() {}

    /** A line each, the last seen first. */
    public static String list(List<Issue> issues, Instant now) {
        if (issues.isEmpty()) {
            return "No issues found.\n";
        }
        Columns columns = new Columns();
        columns.add("", "last seen", "times", "users", "fingerprint", "service", "exception");
        for (Issue issue : issues) {
            columns.add(
                    markInRelease(issue, now),
                    TIME.format(issue.last()),
                    String.format(Locale.ROOT, "%,d", issue.count()),
                    issue.users() == 0 ? "-" : String.format(Locale.ROOT, "%,d", issue.users()),
                    VisibleText.of(issue.fingerprint()),
                    VisibleText.of(issue.service().isEmpty() ? "-" : issue.service()),
                    VisibleText.of(shortType(issue.type())) + ": " + firstLine(issue.message()));
        }
        return columns.text("") + (issues.size() == 1 ? "1 issue\n" : issues.size() + " issues\n");
    }

    /** The same, and how many are not in it. */
    public static String list(IssueList found, Instant now) {
        return list(found.issues(), now) + hidden(found);
    }

    /** A line about those that are not shown; empty if all are. */
    public static String hidden(IssueList found) {
        return found.hidden() == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%,d resolved not shown; --state resolved or all shows them\n", found.hidden());
    }

    /** All that is known of each. */
    public static String details(List<Issue> issues, Instant now) {
        return issues.stream().map(issue -> details(issue, now)).collect(Collectors.joining("\n"));
    }

    private static String details(Issue issue, Instant now) {
        StringBuilder text = new StringBuilder();
        String mark = mark(issue, now);
        text.append(VisibleText.of(issue.type()))
                .append(mark.isEmpty() ? "" : "  " + mark)
                .append('\n');
        issue.message().lines().limit(20).forEach(line -> text.append("  ")
                .append(VisibleText.of(line))
                .append('\n'));
        Columns facts = new Columns();
        facts.add("fingerprint", VisibleText.of(issue.fingerprint()));
        facts.add(
                "service",
                VisibleText.of(issue.service() + (issue.environment().isEmpty() ? "" : ", " + issue.environment())));
        facts.add("at", VisibleText.of(issue.place()));
        facts.add("seen", String.format(Locale.ROOT, "%,d times", issue.count()));
        facts.add("first", TIME.format(issue.first()));
        facts.add("last", TIME.format(issue.last()));
        issue.regressed().ifPresent(time -> facts.add("came back", TIME.format(time) + in(issue.regressedRelease())));
        issue.standing()
                .resolvedAt()
                .ifPresent(time -> facts.add(
                        "resolved", TIME.format(time) + in(issue.standing().resolvedIn())));
        if (issue.standing().state() == Standing.State.REGRESSED) {
            facts.add("since then", "seen again" + in(issue.standing().cameBackIn()));
        }
        facts.add("users", issue.users() == 0 ? "not told" : String.format(Locale.ROOT, "about %,d", issue.users()));
        facts.add("told by", VisibleText.of(String.join(", ", issue.sources())));
        text.append('\n').append(facts.text("  "));
        touched("Releases", issue.releases(), text);
        touched("Routes", issue.routes(), text);
        if (!issue.traces().isEmpty()) {
            text.append("\nTraces\n");
            issue.traces().forEach(trace -> text.append("  sillok trace ")
                    .append(VisibleText.of(trace))
                    .append('\n'));
        }
        if (!issue.stacktrace().isEmpty()) {
            text.append("\nStack\n");
            issue.stacktrace().lines().forEach(line -> text.append("  ")
                    .append(VisibleText.of(line))
                    .append('\n'));
        }
        return text.toString();
    }

    private static void touched(String title, List<Issue.Touched> touched, StringBuilder text) {
        if (!touched.isEmpty()) {
            Columns columns = new Columns();
            touched.forEach(
                    each -> columns.add(String.format(Locale.ROOT, "%,d", each.count()), VisibleText.of(each.name())));
            text.append('\n').append(title).append('\n').append(columns.text("  "));
        }
    }

    /** Each issue as one JSON object a line. */
    public static String json(List<Issue> issues, Instant now) {
        StringBuilder lines = new StringBuilder();
        for (Issue issue : issues) {
            ObjectNode json = JSON.createObjectNode();
            json.put("fingerprint", issue.fingerprint())
                    .put("service", issue.service())
                    .put("environment", issue.environment())
                    .put("state", issue.standing().state().name().toLowerCase(Locale.ROOT))
                    .put("mark", issue.mark(now).name().toLowerCase(Locale.ROOT))
                    .put("type", issue.type())
                    .put("message", issue.message())
                    .put("place", issue.place())
                    .put("first_seen", issue.first().toString())
                    .put("last_seen", issue.last().toString())
                    .put("count", issue.count())
                    .put("users", issue.users());
            issue.regressed().ifPresent(time -> json.put("regressed_at", time.toString()));
            if (!issue.regressedRelease().isEmpty()) {
                json.put("regressed_release", issue.regressedRelease());
            }
            standing(issue.standing(), json);
            json.set("routes", names(issue.routes()));
            json.set("releases", names(issue.releases()));
            issue.traces().forEach(json.putArray("trace_ids")::add);
            issue.sources().forEach(json.putArray("sources")::add);
            json.put("stacktrace", issue.stacktrace());
            lines.append(AsciiJson.of(json)).append('\n');
        }
        return lines.toString();
    }

    private static void standing(Standing standing, ObjectNode json) {
        standing.resolvedAt().ifPresent(time -> json.put("resolved_at", time.toString()));
        if (!standing.resolvedIn().isEmpty()) {
            json.put("resolved_in_release", standing.resolvedIn());
        }
        if (!standing.cameBackIn().isEmpty()) {
            json.put("came_back_in_release", standing.cameBackIn());
        }
    }

    private static JsonNode names(List<Issue.Touched> touched) {
        ObjectNode names = JSON.createObjectNode();
        touched.forEach(each -> names.put(each.name(), each.count()));
        return names;
    }

    private static String mark(Issue issue, Instant now) {
        Issue.Mark mark = issue.mark(now);
        return mark == Issue.Mark.NONE ? "" : mark.name();
    }

    private static String markInRelease(Issue issue, Instant now) {
        Standing standing = issue.standing();
        return switch (issue.mark(now)) {
            case RESOLVED -> mark(issue, now) + in(standing.resolvedIn());
            case REGRESSED ->
                mark(issue, now)
                        + in(
                                standing.state() == Standing.State.REGRESSED
                                        ? standing.cameBackIn()
                                        : issue.regressedRelease());
            case NEW, NONE -> mark(issue, now);
        };
    }

    private static String in(String release) {
        return release.isEmpty() ? "" : " in " + VisibleText.of(cut(release, RELEASE));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String shortType(String type) {
        return type.substring(type.lastIndexOf('\\') + 1);
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return VisibleText.of(cut(line, MESSAGE));
    }
}
