package io.sillok.local.command;

import io.sillok.search.LogQuery;
import io.sillok.search.TimeRange;
import io.sillok.search.TimeText;
import io.sillok.search.query.QueryParser;
import io.sillok.search.query.QuerySyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which events a command is about: the times, and the query made of words. */
final class QueryOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"--from", "--since"},
            paramLabel = "TIME",
            description = "From then on: 15m (ago), 2026-11-22 or 2026-11-22 08:57 (UTC).")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before then.")
    private String to;

    LogQuery query(List<String> words) {
        String text = String.join(" ", words);
        try {
            return LogQuery.of(QueryParser.parse(text), new TimeRange(time("--from", from), time("--to", to)));
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
