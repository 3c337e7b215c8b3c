package io.sillok.local.command;

import io.sillok.local.dead.LetterGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sillok dead list}: dead letters, grouped by reason and shape. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows dead letters, grouped by reason, format and shape, the largest group first. All text is masked.",
            "Exit code 1 if there are any."
        })
final class DeadListCommand implements Callable<Integer> {

    @Mixin
    private DeadOptions dead;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<LetterGroup> groups = LetterGroup.of(dead.letters(dead.job()));
        if (json) {
            System.out.println(LetterGroup.json(groups).toPrettyString());
        } else if (!groups.isEmpty()) {
            List<List<String>> rows = new ArrayList<>(List.of(LetterGroup.HEADINGS));
            groups.forEach(group -> rows.add(group.row()));
            System.out.print(TextTable.of(rows));
        }
        System.out.flush();
        return groups.isEmpty() ? ExitCodes.DONE : ExitCodes.FINDINGS;
    }
}
