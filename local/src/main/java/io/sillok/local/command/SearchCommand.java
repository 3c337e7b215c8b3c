package io.sillok.local.command;

import io.sillok.search.LogQuery;
import io.sillok.search.LogSearch;
import io.sillok.search.SearchPage;
import io.sillok.search.text.SearchPrinter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sillok search}: the events that a query finds, newest first. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Finds events. A query has words, \"phrases\" and field:value, such as",
            "  status:500    severity:error source:laravel.line    duration:>0.5 -path:/health    trace:ID",
        })
final class SearchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SearchAddress address;

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "What to find; nothing finds everything.")
    private List<String> words = List.of();

    @Mixin
    private QueryOptions which;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(names = "--json", description = "Print each event as one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (limit < 1 || limit > LogSearch.MAX_PAGE) {
            throw usage("--limit must be 1 to " + LogSearch.MAX_PAGE + ", not " + limit);
        }
        LogQuery query = which.query(words);
        SearchPage page = address.search().search(query, limit);
        System.out.print(json ? SearchPrinter.json(page) : SearchPrinter.text(page));
        System.out.flush();
        return ExitCodes.DONE;
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
