package io.sillok.local.discover;

import java.util.regex.Pattern;

/** Writes a text so that a YAML reader gets it back to the letter. */
final class YamlText {

    /** Nothing that YAML could take for a number, a flag or a mark. */
    private static final Pattern PLAIN =
            Pattern.compile("(?!(?i:true|false|yes|no|on|off|null|y|n)$)[A-Za-z/][\\w./-]*");

    private YamlText() {}

    static String of(String text) {
        if (text.equals("true") || text.equals("false") || PLAIN.matcher(text).matches()) {
            return text;
        }
        boolean printable = text.codePoints().allMatch(c -> (c >= ' ' && c < 0x7f) || (c >= 0xa0 && c < 0x2028));
        return printable ? '\'' + text.replace("'", "''") + '\'' : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.append('"').toString();
    }
}
