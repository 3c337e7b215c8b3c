package io.sillok.local.discover.laravel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a .env as phpdotenv does: {@code export}, comments, both quotes, values over several lines, <code>${NAME}</code>. */
final class DotEnv {

    private static final Pattern NAME = Pattern.compile("\\s*(?:export\\s+)?['\"]?([\\w.]+)['\"]?\\s*=[ \\t]*");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.]+)}");

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final String text;
    private int at;

    private DotEnv(String text) {
        this.text = text;
    }

    static Map<String, String> read(String text) {
        DotEnv file = new DotEnv(text.replace("\r\n", "\n"));
        while (file.at < file.text.length()) {
            file.line();
        }
        return file.variables;
    }

    private void line() {
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (text.charAt(at) == '#'
                || !name.lookingAt()
                || text.substring(at, name.start(1)).contains("\n")) {
            at = lineEnd() + 1;
            return;
        }
        at = name.end();
        char first = at < text.length() ? text.charAt(at) : '\n';
        String value;
        if (first == '\'') {
            value = quoted('\'');
        } else if (first == '"') {
            value = resolved(quoted('"'));
        } else {
            value = resolved(text.substring(at, lineEnd())
                    .replaceFirst("(?:^|\\s+)#.*$", "")
                    .strip());
        }
        variables.put(name.group(1), value);
        at = lineEnd() + 1;
    }

    private String quoted(char quote) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (quote == '"' && text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
                value.append(text.charAt(at) == 'n' ? '\n' : text.charAt(at));
            } else {
                value.append(text.charAt(at));
            }
            at++;
        }
        return value.toString();
    }

    private String resolved(String value) {
        return REFERENCE
                .matcher(value)
                .replaceAll(reference ->
                        Matcher.quoteReplacement(variables.getOrDefault(reference.group(1), reference.group())));
    }

    private int lineEnd() {
        int end = text.indexOf('\n', Math.min(at, text.length()));
        return end < 0 ? text.length() : end;
    }
}
