package io.sillok.parsers.spans;

import io.sillok.model.Span;
import java.util.List;
import java.util.Locale;

/**
 * Decodes the spans that a tracer or the OpenTelemetry Collector sent: OTLP as JSON or as protobuf, or Zipkin's JSON (v2),
 * one span or a batch.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a>
 */
public final class OtlpSpans {

    private OtlpSpans() {}

    /**
     * All spans of the message, or an exception: never some of them.
     *
     * @param contentType such as {@code application/json} or {@code application/x-protobuf}; if it is empty or says
     *     neither, the first byte tells
     */
    public static List<Span> decode(byte[] body, String contentType) throws MalformedSpansException {
        boolean json = isJson(body, contentType.toLowerCase(Locale.ROOT));
        return DatadogHigh.joined(json ? OtlpJson.decode(body) : OtlpProtobuf.decode(body));
    }

    private static boolean isJson(byte[] body, String contentType) {
        if (contentType.contains("json")) {
            return true;
        }
        return !contentType.contains("proto") && looksLikeJson(body);
    }

    /** Protobuf begins with the tag of field 1, which is a line feed, and a length; JSON with a bracket behind blanks. */
    private static boolean looksLikeJson(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return (b == '{' || b == '[') && !OtlpProtobuf.parses(body);
            }
        }
        return false;
    }
}
