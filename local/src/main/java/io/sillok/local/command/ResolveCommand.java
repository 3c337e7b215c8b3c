package io.sillok.local.command;

import io.sillok.local.issues.ResolutionIndex;
import io.sillok.search.Issue;
import io.sillok.search.LogSearch;
import io.sillok.search.Resolution;
import io.sillok.search.Standing;
import io.sillok.search.text.VisibleText;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sillok issues resolve}: a developer says that one is mended. */
@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Says that an issue is resolved: it is listed no more, until it is seen again; then it is marked as regressed.",
            "With --release, seeing it in the releases that are known now is no regression, save in that one."
        })
final class ResolveCommand implements Callable<Integer> {

    /** What is longer is not taken for a release when events are read. */
    private static final int LONGEST_RELEASE = 100;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private IssuesCommand issues;

    @Mixin
    private IssueChoice choice;

    @Option(
            names = "--release",
            paramLabel = "R",
            description =
                    "The release that mends it, as logs tell it (service.version). Default: whatever runs from now on.")
    private String release;

    @Override
    public Integer call() throws IOException {
        if (release != null && (release.isBlank() || release.length() > LONGEST_RELEASE)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--release must be the name of a release, of at most " + LONGEST_RELEASE + " characters");
        }
        SearchAddress address = issues.addressFor(spec.commandLine());
        LogSearch search = address.search();
        Issue issue = choice.find(search);
        Standing standing = issue.standing();
        if (standing.state() == Standing.State.RESOLVED) {
            System.err.println("sillok: the issue " + issue.fingerprint() + " is resolved already, since "
                    + standing.resolvedAt().orElseThrow() + in(standing.resolvedIn())
                    + "; to say it otherwise, first run sillok issues reopen " + issue.fingerprint());
            return ExitCodes.FINDINGS;
        }
        Resolution resolution = Resolution.of(
                issue, Clock.systemUTC().instant(), Optional.ofNullable(release), search.releases(issue.service()));
        try (ResolutionIndex index = new ResolutionIndex(address.settings())) {
            index.put(resolution);
        }
        System.out.println("resolved " + issue.fingerprint() + " (" + IssueChoice.place(issue) + ")"
                + in(resolution.release()) + ": it counts as regressed if it is seen after " + resolution.at()
                + (release == null ? "" : " in that release or in one that is not known yet"));
        return ExitCodes.DONE;
    }

    private static String in(String release) {
        return release.isEmpty() ? "" : " in " + VisibleText.of(release);
    }
}
