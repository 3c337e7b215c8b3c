package io.sillok.parsers.mask;

import java.util.List;

/**
 * Writes the believed part of a statement as it stood, with {@code ?} for values; lists of values and rows of values
 * collapse into one.
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

    private final String text;
    private final StringBuilder out;
    private final StringBuilder held = new StringBuilder();
    private State state = State.PLAIN;
    private boolean opened;
    private boolean row;
    private int copied;

    /** Where the gap before the current token begins. */
    private int gap;

    SqlRenderer(String text, StringBuilder out) {
        this.text = text;
        this.out = out;
    }

    void render(List<SqlToken> tokens, SqlTrust trust) {
        for (int i = 0; i < trust.boundary(); i++) {
            SqlToken token = tokens.get(i);
            gap = copied;
            copied = token.end();
            if (trust.value(i)) {
                value(token.start());
            } else if (token.kind() != SqlToken.Kind.PUNCTUATION) {
                other();
            } else {
                punctuation(text.charAt(token.start()), token.start());
            }
        }
        flush();
    }

    /** Up to where the text was taken in, the gap behind the last token excluded. */
    int copied() {
        return copied;
    }

    private void punctuation(char c, int start) {
        switch (c) {
            case '(' -> open();
            case ')' -> close(start);
            case ',', '+', '-', '*', '/', '%', '|' -> separator(c == ',');
            default -> other();
        }
    }

    private void value(int start) {
        switch (state) {
            case PLAIN -> {
                out.append(text, gap, start).append('?');
                row = opened;
                state = State.VALUE;
            }
            case VALUE -> state = State.VALUE;
            case VALUE_SEPARATOR -> {
                held.setLength(0);
                state = State.VALUE;
            }
            case ROW_OPEN -> {
                held.append(text, gap, start).append('?');
                state = State.ROW_VALUE;
            }
            case ROW_VALUE -> state = State.ROW_VALUE;
            case ROW_VALUE_SEPARATOR -> state = State.ROW_VALUE;
            case ROW, ROW_COMMA -> {
                flush();
                out.append(text, gap, start).append('?');
                row = false;
                state = State.VALUE;
            }
        }
        opened = false;
    }

    private void open() {
        if (state == State.ROW_COMMA) {
            held.append(text, gap, copied);
            state = State.ROW_OPEN;
        } else {
            other();
        }
        opened = true;
    }

    private void close(int start) {
        if (state == State.VALUE) {
            out.append(text, gap, start).append(')');
            state = row ? State.ROW : State.PLAIN;
        } else if (state == State.ROW_VALUE) {
            held.setLength(0);
            state = State.ROW;
        } else {
            other();
        }
        opened = false;
    }

    private void separator(boolean comma) {
        switch (state) {
            case VALUE, VALUE_SEPARATOR -> {
                held.append(text, gap, copied);
                state = State.VALUE_SEPARATOR;
            }
            case ROW_VALUE, ROW_VALUE_SEPARATOR -> state = State.ROW_VALUE_SEPARATOR;
            case ROW -> {
                if (comma) {
                    held.append(text, gap, copied);
                    state = State.ROW_COMMA;
                } else {
                    other();
                }
            }
            default -> other();
        }
        opened = false;
    }

    /** Shows a token, and the gap before it, as they are. */
    private void other() {
        flush();
        out.append(text, gap, copied);
        opened = false;
    }

    private void flush() {
        out.append(held);
        held.setLength(0);
        state = State.PLAIN;
    }
}
