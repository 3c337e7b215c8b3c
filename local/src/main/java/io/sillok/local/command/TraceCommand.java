package io.sillok.local.command;

import io.sillok.model.TraceId;
import io.sillok.search.Trace;
import io.sillok.search.text.TracePrinter;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sillok trace}: the spans of one request, and its log lines of every source in the order of time. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows one request: where its time went, its spans, and its log lines of every source in the order of time.",
            "Where no tracer told of it, the spans are made of what the log lines say.",
        })
final class TraceCommand implements Callable<Integer> {

    private static final Pattern REQUEST_ID = Pattern.compile("(?=.*[0-9])[0-9A-Za-z._:-]{8,128}");

    @Spec
    private CommandSpec spec;

    @Mixin
    private SearchAddress address;

    @Parameters(
            paramLabel = "ID",
            description =
                    "A trace id in any form: 32 or 16 hex digits, Datadog's decimal, a traceparent; or a request id.")
    private String id;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (TraceId.parse(id).isEmpty() && !REQUEST_ID.matcher(id).matches()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "'" + id + "' is no trace id (32 or 16 hex digits, a decimal, or a traceparent) and no request id");
        }
        Trace trace = address.search().trace(id);
        System.out.print(json ? TracePrinter.json(trace) : TracePrinter.text(trace));
        System.out.flush();
        return trace.isEmpty() ? ExitCodes.FINDINGS : ExitCodes.DONE;
    }
}
