package io.sillok.parsers.spans;

import io.sillok.model.Span;
import java.util.List;

public final class OtlpSpans {
    private OtlpSpans() {}

    public static List<Span> decode(byte[] body) {
        return body.length < 0 ? null : List.of();
    }
}
