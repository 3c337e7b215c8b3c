package io.sillok.local.command;

import io.sillok.search.Issue;
import io.sillok.search.LogSearch;
import io.sillok.search.text.IssuesPrinter;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sillok issues}: the kinds of exceptions, or all that is known of one. */
@Command(
        name = "issues",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Lists exceptions by kind, the last seen first; with a fingerprint, shows all that is known of that kind.",
            "Each error counts once, however many logs tell of it."
        })
final class IssuesCommand implements Callable<Integer> {

    private static final String FINGERPRINT = "[0-9a-fA-F]{16}";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SearchAddress address;

    @Mixin
    private QueryOptions which;

    @Parameters(
            arity = "0..*",
            paramLabel = "QUERY|FINGERPRINT",
            description = "Words of the message, service:, exception: and others as for search; or 16 hex digits.")
    private List<String> words = List.of();

    @Option(names = "--new", description = "Only those first seen within a day.")
    private boolean onlyNew;

    @Option(names = "--regressed", description = "Only those that came back within a day, after a long quiet.")
    private boolean onlyRegressed;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(names = "--json", description = "Print each issue as one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (limit < 1 || limit > LogSearch.MAX_PAGE) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--limit must be 1 to " + LogSearch.MAX_PAGE + ", not " + limit);
        }
        boolean one = words.size() == 1 && words.get(0).matches(FINGERPRINT);
        Instant now = Clock.systemUTC().instant();
        List<Issue> issues = one
                ? address.search().issue(words.get(0).toLowerCase(Locale.ROOT))
                : address.search().issues(which.query(words), limit).stream()
                        .filter(issue -> shown(issue.mark(now)))
                        .toList();
        if (json) {
            System.out.print(IssuesPrinter.json(issues, now));
        } else if (one && !issues.isEmpty()) {
            System.out.print(IssuesPrinter.details(issues, now));
        } else {
            System.out.print(IssuesPrinter.list(issues, now));
        }
        System.out.flush();
        return one && issues.isEmpty() ? ExitCodes.FINDINGS : ExitCodes.DONE;
    }

    private boolean shown(Issue.Mark mark) {
        return (!onlyNew && !onlyRegressed)
                || (onlyNew && mark == Issue.Mark.NEW)
                || (onlyRegressed && mark == Issue.Mark.REGRESSED);
    }
}
