package io.sillok.parsers.mask;

/** One lexical element of a statement: {@code text[start, end)}. White space is not a token. */
record SqlToken(Kind kind, int start, int end) {

    enum Kind {
        WORD,
        /** In back-quotes or brackets: an identifier in every dialect that knows the form. */
        QUOTED_NAME,
        /** In double quotes: an identifier or a string, by dialect and place. */
        DOUBLE_QUOTED,
        STRING,
        NUMBER,
        PARAMETER,
        COMMENT,
        PUNCTUATION
    }

    String in(CharSequence text) {
        return text.subSequence(start, end).toString();
    }

    String lower(String text) {
        return SqlWords.lower(text, start, end);
    }

    boolean is(char punctuation, CharSequence text) {
        return kind == Kind.PUNCTUATION && text.charAt(start) == punctuation;
    }

    boolean literal() {
        return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.PARAMETER;
    }
}
