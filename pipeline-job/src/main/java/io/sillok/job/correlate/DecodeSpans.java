package io.sillok.job.correlate;

import io.sillok.job.ReadSpan;
import io.sillok.job.SpanDecoder;
import io.sillok.job.SpanMessage;
import io.sillok.job.TraceSupplement;
import io.sillok.model.EventMasker;
import io.sillok.model.MaskedSpan;
import io.sillok.model.Span;
import io.sillok.parsers.spans.MalformedSpansException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;

/** Reads the spans of a Kafka record and masks them: nothing raw leaves. What is no span is counted. */
public final class DecodeSpans extends RichFlatMapFunction<SpanMessage, TraceSupplement> {

    private final SpanDecoder decoder;
    private final SerializableSupplier<EventMasker> maskers;

    private transient EventMasker masker;
    private transient Counter malformed;

    public DecodeSpans(SpanDecoder decoder, SerializableSupplier<EventMasker> maskers) {
        this.decoder = decoder;
        this.maskers = maskers;
    }

    @Override
    public void open(OpenContext context) {
        masker = maskers.get();
        malformed = getRuntimeContext().getMetricGroup().counter("malformedRecords");
    }

    @Override
    public void flatMap(SpanMessage message, Collector<TraceSupplement> out) {
        for (Span span : decode(message)) {
            out.collect(new ReadSpan(MaskedSpan.of(span, masker), message.timestamp()));
        }
    }

    private List<Span> decode(SpanMessage message) {
        try {
            return decoder.decode(message.body(), message.contentType());
        } catch (MalformedSpansException | RuntimeException e) {
            malformed.inc();
            return List.of();
        }
    }
}
