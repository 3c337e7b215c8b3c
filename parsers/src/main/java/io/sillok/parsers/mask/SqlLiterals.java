package io.sillok.parsers.mask;

/**
 * Where literals and comments end. What has no end runs to the end of the text, and so does what the dialects disagree
 * about, so that a reading that shows less always wins. All positions are those of an array; {@code to} is behind the text.
 */
final class SqlLiterals {

    private SqlLiterals() {}

    /**
     * The end of a literal that opened before {@code from}. A backslash pair reads alike everywhere; a backslash before
     * the quote ends the literal in standard SQL and does not in MySQL, so unless the dialect is known nothing after it
     * is trusted.
     */
    static int quotedEnd(char[] s, int from, int to, char quote, boolean backslashEscapes) {
        int i = from;
        while (true) {
            while (i < to && s[i] != quote && s[i] != '\\') {
                i++;
            }
            if (i >= to) {
                return to;
            }
            char next = i + 1 < to ? s[i + 1] : '\0';
            if (s[i] == quote) {
                if (i + 1 >= to || next != quote) {
                    return i + 1;
                }
            } else if (next == quote && !backslashEscapes && i + 1 < to) {
                return to;
            }
            i += 2;
        }
    }

    /** Behind the mark {@code s[start, open)} when it comes again. */
    static int dollarQuotedEnd(char[] s, int start, int open, int to) {
        int length = open - start;
        for (int i = open; i + length <= to; i++) {
            int same = 0;
            while (same < length && s[i + same] == s[start + same]) {
                same++;
            }
            if (same == length) {
                return i + length;
            }
        }
        return to;
    }

    static int numberEnd(char[] s, int start, int to) {
        int i = start;
        while (i < to) {
            char c = s[i];
            boolean goesOn =
                    SqlChars.namePart(c) || c == '.' || ((c == '+' || c == '-') && exponentSign(s, start, i, to));
            if (!goesOn) {
                break;
            }
            i++;
        }
        return i;
    }

    private static boolean exponentSign(char[] s, int start, int i, int to) {
        return i > start && (s[i - 1] | 0x20) == 'e' && i + 1 < to && SqlChars.digit(s[i + 1]);
    }

    /**
     * Where the literal's text begins if the word {@code s[start, end)} only introduces one: {@code N'}, {@code U&'},
     * {@code _utf8mb4'}; or -1. Something must stand behind the word.
     */
    static int introduced(char[] s, int start, int end, int to) {
        char first = s[start];
        boolean letter = end - start == 1;
        if (s[end] == '\'') {
            boolean prefix = letter && first < 128 && "nebxrNEBXR".indexOf(first) >= 0;
            return prefix || first == '_' ? end + 1 : -1;
        }
        boolean unicode = letter && (first == 'u' || first == 'U');
        return unicode && s[end] == '&' && end + 1 < to && s[end + 1] == '\'' ? end + 2 : -1;
    }

    /** Whether a backslash escapes in what a word introduces. */
    static boolean escapes(char first) {
        return first == 'e' || first == 'E' || first == '_';
    }

    /** The end of a comment from {@code /}{@code *} on; one in another nests in PostgreSQL and in no other dialect. */
    static int commentEnd(char[] s, int start, int to) {
        boolean nested = false;
        int i = start + 2;
        while (i + 1 < to && !(s[i] == '*' && s[i + 1] == '/')) {
            nested |= s[i] == '/' && s[i + 1] == '*';
            i++;
        }
        return i + 1 < to && !nested ? i + 2 : to;
    }

    static int lineEnd(char[] s, int from, int to) {
        int i = from;
        while (i < to && s[i] != '\n') {
            i++;
        }
        return i;
    }
}
