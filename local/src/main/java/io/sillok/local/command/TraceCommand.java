package io.sillok.local.command;

import io.sillok.model.TraceId;
import io.sillok.search.Trace;
import io.sillok.search.text.TracePrinter;
import java.io.IOException;
import java.util.concurrent.Callable;
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
        description = "Shows one request: its spans, and its log lines of every source in the order of time.")
final class TraceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SearchAddress address;

    @Parameters(
            paramLabel = "ID",
            description = "A trace id in any form: 32 or 16 hex digits, Datadog's decimal, a traceparent.")
    private String id;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        TraceId traceId = TraceId.parse(id)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "'" + id + "' is no trace id: 32 or 16 hex digits, a decimal, or a traceparent"));
        Trace trace = address.search().trace(traceId);
        System.out.print(json ? TracePrinter.json(trace) : TracePrinter.text(trace));
        System.out.flush();
        return trace.isEmpty() ? ExitCodes.FINDINGS : ExitCodes.DONE;
    }
}
