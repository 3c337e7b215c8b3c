package io.sillok.local.command;

import io.sillok.search.Issue;
import io.sillok.search.IssueList;
import io.sillok.search.LogSearch;
import io.sillok.search.Standing.State;
import io.sillok.search.text.IssuesPrinter;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "Each error counts once, however many logs tell of it. Those that were resolved are not listed, unless they came"
                    + " back; a query with the word resolve or reopen stands in quotes, as one argument with another word."
        },
        subcommands = {ResolveCommand.class, ReopenCommand.class})
final class IssuesCommand implements Callable<Integer> {

    static final String FINGERPRINT = "[0-9a-fA-F]{16}";

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

    @Option(
            names = "--regressed",
            description = "Only those that came back: within a day, after a long quiet; or after they were resolved.")
    private boolean onlyRegressed;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are open, resolved or regressed (resolved, and seen since); or all."
                    + " Default: open and regressed.")
    private String state;

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
        Set<State> states = states();
        Instant now = Clock.systemUTC().instant();
        if (one) {
            List<Issue> issues = address.search().issue(words.get(0).toLowerCase(Locale.ROOT));
            System.out.print(
                    json
                            ? IssuesPrinter.json(issues, now)
                            : issues.isEmpty() ? IssuesPrinter.list(issues, now) : IssuesPrinter.details(issues, now));
            System.out.flush();
            return issues.isEmpty() ? ExitCodes.FINDINGS : ExitCodes.DONE;
        }
        IssueList found = address.search().issues(which.query(words), limit, states);
        List<Issue> issues =
                found.issues().stream().filter(issue -> shown(issue.mark(now))).toList();
        IssueList shown = new IssueList(issues, found.hidden());
        if (json) {
            System.out.print(IssuesPrinter.json(issues, now));
            System.err.print(IssuesPrinter.hidden(shown));
        } else {
            System.out.print(IssuesPrinter.list(shown, now));
        }
        System.out.flush();
        return ExitCodes.DONE;
    }

    private Set<State> states() {
        if (state == null) {
            return EnumSet.of(State.OPEN, State.REGRESSED);
        }
        if (state.equals("all")) {
            return EnumSet.allOf(State.class);
        }
        return Stream.of(State.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(state))
                .findFirst()
                .map(EnumSet::of)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "--state must be open, resolved, regressed or all, not '" + state + "'"));
    }

    /** Of a command below this one, which is given no query. */
    SearchAddress addressFor(CommandLine below) {
        if (!words.isEmpty()) {
            throw new CommandLine.ParameterException(
                    below,
                    below.getCommandName() + " is a command here, and stands before all other words;"
                            + " to search for the word, give the whole query in quotes");
        }
        return address;
    }

    private boolean shown(Issue.Mark mark) {
        return (!onlyNew && !onlyRegressed)
                || (onlyNew && mark == Issue.Mark.NEW)
                || (onlyRegressed && mark == Issue.Mark.REGRESSED);
    }
}
