package io.sillok.parsers.mask;

/**
 * Writes the part of a statement that cannot be believed: keywords of a closed list, names known from the believed part,
 * everyday schema words in quotes, and {@code ?} for all else. Nothing here depends on where a value ends.
 */
final class SqlRemainder {

    private final char[] s;
    private final int from;
    private final int to;
    private final SqlTokens tokens;
    private final SqlTrust trust;
    private final TextBuffer out;

    /** Where this statement begins in the output. */
    private final int begun;

    /** @param from where the statement starts that the tokens end */
    SqlRemainder(char[] s, int from, int to, SqlTokens tokens, SqlTrust trust, TextBuffer out, int begun) {
        this.s = s;
        this.from = from;
        this.to = to;
        this.tokens = tokens;
        this.trust = trust;
        this.out = out;
        this.begun = begun;
    }

    /** @param behindValue whether the first token stands behind the first value, which is left out */
    void render(boolean insert, boolean behindValue) {
        boolean shown = !insert;
        boolean afterName = false;
        int tailEnd = 0;
        value();
        for (int i = 0; tokens.has(i); i++) {
            if (!shown && (i > 0 || behindValue) && insertTail(i)) {
                closeParentheses();
                shown = true;
                tailEnd = i + (follows(i + 1, SqlWords.DUPLICATE) ? 3 : 2);
            }
            if (!shown) {
                continue;
            }
            if (i >= tailEnd && !visible(i, afterName)) {
                value();
                afterName = false;
            } else if (SqlTokens.mark(tokens.kind(i))) {
                operator(i);
            } else {
                space();
                out.append(s, tokens.start(i), tokens.end(i));
                afterName = !SqlWord.is(tokens.word(i), SqlWord.REMAINS);
            }
        }
        if (!shown || !insert) {
            closeParentheses();
        }
    }

    private boolean visible(int i, boolean afterName) {
        byte kind = tokens.kind(i);
        return switch (kind) {
            case SqlTokens.WORD -> delimited(i) && shownWord(i);
            case SqlTokens.QUOTED_NAME -> quotedName(i);
            case SqlTokens.DOUBLE_QUOTED -> trust.ansi() && quotedName(i);
            default -> afterName && SqlTokens.mark(kind) && tokens.length(i) == 1 && operator((char) kind);
        };
    }

    private static boolean operator(char c) {
        return c == '=' || c == '<' || c == '>' || c == '!';
    }

    private boolean shownWord(int i) {
        return SqlWord.is(tokens.word(i), SqlWord.REMAINS) || (tokens.length(i) > 2 && trust.knows(tokens, i));
    }

    private boolean quotedName(int i) {
        return tokens.length(i) >= 3
                && (trust.knows(tokens, i) || SqlWords.schemaName(s, tokens.nameStart(i), tokens.nameEnd(i)));
    }

    private boolean delimited(int i) {
        return delimiter(tokens.start(i) - 1) && delimiter(tokens.end(i));
    }

    private boolean delimiter(int at) {
        if (at < from || at >= to) {
            return true;
        }
        char c = s[at];
        return c == ' ' || c == '(' || c == ')' || c == ',' || Character.isWhitespace(c);
    }

    /** Where in {@code s[from, to)} the first word stands that can end an insert's rows, with what it is glued to; else {@code to}. */
    static int behindRows(char[] s, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int c = s[i] | 0x20;
            if ((c == 'o' && stands("on", s, i, to)) || (c == 'r' && stands("returning", s, i, to))) {
                int start = i;
                while (start > from && !Character.isWhitespace(s[start - 1])) {
                    start--;
                }
                return start;
            }
        }
        return to;
    }

    private static boolean stands(String word, char[] s, int at, int to) {
        if (at > to - word.length()) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            char c = s[at + i];
            if (c > 127 || (c | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean insertTail(int i) {
        int word = tokens.word(i);
        if (word == SqlWords.RETURNING) {
            return true;
        }
        return word == SqlWords.ON
                && (follows(i + 1, SqlWords.CONFLICT)
                        || (follows(i + 1, SqlWords.DUPLICATE)
                                && follows(i + 2, SqlWords.KEY)
                                && follows(i + 3, SqlWords.UPDATE)));
    }

    private boolean follows(int i, int word) {
        return tokens.has(i) && tokens.word(i) == word;
    }

    private void value() {
        if (out.last(begun) == '?') {
            return;
        }
        space();
        out.append('?');
    }

    private void operator(int i) {
        if (!operator(out.last(begun))) {
            space();
        }
        out.append(s, tokens.start(i), tokens.end(i));
    }

    private void space() {
        char last = out.last(begun);
        if (out.length() > begun && last != '(' && !Character.isWhitespace(last)) {
            out.append(' ');
        }
    }

    private void closeParentheses() {
        for (int i = trust.openParentheses(); i > 0; i--) {
            out.append(')');
        }
    }
}
