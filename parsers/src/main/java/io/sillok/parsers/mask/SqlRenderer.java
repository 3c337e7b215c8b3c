package io.sillok.parsers.mask;

/**
 * Writes the believed part of a statement as it stood, with {@code ?} for values; lists of values and rows of values
 * collapse into one. Text is copied late, in long stretches: up to a value, or when a row turns out to be no row.
 */
final class SqlRenderer {

    private enum State {
        PLAIN,
        VALUE,
        VALUE_SEPARATOR,
        ROW,
        ROW_COMMA,
        ROW_OPEN,
        ROW_VALUE,
        ROW_VALUE_SEPARATOR
    }

    private final char[] s;
    private final TextBuffer out;
    private State state = State.PLAIN;
    private boolean opened;
    private boolean row;

    /** Up to where the text is written or dropped. */
    private int copied;

    /** Where the first value begins of a row that is not yet known to be one. */
    private int rowValue;

    SqlRenderer(char[] s, int from, TextBuffer out) {
        this.s = s;
        this.copied = from;
        this.out = out;
    }

    /** Writes the tokens that are believed, without the gap behind the last one. */
    void render(SqlTokens tokens, SqlTrust trust) {
        int boundary = trust.boundary();
        int end = copied;
        for (int i = 0; i < boundary; i++) {
            int gap = end;
            int start = tokens.start(i);
            end = tokens.end(i);
            if (tokens.value(i)) {
                value(start, end);
            } else if (tokens.kind(i) != SqlTokens.PUNCTUATION) {
                other(gap);
            } else {
                punctuation(s[start], gap, end);
            }
        }
        other(end);
        write(end);
    }

    private void punctuation(char c, int gap, int end) {
        switch (c) {
            case '(' -> open(gap);
            case ')' -> close(gap, end);
            case ',', '+', '-', '*', '/', '%', '|' -> separator(gap, c == ',');
            default -> other(gap);
        }
    }

    private void value(int start, int end) {
        switch (state) {
            case PLAIN, ROW, ROW_COMMA -> {
                row = state == State.PLAIN && opened;
                write(start);
                out.append('?');
                copied = end;
                state = State.VALUE;
            }
            case VALUE, VALUE_SEPARATOR -> {
                copied = end;
                state = State.VALUE;
            }
            case ROW_OPEN -> {
                rowValue = start;
                state = State.ROW_VALUE;
            }
            case ROW_VALUE, ROW_VALUE_SEPARATOR -> state = State.ROW_VALUE;
        }
        opened = false;
    }

    private void open(int gap) {
        if (state == State.ROW_COMMA) {
            state = State.ROW_OPEN;
        } else {
            other(gap);
        }
        opened = true;
    }

    private void close(int gap, int end) {
        if (state == State.VALUE) {
            state = row ? State.ROW : State.PLAIN;
        } else if (state == State.ROW_VALUE) {
            copied = end;
            state = State.ROW;
        } else {
            other(gap);
        }
        opened = false;
    }

    private void separator(int gap, boolean comma) {
        switch (state) {
            case VALUE, VALUE_SEPARATOR -> state = State.VALUE_SEPARATOR;
            case ROW_VALUE, ROW_VALUE_SEPARATOR -> state = State.ROW_VALUE_SEPARATOR;
            case ROW -> {
                if (comma) {
                    write(gap);
                    state = State.ROW_COMMA;
                } else {
                    other(gap);
                }
            }
            default -> other(gap);
        }
        opened = false;
    }

    /** A token that is shown as it is, and so is the gap before it. */
    private void other(int gap) {
        if (state == State.ROW_VALUE || state == State.ROW_VALUE_SEPARATOR) {
            write(rowValue);
            out.append('?');
            copied = gap;
        }
        state = State.PLAIN;
        opened = false;
    }

    private void write(int end) {
        out.append(s, copied, end);
        copied = end;
    }
}
