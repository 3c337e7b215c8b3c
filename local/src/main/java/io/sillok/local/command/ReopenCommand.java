package io.sillok.local.command;

import io.sillok.local.issues.ResolutionIndex;
import io.sillok.search.Issue;
import io.sillok.search.Standing;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sillok issues reopen}: takes back that one is mended. */
@Command(
        name = "reopen",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Takes back that an issue is resolved: it is open, as if nobody had said so.")
final class ReopenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private IssuesCommand issues;

    @Mixin
    private IssueChoice choice;

    @Override
    public Integer call() throws IOException {
        SearchAddress address = issues.addressFor(spec.commandLine());
        Issue issue = choice.find(address.search());
        if (issue.standing().state() == Standing.State.OPEN) {
            System.err.println(
                    "sillok: the issue " + issue.fingerprint() + " is open already: there is nothing to take back");
            return ExitCodes.FINDINGS;
        }
        try (ResolutionIndex index = new ResolutionIndex(address.settings())) {
            index.remove(issue.id());
        }
        System.out.println("reopened " + issue.fingerprint() + " (" + IssueChoice.place(issue) + ")");
        return ExitCodes.DONE;
    }
}
