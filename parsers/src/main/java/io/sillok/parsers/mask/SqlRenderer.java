package io.sillok.parsers.mask;

/**
 * Writes the believed part of a statement as it stood, with {@code ?} for values; lists of values and rows of values
 * collapse into one. Text is copied late, in long stretches: up to a value, or when a row turns out to be no row.
 */
final class SqlRenderer {

    private static final int PLAIN = 0;
    private static final int VALUE = 1;
    private static final int VALUE_SEPARATOR = 2;
    private static final int ROW = 3;
    private static final int ROW_COMMA = 4;
    private static final int ROW_OPEN = 5;
    private static final int ROW_VALUE = 6;
    private static final int ROW_VALUE_SEPARATOR = 7;

    private final SqlTokens tokens;
    private char[] s = {};
    private TextBuffer out = new TextBuffer(0);
    private int state;
    private boolean row;

    /** Up to where the text is written or dropped. */
    private int copied;

    /** Where the first value begins of a row that is not yet known to be one. */
    private int rowValue;

    SqlRenderer(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** Writes the tokens before {@code boundary} of the text from {@code from} on, without the gap behind the last one. */
    void render(char[] text, int from, int boundary, TextBuffer to) {
        s = text;
        out = to;
        state = PLAIN;
        copied = from;
        int end = boundary == 0 ? from : tokens.end(boundary - 1);
        int behind = 0;
        for (int nth = 0; nth < tokens.valueCount(); nth++) {
            int value = tokens.valueAt(nth);
            if (value >= boundary) {
                break;
            }
            if (value >= behind) {
                behind = fromValue(value, boundary);
            }
        }
        if (state == ROW_VALUE || state == ROW_VALUE_SEPARATOR) {
            other(end);
        }
        write(end);
    }

    /** Writes a value and what goes on from it, up to the token behind which all stays as it is. */
    private int fromValue(int value, int boundary) {
        row = value > 0 && tokens.kind(value - 1) == '(';
        state = PLAIN;
        int i = value;
        do {
            if (tokens.value(i)) {
                value(tokens.start(i), tokens.end(i));
            } else {
                shown(tokens.kind(i), tokens.end(Math.max(0, i - 1)), tokens.end(i));
            }
            i++;
        } while (i < boundary && state != PLAIN);
        return i;
    }

    /** @param gap where the white space before the token begins */
    private void shown(byte kind, int gap, int end) {
        switch (kind) {
            case '(' -> {
                if (state == ROW_COMMA) {
                    state = ROW_OPEN;
                } else {
                    other(gap);
                }
            }
            case ')' -> close(gap, end);
            case ',', '+', '-', '*', '/', '%', '|' -> separator(gap, kind == ',');
            default -> other(gap);
        }
    }

    private void value(int start, int end) {
        switch (state) {
            case PLAIN, ROW, ROW_COMMA -> {
                row &= state == PLAIN;
                write(start);
                out.append('?');
                copied = end;
                state = VALUE;
            }
            case VALUE, VALUE_SEPARATOR -> {
                copied = end;
                state = VALUE;
            }
            case ROW_OPEN -> {
                rowValue = start;
                state = ROW_VALUE;
            }
            default -> state = ROW_VALUE;
        }
    }

    private void close(int gap, int end) {
        if (state == VALUE) {
            state = row ? ROW : PLAIN;
        } else if (state == ROW_VALUE) {
            copied = end;
            state = ROW;
        } else {
            other(gap);
        }
    }

    private void separator(int gap, boolean comma) {
        switch (state) {
            case VALUE, VALUE_SEPARATOR -> state = VALUE_SEPARATOR;
            case ROW_VALUE, ROW_VALUE_SEPARATOR -> state = ROW_VALUE_SEPARATOR;
            case ROW -> {
                if (comma) {
                    write(gap);
                    state = ROW_COMMA;
                } else {
                    other(gap);
                }
            }
            default -> other(gap);
        }
    }

    /** A token that is shown as it is, and so is the gap before it. */
    private void other(int gap) {
        if (state == ROW_VALUE || state == ROW_VALUE_SEPARATOR) {
            write(rowValue);
            out.append('?');
            copied = gap;
        }
        state = PLAIN;
    }

    private void write(int end) {
        out.append(s, copied, end);
        copied = end;
    }
}
