package io.sillok.parsers.nginx;

import io.sillok.parsers.record.Definition;
import io.sillok.parsers.template.LineTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses the {@code log_format} of an access line: combined, combined with more before or behind it, or JSON. */
public final class AccessFormats {

    private static final LineTemplate COMBINED = LogFormat.builtIn(LogFormat.COMBINED);
    private static final LineTemplate COMMON = LogFormat.builtIn(LogFormat.COMMON);
    private static final LineTemplate HEADED = LogFormat.builtIn("${log_head} " + LogFormat.COMBINED);
    private static final LineTemplate HEADED_COMMON = LogFormat.builtIn("${log_head} " + LogFormat.COMMON);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F.]{0,15}){2,7}");
    private static final Pattern TIME = Pattern.compile("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}");

    private AccessFormats() {}

    /** The parser's definition for a line, empty if it is no access line. */
    public static Optional<Map<String, String>> definition(String line) {
        if (line.startsWith("{")) {
            return json(line);
        }
        if (COMBINED.matchPrefix(line) instanceof LineTemplate.Values found && isAccess(found)) {
            String tail = line.substring(found.end());
            String format = tail.isEmpty() ? "combined" : LogFormat.COMBINED + AccessTail.format(tail);
            return Optional.of(Map.of(Definition.LOG_FORMAT, format));
        }
        if (COMMON.match(line) instanceof LineTemplate.Values found && isAccess(found)) {
            return Optional.of(Map.of(Definition.LOG_FORMAT, LogFormat.COMMON));
        }
        return headed(line);
    }

    /** With the host, or anything else, before the client's address. */
    private static Optional<Map<String, String>> headed(String line) {
        LineTemplate.Match match = HEADED.matchPrefix(line);
        if (!((match instanceof LineTemplate.Values ? match : HEADED_COMMON.match(line))
                        instanceof LineTemplate.Values found)
                || !TIME.matcher(found.values().get(3)).matches()
                || !ADDRESS.matcher(found.values().get(1)).matches()) {
            return Optional.empty();
        }
        String head = found.values().get(0);
        return definition(line.substring(head.length() + 1)).map(behind -> {
            Matcher host = HOST.matcher(head);
            String variables = !host.matches() ? "${log_head}" : host.group(1) == null ? "$host" : "$host:$server_port";
            String format = behind.get(Definition.LOG_FORMAT);
            return Map.of(
                    Definition.LOG_FORMAT, variables + ' ' + (format.equals("combined") ? LogFormat.COMBINED : format));
        });
    }

    private static boolean isAccess(LineTemplate.Values found) {
        return TIME.matcher(found.values().get(2)).matches();
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
