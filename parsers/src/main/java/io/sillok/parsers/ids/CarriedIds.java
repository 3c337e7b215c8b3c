package io.sillok.parsers.ids;

import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a header that carries a trace from service to service says.
 *
 * @param span the caller's
 * @param sampled whether the trace is recorded; empty where the header leaves that open
 */
public record CarriedIds(TraceId trace, Optional<SpanId> span, Optional<Boolean> sampled) {

    private record Form(Pattern shape, Function<MatchResult, Optional<CarriedIds>> read) {}

    /** No header is longer; what is, is none. */
    private static final int MAX_LENGTH = 512;

    private static final List<Form> FORMS = List.of(
            // W3C: the version 00 ends behind the flags, later ones may go on
            form(
                    "(?!ff)(?:00|([0-9a-f]{2}))-([0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})((?:-.*)?)",
                    m -> m.group(1) == null && !m.group(5).isEmpty()
                            ? Optional.empty()
                            : of(m.group(2), m.group(3), bit(m.group(4)))),
            // B3's single header, and Sentry's
            form(
                    "([0-9a-fA-F]{32}|[0-9a-fA-F]{16})-([0-9a-fA-F]{16})(?:-([01d])(?:-[0-9a-fA-F]{16})?)?",
                    m -> of(
                            m.group(1),
                            m.group(2),
                            Optional.ofNullable(m.group(3)).map(flag -> !flag.equals("0")))),
            // Amazon's: 8 digits of time and 24 random ones make the 32
            form("(?:.*;\\s*)?Root=1-([0-9a-fA-F]{8})-([0-9a-fA-F]{24})(?:;.*)?", CarriedIds::amazon),
            // Jaeger's own: the flags' lowest bit says whether it is sampled
            form(
                    "([0-9a-fA-F]{1,32}):([0-9a-fA-F]{1,16}):[0-9a-fA-F]{1,16}:([0-9a-fA-F]{1,2})",
                    m -> of(m.group(1), padded(m.group(2)), bit(m.group(3)))));

    private static final Pattern AMAZON_PARENT = Pattern.compile("(?:^|;)\\s*Parent=([0-9a-fA-F]{16})(?:;|$)");
    private static final Pattern AMAZON_SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=([01])(?:;|$)");

    /** Reads a {@code traceparent}, a single B3 header, Sentry's, Amazon's or Jaeger's. */
    public static Optional<CarriedIds> parse(String header) {
        String text = header.trim();
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        for (Form form : FORMS) {
            Matcher matcher = form.shape.matcher(text);
            if (matcher.matches()) {
                return form.read.apply(matcher);
            }
        }
        return Optional.empty();
    }

    private static Form form(String shape, Function<MatchResult, Optional<CarriedIds>> read) {
        return new Form(Pattern.compile(shape), read);
    }

    private static Optional<CarriedIds> of(String trace, String span, Optional<Boolean> sampled) {
        return TraceId.parse(trace.length() < 32 ? padded(trace, 32) : trace)
                .map(id -> new CarriedIds(id, SpanId.parse(span), sampled));
    }

    private static Optional<CarriedIds> amazon(MatchResult root) {
        String whole = root.group();
        Matcher parent = AMAZON_PARENT.matcher(whole);
        Matcher sampled = AMAZON_SAMPLED.matcher(whole);
        return TraceId.ofHex(root.group(1) + root.group(2))
                .map(id -> new CarriedIds(
                        id,
                        parent.find() ? SpanId.parse(parent.group(1)) : Optional.empty(),
                        sampled.find() ? bit(sampled.group(1)) : Optional.empty()));
    }

    private static String padded(String digits) {
        return padded(digits, 16);
    }

    private static String padded(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }

    private static Optional<Boolean> bit(String hex) {
        return Optional.of((Integer.parseInt(hex, 16) & 1) == 1);
    }
}
