package io.sillok.local.command;

import io.sillok.search.ExceptionSummary;
import io.sillok.search.LogQuery;
import io.sillok.search.LogSearch;
import io.sillok.search.RouteReport;
import io.sillok.search.StatementSummary;
import io.sillok.search.text.TopJson;
import io.sillok.search.text.TopPrinter;
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

/** {@code sillok top}: the slowest routes and queries, the most frequent exceptions. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lists the slowest routes (p50, p95, p99), the most frequent exceptions with the beginning of"
                + " their stacks, or the slowest database queries.")
final class TopCommand implements Callable<Integer> {

    /** What can be listed. */
    enum Subject {
        routes,
        exceptions,
        queries
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private SearchAddress address;

    @Mixin
    private QueryOptions which;

    @Parameters(index = "0", paramLabel = "SUBJECT", description = "${COMPLETION-CANDIDATES}.")
    private Subject subject;

    @Parameters(index = "1..*", paramLabel = "QUERY", description = "Only events that it finds, as for search.")
    private List<String> words = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 50. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (limit < 1 || limit > 50) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--limit must be 1 to 50, not " + limit);
        }
        LogQuery query = which.query(words);
        System.out.print(answer(address.search(), query));
        System.out.flush();
        return ExitCodes.DONE;
    }

    private String answer(LogSearch search, LogQuery query) throws IOException {
        switch (subject) {
            case routes -> {
                RouteReport report = search.routes(query);
                return json ? TopJson.routes(TopPrinter.slowest(report, limit)) : TopPrinter.routes(report, limit);
            }
            case exceptions -> {
                List<ExceptionSummary> exceptions =
                        search.exceptions(query).stream().limit(limit).toList();
                return json ? TopJson.exceptions(exceptions) : TopPrinter.exceptions(exceptions, limit);
            }
            default -> {
                List<StatementSummary> statements =
                        search.statements(query).stream().limit(limit).toList();
                return json ? TopJson.statements(statements) : TopPrinter.statements(statements, limit);
            }
        }
    }
}
