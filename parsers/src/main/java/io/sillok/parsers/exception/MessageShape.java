package io.sillok.parsers.exception;

import io.sillok.parsers.mask.LineMasker;

/**
 * What messages of one kind have in common: no values, so nothing secret either. Quoted text, what follows {@code =}, and
 * every word with a digit or an {@code @} in it become {@value #VALUE}; of SQL that Laravel appends nothing stays.
 */
final class MessageShape {

    static final String VALUE = "#";

    /** More would differ between a log that cuts and one that does not. */
    private static final int MAX_LENGTH = 512;

    private static final String[] APPENDED_SQL = {" (SQL: ", " (Connection: "};

    /** For secrets that only the word before them tells: {@code password: …}. */
    private static final LineMasker MASKER = new LineMasker();

    private MessageShape() {}

    static String of(String message) {
        String text = message.substring(0, Math.min(message.length(), MAX_LENGTH));
        for (String mark : APPENDED_SQL) {
            int sql = text.indexOf(mark);
            text = sql < 0 ? text : text.substring(0, sql);
        }
        return MASKER.mask(withoutValues(text));
    }

    private static String withoutValues(String text) {
        StringBuilder shape = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end;
            if ((c == '\'' || c == '"') && (end = closingQuote(text, at)) > 0) {
                value(shape);
                at = end + 1;
            } else if (isSeparator(c)) {
                separator(Character.isWhitespace(c) ? ' ' : c, shape);
                at++;
            } else {
                end = wordEnd(text, at);
                word(text.substring(at, end), shape);
                at = end;
            }
        }
        return shape.toString().strip();
    }

    private static void word(String word, StringBuilder shape) {
        boolean assigned = shape.length() > 0 && shape.charAt(shape.length() - 1) == '=';
        if (assigned || word.chars().anyMatch(c -> Character.isDigit(c) || c == '@')) {
            value(shape);
        } else {
            shape.append(word);
        }
    }

    /** A run of values is one: lists differ in their length. */
    private static void value(StringBuilder shape) {
        if (!endsWithValue(shape)) {
            shape.append(VALUE);
        }
    }

    private static boolean endsWithValue(StringBuilder shape) {
        int end = shape.length();
        while (end > 0 && (shape.charAt(end - 1) == ' ' || shape.charAt(end - 1) == ',')) {
            end--;
        }
        boolean value = end > 0 && shape.charAt(end - 1) == VALUE.charAt(0);
        if (value) {
            shape.setLength(end);
        }
        return value;
    }

    private static void separator(char c, StringBuilder shape) {
        if (c != ' ' || (shape.length() > 0 && shape.charAt(shape.length() - 1) != ' ')) {
            shape.append(c);
        }
    }

    /** An apostrophe inside a word, and one that nothing closes, is no quote. */
    private static int closingQuote(String text, int open) {
        if (open > 0 && Character.isLetterOrDigit(text.charAt(open - 1))) {
            return -1;
        }
        int close = text.indexOf(text.charAt(open), open + 1);
        while (close > 0 && close + 1 < text.length() && Character.isLetterOrDigit(text.charAt(close + 1))) {
            close = text.indexOf(text.charAt(open), close + 1);
        }
        return close;
    }

    private static int wordEnd(String text, int from) {
        int end = from + 1;
        while (end < text.length() && !isSeparator(text.charAt(end)) && text.charAt(end) != '"') {
            end++;
        }
        return end;
    }

    private static boolean isSeparator(char c) {
        return Character.isWhitespace(c) || "()[]{}<>,;=:".indexOf(c) >= 0;
    }
}
