package io.sillok.job;

import io.sillok.model.Span;
import io.sillok.parsers.spans.MalformedSpansException;
import java.io.Serializable;
import java.util.List;

/** Reads the spans of one Kafka record. */
@FunctionalInterface
public interface SpanDecoder extends Serializable {

    /** @param contentType as the record's header says; empty if it has none */
    List<Span> decode(byte[] body, String contentType) throws MalformedSpansException;
}
