package io.sillok.parsers.nginx;

import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.template.LineTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Compiles the text of nginx's {@code log_format}.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format">nginx, log_format</a>
 */
final class LogFormat {

    static final String COMMON = "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent";
    static final String COMBINED = COMMON + " \"$http_referer\" \"$http_user_agent\"";

    /** Variables that stand together and whose values only a question mark parts. */
    private static final Pattern PATH_AND_QUERY = Pattern.compile(
            "\\$(?:uri|\\{uri}|document_uri)(?:\\$is_args|\\$\\{is_args}|\\?)\\$(?:args|\\{args}|query_string)(?![a-z0-9_])");

    private LogFormat() {}

    static LineTemplate compile(String text, Escape escape) throws DefinitionException {
        return compileJoined(PATH_AND_QUERY.matcher(text).replaceAll("\\${" + Variables.PATH_AND_QUERY + "}"), escape);
    }

    private static LineTemplate compileJoined(String text, Escape escape) throws DefinitionException {
        List<LineTemplate.Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '$') {
                literal.append(text.charAt(at++));
                continue;
            }
            boolean braced = at + 1 < text.length() && text.charAt(at + 1) == '{';
            int start = at + (braced ? 2 : 1);
            int end = start;
            while (end < text.length() && isNameChar(text.charAt(end))) {
                end++;
            }
            if (end == start || (braced && (end == text.length() || text.charAt(end) != '}'))) {
                throw new DefinitionException("log_format: no variable's name behind the $ at character " + (at + 1));
            }
            if (literal.length() > 0) {
                parts.add(new LineTemplate.Literal(literal.toString()));
                literal.setLength(0);
            }
            String variable = text.substring(start, end);
            parts.add(new LineTemplate.Slot(variable, Variables.shape(variable)));
            at = braced ? end + 1 : end;
        }
        if (literal.length() > 0) {
            parts.add(new LineTemplate.Literal(literal.toString()));
        }
        LineTemplate template = new LineTemplate(parts, escape.escapesQuotes());
        if (template.slots().isEmpty()) {
            throw new DefinitionException("log_format: there is no $variable in it");
        }
        return template;
    }

    /** A format of our own. */
    static LineTemplate builtIn(String text) {
        try {
            return compile(text, Escape.DEFAULT);
        } catch (DefinitionException e) {
            throw new IllegalStateException("a built-in format does not compile", e);
        }
    }

    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
