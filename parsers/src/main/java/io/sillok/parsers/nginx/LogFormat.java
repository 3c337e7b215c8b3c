package io.sillok.parsers.nginx;

import io.sillok.parsers.record.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of nginx's {@code log_format}, compiled: literals and variables in turn. It matches a line without regular
 * expressions: a variable ends where the literal behind it first stands, and only if the rest then does not fit a later
 * place is tried, within a budget of steps.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format">nginx, log_format</a>
 */
final class LogFormat {

    static final String COMBINED =
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"";

    private static final int MAX_STEPS = 20_000;

    sealed interface Part permits Literal, Variable {}

    record Literal(String text) implements Part {}

    record Variable(String name) implements Part {}

    private final List<Part> parts;
    private final List<String> variables;
    private final Escape escape;

    private LogFormat(List<Part> parts, Escape escape) {
        this.escape = escape;
        this.parts = List.copyOf(parts);
        this.variables = parts.stream()
                .flatMap(part -> part instanceof Variable variable
                        ? java.util.stream.Stream.of(variable.name())
                        : java.util.stream.Stream.empty())
                .toList();
    }

    static LogFormat compile(String text, Escape escape) throws DefinitionException {
        List<Part> parts = new ArrayList<>();
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
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
            parts.add(new Variable(text.substring(start, end)));
            at = braced ? end + 1 : end;
        }
        if (literal.length() > 0) {
            parts.add(new Literal(literal.toString()));
        }
        LogFormat format = new LogFormat(parts, escape);
        if (format.variables.isEmpty()) {
            throw new DefinitionException("log_format: there is no $variable in it");
        }
        return format;
    }

    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** In the order in which their values stand in a line. */
    List<String> variables() {
        return variables;
    }

    /** The only variable, if the format is nothing else. */
    Optional<String> single() {
        return parts.size() == 1 ? Optional.of(variables.get(0)) : Optional.empty();
    }

    sealed interface Match permits Values, NoMatch, OverBudget {}

    /**
     * @param values of {@link #variables()}, as they stand in the line
     * @param end index behind what the format took
     */
    record Values(List<String> values, int end) implements Match {}

    record NoMatch() implements Match {}

    record OverBudget() implements Match {}

    /** Matches the whole line. */
    Match match(String line) {
        return match(new Search(line, false));
    }

    /** Matches the beginning of the line. */
    Match matchPrefix(String line) {
        return match(new Search(line, true));
    }

    private static Match match(Search search) {
        if (search.from(0, 0)) {
            return new Values(List.of(search.values), search.end);
        }
        return search.steps > MAX_STEPS ? new OverBudget() : new NoMatch();
    }

    private final class Search {

        private final String line;
        private final String[] values = new String[variables.size()];
        private final boolean prefix;
        private int found;
        private int end;
        private int steps;

        Search(String line, boolean prefix) {
            this.line = line;
            this.prefix = prefix;
        }

        boolean from(int part, int at) {
            if (part == parts.size()) {
                end = at;
                return prefix || at == line.length();
            }
            if (++steps > MAX_STEPS) {
                return false;
            }
            if (parts.get(part) instanceof Literal literal) {
                return line.startsWith(literal.text(), at)
                        && from(part + 1, at + literal.text().length());
            }
            Variable variable = (Variable) parts.get(part);
            int end = end(part + 1, at);
            while (end >= 0 && steps <= MAX_STEPS) {
                String value = line.substring(at, end);
                if (escape.escapesQuotes() && hasBareQuote(value)) {
                    return false; // nor would a longer one be a value
                }
                if (Variables.fits(variable.name(), value)) {
                    values[found++] = value;
                    if (from(part + 1, end)) {
                        return true;
                    }
                    found--;
                }
                steps++;
                end = end < line.length() ? end(part + 1, end + 1) : -1;
            }
            return false;
        }

        private static boolean hasBareQuote(String value) {
            int quote = value.indexOf('"');
            while (quote > 0 && value.charAt(quote - 1) == '\\') {
                quote = value.indexOf('"', quote + 1);
            }
            return quote >= 0;
        }

        /** The next place from {@code at} where a variable can end, or -1. */
        private int end(int next, int at) {
            if (next == parts.size()) {
                return line.length();
            }
            return parts.get(next) instanceof Literal literal ? line.indexOf(literal.text(), at) : at;
        }
    }
}
