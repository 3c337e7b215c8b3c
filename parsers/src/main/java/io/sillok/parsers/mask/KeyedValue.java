package io.sillok.parsers.mask;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A value that stands behind its key in free text: {@code key=value}, {@code key: value}, {@code 'key' => 'value'},
 * {@code \"key\":\"value\"} at any depth of escaping, {@code <key>value</key>}.
 *
 * @param separator the kind of separator: {@code =}, {@code :}, {@code >} (for {@code =>}) or {@code <} (for XML)
 * @param start where the value's text starts, inside its quotes
 * @param end where it ends, before the closing quote
 */
record KeyedValue(char separator, int start, int end) {

    private static final Set<String> NOTHING = Set.of(
            "null",
            "true",
            "false",
            "yes",
            "no",
            "none",
            "nil",
            "undefined",
            "empty",
            "***",
            "?",
            "[]",
            "{}",
            "array",
            "",
            "-",
            "expired",
            "missing",
            "invalid",
            "required");
    private static final Pattern NEXT_PAIR = Pattern.compile("[\\w.\\[\\]\"'-]{1,64}\\s?[=:]");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?|[0-9a-fA-F:]{2,40}:[0-9a-fA-F:.]{0,40}");

    /** Where the separator behind a key that ends at {@code keyEnd} ends, or -1; bounded look-ahead. */
    static int separatorEnd(String s, int keyStart, int keyEnd, int to) {
        if (keyStart > 0 && s.charAt(keyStart - 1) == '<' && keyEnd < to && s.charAt(keyEnd) == '>') {
            return keyEnd + 1;
        }
        int i = keyEnd;
        while (i < to && i < keyEnd + 16 && s.charAt(i) == '\\') {
            i++;
        }
        if (i < to && "\"'`]".indexOf(s.charAt(i)) >= 0) {
            i++;
        }
        int limit = Math.min(to, i + 24);
        while (i < limit && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
            i++;
        }
        if (i >= to) {
            return -1;
        }
        char c = s.charAt(i);
        if (c == '=') {
            int end = i + 1;
            while (end < to && (s.charAt(end) == '=' || s.charAt(end) == '>')) {
                end++;
            }
            return end;
        }
        if (s.startsWith("%3D", i) || s.startsWith("%3d", i)) {
            return i + 3;
        }
        boolean colon = c == ':' && !s.startsWith("::", i) && !s.startsWith("://", i);
        return colon ? i + 1 : -1;
    }

    /** @param lineLong whether an unquoted value takes all of its line, as a header's does */
    static KeyedValue at(String s, int separatorEnd, int to, boolean lineLong) {
        char separator = s.charAt(separatorEnd - 1);
        boolean arrow = separator == '>' && s.charAt(separatorEnd - 2) == '=';
        int i = separatorEnd;
        int limit = Math.min(to, i + 64);
        while (i < limit && (s.charAt(i) == ' ' || s.charAt(i) == '\t' || (arrow && s.charAt(i) == '\n'))) {
            i++;
        }
        int slashes = 0;
        while (i + slashes < to && slashes < 16 && s.charAt(i + slashes) == '\\') {
            slashes++;
        }
        int quoteAt = i + slashes;
        if (quoteAt < to && (s.charAt(quoteAt) == '"' || s.charAt(quoteAt) == '\'')) {
            return new KeyedValue(separator, quoteAt + 1, quotedEnd(s, quoteAt + 1, to, s.charAt(quoteAt), slashes));
        }
        if (i < to
                && (s.charAt(i) == '['
                        || s.charAt(i) == '{'
                        || s.startsWith("array (", i)
                        || s.startsWith("Array\n", i))) {
            return new KeyedValue(separator, i, bracketsEnd(s, i, to));
        }
        if (separator == '>' && !arrow) {
            int close = s.indexOf("</", i);
            return new KeyedValue('<', i, close < 0 || close > to ? to : close);
        }
        return new KeyedValue(separator, i, bareEnd(s, i, to, lineLong ? '\n' : arrow ? '>' : separator));
    }

    String in(String s) {
        return s.substring(start, Math.max(start, end));
    }

    boolean nothing(String s) {
        int limit = Math.min(end, start + 40);
        String value = s.substring(start, limit).strip().toLowerCase(Locale.ROOT);
        int word = 0;
        while (word < value.length() && Character.isLetter(value.charAt(word))) {
            word++;
        }
        boolean closed = word > 0 && word < value.length() && ")],;".indexOf(value.charAt(word)) >= 0;
        if (closed && NOTHING.contains(value.substring(0, word))) {
            return true;
        }
        while (value.endsWith(",") || value.endsWith(")") || value.endsWith(";") || value.endsWith(".")) {
            value = value.substring(0, value.length() - 1);
        }
        return end - start < 40
                && (NOTHING.contains(value) || ADDRESS.matcher(value).matches());
    }

    private static int quotedEnd(String s, int from, int to, char quote, int slashes) {
        int run = 0;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (c == '\\') {
                run++;
                continue;
            }
            if (c == quote && (run == slashes) && closes(s, i + 1, to)) {
                return i - (slashes == 0 ? 0 : run);
            }
            run = 0;
        }
        return to;
    }

    /** A quote that something else than a separator follows belongs to the value: nobody escapes by hand. */
    private static boolean closes(String s, int at, int to) {
        return at >= to
                || ",;:)]}&|>\\\"'".indexOf(s.charAt(at)) >= 0
                || Character.isWhitespace(s.charAt(at))
                || s.charAt(at) == '.';
    }

    private static int bracketsEnd(String s, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (c == '[' || c == '{' || c == '(') {
                depth++;
            } else if (c == ']' || c == '}' || c == ')') {
                depth--;
                if (depth <= 0) {
                    return i + 1;
                }
            }
        }
        return to;
    }

    private static int bareEnd(String s, int from, int to, char separator) {
        int i = from;
        while (i < to) {
            char c = s.charAt(i);
            if (c == '\n' || c == '\r') {
                break;
            }
            if (separator == '=' && (c == ' ' || c == '\t' || c == '&')) {
                break;
            }
            boolean delimiter = separator != '\n' && (c == ',' || c == ';' || (c == ' ' && separator == ':'));
            if (delimiter && i > from && nextPair(s, i, to)) {
                break;
            }
            i++;
        }
        while (i > from && " \t\"')]},;".indexOf(s.charAt(i - 1)) >= 0) {
            i--;
        }
        return i;
    }

    private static boolean nextPair(String s, int at, int to) {
        int i = at;
        while (i < to && i < at + 4 && ",; ".indexOf(s.charAt(i)) >= 0) {
            i++;
        }
        return i > at && NEXT_PAIR.matcher(s).region(i, Math.min(to, i + 70)).lookingAt();
    }
}
