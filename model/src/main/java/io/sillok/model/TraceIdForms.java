package io.sillok.model;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The carriers of trace ids, tried in order; the first whose shape fits decides. */
final class TraceIdForms {

    private record Form(Pattern shape, Function<MatchResult, Optional<TraceId>> read) {}

    private static final List<Form> FORMS = List.of(
            // W3C traceparent; version ff and a span id of zeros are invalid
            form("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*", m -> hex(m.group(1))),
            // X-Ray: 8 digits of time and 24 random ones make the 32
            form("(?:.*Root=)?1-([0-9a-fA-F]{8})-([0-9a-fA-F]{24}).*", m -> hex(m.group(1) + m.group(2))),
            // B3 single header and Sentry
            form("([0-9a-fA-F]{32}|[0-9a-fA-F]{16})-[0-9a-fA-F]{16}(?:-.*)?", m -> hex(m.group(1))),
            form("[0-9a-fA-F]{32}|[0-9a-fA-F]{16}", m -> hex(m.group())),
            form("[0-9]{1,39}", m -> decimal(m.group())),
            // hex without its leading zeros
            form("[0-9a-fA-F]{1,31}", m -> hex(m.group())));

    private static final List<Form> DATADOG = List.of(
            form("[0-9a-fA-F]{32}", m -> hex(m.group())),
            form("[0-9]{1,39}", m -> decimal(m.group())),
            form("[0-9a-fA-F]{1,31}", m -> hex(m.group())));

    private TraceIdForms() {}

    static Optional<TraceId> parse(String text) {
        return parse(text, FORMS);
    }

    static Optional<TraceId> parseDatadog(String text) {
        return parse(text, DATADOG);
    }

    private static Optional<TraceId> parse(String text, List<Form> forms) {
        for (Form form : forms) {
            Matcher matcher = form.shape.matcher(text);
            if (matcher.matches()) {
                return form.read.apply(matcher);
            }
        }
        return Optional.empty();
    }

    private static Form form(String shape, Function<MatchResult, Optional<TraceId>> read) {
        return new Form(Pattern.compile(shape, Pattern.DOTALL), read);
    }

    static Optional<TraceId> hex(String digits) {
        int split = Math.max(0, digits.length() - 16);
        return TraceId.valid(Hex.parse(digits, 0, split), Hex.parse(digits, split, digits.length()));
    }

    private static Optional<TraceId> decimal(String digits) {
        BigInteger number = new BigInteger(digits);
        if (number.bitLength() > 128) {
            return Optional.empty();
        }
        return TraceId.valid(number.shiftRight(64).longValue(), number.longValue());
    }
}
