package io.sillok.local.command;

import io.sillok.search.LogQuery;
import io.sillok.search.LogSearch;
import io.sillok.search.RequestOrder;
import io.sillok.search.RequestPage;
import io.sillok.search.text.RequestPrinter;
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

/** {@code sillok requests}: one line a request, the slowest first. */
@Command(
        name = "requests",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows requests, each put together of all its logs and spans: where its time went, its queries and errors.",
            "A query has words and field:value, such as",
            "  status:500    duration:>0.5    queries:>20    n_plus_one:true    route:/checkout -errors:0",
        })
final class RequestsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SearchAddress address;

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "What to find; nothing finds everything.")
    private List<String> words = List.of();

    @Mixin
    private QueryOptions query;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "Which come first: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private RequestOrder order = RequestOrder.SLOWEST;

    @Option(names = "--json", description = "Print each record as one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (limit < 1 || limit > LogSearch.MAX_PAGE) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--limit must be 1 to " + LogSearch.MAX_PAGE + ", not " + limit);
        }
        LogQuery asked = query.query(words);
        RequestPage page = address.search().requests(asked, order, limit);
        System.out.print(json ? RequestPrinter.json(page) : RequestPrinter.text(page));
        System.out.flush();
        return ExitCodes.DONE;
    }
}
