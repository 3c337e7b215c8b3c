package io.sillok.parsers.nginx;

import io.sillok.parsers.record.Definition;
import io.sillok.parsers.template.LineTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses the {@code log_format} of an access line: combined, combined with a tail of {@code key=value}, or JSON. */
public final class AccessFormats {

    private static final LineTemplate COMBINED = LogFormat.builtIn(LogFormat.COMBINED);
    private static final LineTemplate COMMON = LogFormat.builtIn(LogFormat.COMMON);
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]{0,63})([=:])(\"[^\"]*\"|[^\\s\"]*)");
    private static final Pattern TIME = Pattern.compile("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}");
    private static final int MAX_TAIL = 4096;

    private AccessFormats() {}

    /** The parser's definition for a line, empty if it is no access line. */
    public static Optional<Map<String, String>> definition(String line) {
        if (line.startsWith("{")) {
            return json(line);
        }
        if (COMBINED.matchPrefix(line) instanceof LineTemplate.Values found && isAccess(found)) {
            String tail = line.substring(found.end());
            String format = tail.isEmpty() ? "combined" : LogFormat.COMBINED + tailFormat(tail);
            return Optional.of(Map.of(Definition.LOG_FORMAT, format));
        }
        return COMMON.match(line) instanceof LineTemplate.Values found && isAccess(found)
                ? Optional.of(Map.of(Definition.LOG_FORMAT, LogFormat.COMMON))
                : Optional.empty();
    }

    private static boolean isAccess(LineTemplate.Values found) {
        return TIME.matcher(found.values().get(2)).matches();
    }

    /** The tail's pairs with variables for their values; what is no pair becomes a variable to its end. */
    private static String tailFormat(String tail) {
        StringBuilder format = new StringBuilder();
        Matcher pair = PAIR.matcher(tail.substring(0, Math.min(tail.length(), MAX_TAIL)));
        int at = separators(tail, 0, format);
        while (at < tail.length() && pair.region(at, pair.regionEnd()).lookingAt()) {
            boolean quoted = pair.group(3).startsWith("\"");
            String value = quoted ? pair.group(3).substring(1, pair.group(3).length() - 1) : pair.group(3);
            String variable =
                    "${" + WellKnownKeys.variable(pair.group(1), value).replaceAll("[.-]", "_") + '}';
            format.append(pair.group(1)).append(pair.group(2)).append(quoted ? '"' + variable + '"' : variable);
            at = separators(tail, pair.end(), format);
        }
        return at == tail.length() ? format.toString() : " ${log_tail}";
    }

    private static int separators(String tail, int from, StringBuilder format) {
        int at = from;
        while (at < tail.length() && " ,;|".indexOf(tail.charAt(at)) >= 0) {
            format.append(tail.charAt(at++));
        }
        return at;
    }

    private static Optional<Map<String, String>> json(String line) {
        Optional<Map<String, String>> members = JsonAccessParser.members(line);
        if (members.isEmpty()) {
            return Optional.empty();
        }
        boolean status = false;
        boolean request = false;
        for (Map.Entry<String, String> member : members.get().entrySet()) {
            String variable = WellKnownKeys.variable(member.getKey(), member.getValue());
            status |= variable.equals("status");
            request |= variable.equals("request") || variable.equals("request_uri") || variable.equals("uri");
        }
        return status && request ? Optional.of(Map.of(Definition.ESCAPE, "json")) : Optional.empty();
    }
}
