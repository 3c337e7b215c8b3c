package io.sillok.local.command;

import io.sillok.search.Issue;
import io.sillok.search.LogSearch;
import io.sillok.search.text.VisibleText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which one issue a command is about. */
final class IssueChoice {

    private static final int MOST_TOLD = 10;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "FINGERPRINT", description = "16 hex digits, as sillok issues lists them.")
    private String fingerprint;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Where several have the same kind: that of this one.")
    private String service;

    @Option(names = "--environment", paramLabel = "NAME", description = "The same, by the environment; '' is none.")
    private String environment;

    /** @throws CommandLine.ParameterException if there is no such issue, or more than one */
    Issue find(LogSearch search) throws IOException {
        if (!fingerprint.matches(IssuesCommand.FINGERPRINT)) {
            throw usage("an issue is named by its fingerprint, 16 hex digits such as 4e86a6f2ceef07ab, not '"
                    + fingerprint + "'; sillok issues lists them");
        }
        List<Issue> all = search.issue(fingerprint.toLowerCase(Locale.ROOT));
        List<Issue> chosen = all.stream()
                .filter(issue -> service == null || issue.service().equals(service))
                .filter(issue -> environment == null || issue.environment().equals(environment))
                .toList();
        if (chosen.size() == 1) {
            return chosen.get(0);
        }
        if (all.isEmpty()) {
            throw usage("there is no issue " + fingerprint + "; sillok issues --state all lists those there are");
        }
        throw usage(
                chosen.isEmpty()
                        ? "there is no issue " + fingerprint + " there; it was seen in " + places(all)
                        : "the issue " + fingerprint + " was seen in " + places(chosen)
                                + ": choose one with --service and --environment");
    }

    private static String places(List<Issue> issues) {
        String told = issues.stream().limit(MOST_TOLD).map(IssueChoice::place).collect(Collectors.joining("; "));
        return issues.size() > MOST_TOLD ? told + "; and " + (issues.size() - MOST_TOLD) + " more" : told;
    }

    /** As people name it. */
    static String place(Issue issue) {
        String service = issue.service().isEmpty() ? "no service" : issue.service();
        String environment = issue.environment().isEmpty() ? "no environment" : issue.environment();
        return VisibleText.of(service + ", " + environment);
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
