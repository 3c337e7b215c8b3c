package io.sillok.parsers.spans;

import java.util.List;

/** OTLP's enumerations, by number, in the words of the span. */
final class SpanNames {

    static final List<String> KINDS = List.of("unspecified", "internal", "server", "client", "producer", "consumer");
    static final List<String> STATUSES = List.of("unset", "ok", "error");

    static final String KIND_PREFIX = "SPAN_KIND_";
    static final String STATUS_PREFIX = "STATUS_CODE_";

    private SpanNames() {}

    /** A number that a later version of OTLP may know is as good as none. */
    static String of(List<String> names, int number) {
        return number >= 0 && number < names.size() ? names.get(number) : names.get(0);
    }
}
