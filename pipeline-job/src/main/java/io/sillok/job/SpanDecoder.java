package io.sillok.job;

import io.sillok.model.Span;
import java.io.Serializable;
import java.util.List;

/** Reads the spans of one Kafka record; throws a {@link RuntimeException} if it holds none that can be read. */
@FunctionalInterface
public interface SpanDecoder extends Serializable {

    List<Span> decode(byte[] body);
}
