package io.sillok.job.requests;

import io.sillok.job.ReadEvent;
import io.sillok.job.ReadSpan;
import io.sillok.job.TraceSupplement;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.IndexOperation;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The part of the graph that finds out which request a line belongs to: first by host for lines that name nothing, then by
 * request id for those that name no trace, then all together by trace or request.
 *
 * @param linked events that were tied to a request by something other than a trace id of their own
 * @param writes one document a request, and what ties documents to requests without a trace
 */
public record RequestStreams(DataStream<TraceSupplement> linked, DataStream<IndexOperation> writes) {

    private static final TypeInformation<IndexOperation> OPERATIONS =
            WireTypeInformation.immutable(IndexOperation.class, IndexOperation.Format.class);

    /** @param patience how long more is waited for, counted from the last line of a request */
    public static RequestStreams of(
            DataStream<ReadEvent> events, DataStream<TraceSupplement> spans, Duration patience) {
        SingleOutputStreamOperator<RequestInput> ofTraces = events.process(new RouteClues(), RequestInput.TYPE)
                .name("clues")
                .uid("clues");
        SingleOutputStreamOperator<RequestInput> ofHosts = ofTraces.getSideOutput(RouteClues.BY_HOST)
                .keyBy(LinkLines::key, Types.STRING)
                .process(new LinkLines(), RequestInput.TYPE)
                .name("link lines")
                .uid("link-lines");
        SingleOutputStreamOperator<RequestInput> ofRequestIds = ofTraces.getSideOutput(RouteClues.BY_REQUEST_ID)
                .union(ofHosts.getSideOutput(LinkLines.BY_REQUEST_ID))
                .keyBy(Clue::requestId, Types.STRING)
                .process(new BridgeRequestIds(patience), RequestInput.TYPE)
                .name("bridge request ids")
                .uid("bridge-request-ids");
        DataStream<RequestInput> ofSpans = spans.<RequestInput>flatMap(RequestStreams::input)
                .returns(RequestInput.TYPE)
                .name("span clues")
                .uid("span-clues");
        DataStream<IndexOperation> records = ofTraces.union(ofHosts, ofRequestIds, ofSpans)
                .keyBy(RequestInput::key, Types.STRING)
                .transform("assemble requests", OPERATIONS, new AssembleRequestsOperator(patience))
                .uid("requests");
        return new RequestStreams(
                ofHosts.getSideOutput(LinkLines.LINKED).union(ofRequestIds.getSideOutput(BridgeRequestIds.LINKED)),
                records.union(ofHosts.getSideOutput(LinkLines.WRITES)));
    }

    private static void input(TraceSupplement supplement, Collector<RequestInput> out) {
        if (supplement instanceof ReadSpan read) {
            out.collect(RequestInput.of(read.span().span().traceId(), Fact.of(read.span())));
        }
    }
}
