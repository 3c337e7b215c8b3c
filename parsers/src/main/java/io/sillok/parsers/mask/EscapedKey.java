package io.sillok.parsers.mask;

/** A key of JSON within a text whose letters are escaped, at any depth: {@code "\u0070assword"}. */
final class EscapedKey {

    /** Characters of a key as it is escaped, at most. */
    private static final int MOST = 128;

    private EscapedKey() {}

    /** Where the key begins that holds the escape whose {@code u} stands at {@code at}; -1 if none stands there or no quote before it. */
    static int start(Text s, int at) {
        boolean escape = at > 1 && s.charAt(at) == 'u' && s.charAt(at - 1) == '\\';
        int i = at;
        int limit = Math.max(0, at - MOST);
        while (escape && i > limit && part(s.charAt(i - 1))) {
            i--;
        }
        // The backslashes behind the quote belong to the escape.
        return escape && i > 0 && s.charAt(i - 1) == '"' ? i : -1;
    }

    /** Behind the key's last character, where backslashes and a quote stand; -1 if they do not. */
    static int end(Text s, int at, int to) {
        int i = at;
        int limit = Math.min(to, at + MOST);
        while (i < limit && part(s.charAt(i))) {
            i++;
        }
        if (i >= limit || s.charAt(i) != '"') {
            return -1;
        }
        while (i > at && s.charAt(i - 1) == '\\') {
            i--;
        }
        return i;
    }

    private static boolean part(char c) {
        return c == '\\' || c == '-' || c == '.' || Chars.wordPart(c);
    }

    /** The key as it is meant. */
    static String decoded(Text s, int from, int end) {
        StringBuilder out = new StringBuilder();
        int i = from;
        while (i < end) {
            char c = s.charAt(i++);
            if (c != '\\') {
                int code = c == 'u' && i > from + 1 && s.charAt(i - 2) == '\\' ? code(s, i, end) : -1;
                out.append(code < 0 ? c : (char) code);
                i += code < 0 ? 0 : 4;
            }
        }
        return out.toString();
    }

    private static int code(Text s, int from, int end) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < end ? Character.digit(s.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
