package io.sillok.job.requests;

import io.sillok.job.ReadEvent;
import io.sillok.model.Fields;
import io.sillok.model.TraceId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends each event, cut down to what matters of a request, to where its request is found: those of a trace to the trace, and
 * aside what names a request id, and what stands in the logs of web server and FPM.
 */
public final class RouteClues extends ProcessFunction<ReadEvent, RequestInput> {

    /** By request id: they teach, or are told, which trace a request is of. */
    static final OutputTag<Clue> BY_REQUEST_ID = new OutputTag<>("by-request-id", Clue.TYPE);

    /** By host: lines of the web server, and lines that name nothing. */
    static final OutputTag<Clue> BY_HOST = new OutputTag<>("by-host", Clue.TYPE);

    /** A value of another form may be one that was masked, and then others have the same. */
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Za-z._:-]{8,128}");

    @Override
    public void processElement(ReadEvent read, Context context, Collector<RequestInput> out) {
        if (read.dropped() || read.event().event().rejected()) {
            return;
        }
        Optional<TraceId> trace = read.event().event().traceId();
        Optional<String> requestId = read.event()
                .event()
                .text(Fields.REQUEST_ID)
                .filter(id -> REQUEST_ID.matcher(id).matches());
        boolean byHost = HostLine.Role.of(read.event().event()).isPresent();
        if (trace.isEmpty() && requestId.isEmpty() && !byHost) {
            return;
        }
        Clue clue = Clue.of(read);
        trace.ifPresent(id -> out.collect(RequestInput.of(id, clue.fact())));
        if (requestId.isPresent()) {
            context.output(BY_REQUEST_ID, clue);
        }
        boolean named = trace.isPresent() || requestId.isPresent();
        if (byHost && (!named || clue.fact().is(HostLine.WEB_SERVER))) {
            context.output(BY_HOST, clue);
        }
    }
}
