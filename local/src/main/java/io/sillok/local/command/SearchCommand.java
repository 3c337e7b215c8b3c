package io.sillok.local.command;

import io.sillok.search.LogQuery;
import io.sillok.search.LogSearch;
import io.sillok.search.SearchPage;
import io.sillok.search.TimeRange;
import io.sillok.search.TimeText;
import io.sillok.search.query.QueryParser;
import io.sillok.search.query.QuerySyntaxException;
import io.sillok.search.text.SearchPrinter;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Events from then on: 15m (ago), 2026-11-22 or 2026-11-22 08:57 (UTC).")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Events before then.")
    private String to;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(names = "--json", description = "Print each event as one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (limit < 1 || limit > LogSearch.MAX_PAGE) {
            throw usage("--limit must be 1 to " + LogSearch.MAX_PAGE + ", not " + limit);
        }
        String text = String.join(" ", words);
        TimeRange range = new TimeRange(time("--from", from), time("--to", to));
        SearchPage page = address.search().search(query(text, range), limit);
        System.out.print(json ? SearchPrinter.json(page) : SearchPrinter.text(page));
        System.out.flush();
        return ExitCodes.DONE;
    }

    private LogQuery query(String text, TimeRange range) {
        try {
            return LogQuery.of(QueryParser.parse(text), range);
        } catch (QuerySyntaxException e) {
            throw usage(e.explain(text));
        }
    }

    private Optional<Instant> time(String option, String text) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Instant> time = TimeText.parse(text, Clock.systemUTC());
        if (time.isEmpty()) {
            throw usage(option + " must be a time such as 15m, 2026-11-22 or '2026-11-22 08:57', not '" + text + "'");
        }
        return time;
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
