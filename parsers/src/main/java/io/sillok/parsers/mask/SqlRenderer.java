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

    SqlRenderer(String text, StringBuilder out) {
        this.text = text;
        this.out = out;
    }

    void render(List<SqlToken> tokens, SqlTrust trust) {
        for (int i = 0; i < trust.boundary(); i++) {
            SqlToken token = tokens.get(i);
            String gap = text.substring(copied, token.start());
            copied = token.end();
            if (trust.value(i)) {
                value(gap);
            } else if (token.is('(', text)) {
                open(gap);
            } else if (token.is(')', text)) {
                close(gap);
            } else if (separator(token)) {
                separator(gap + token.in(text), token.is(',', text));
            } else {
                other(gap, token.in(text));
            }
        }
        flush();
    }

    /** Up to where the text was taken in, the gap behind the last token excluded. */
    int copied() {
        return copied;
    }

    private boolean separator(SqlToken token) {
        return token.kind() == SqlToken.Kind.PUNCTUATION && ",+-*/%|".indexOf(text.charAt(token.start())) >= 0;
    }

    private void value(String gap) {
        switch (state) {
            case PLAIN -> {
                out.append(gap).append('?');
                row = opened;
                state = State.VALUE;
            }
            case VALUE -> state = State.VALUE;
            case VALUE_SEPARATOR -> {
                held.setLength(0);
                state = State.VALUE;
            }
            case ROW_OPEN -> {
                held.append(gap).append('?');
                state = State.ROW_VALUE;
            }
            case ROW_VALUE -> state = State.ROW_VALUE;
            case ROW_VALUE_SEPARATOR -> state = State.ROW_VALUE;
            case ROW, ROW_COMMA -> {
                flush();
                out.append(gap).append('?');
                row = false;
                state = State.VALUE;
            }
        }
        opened = false;
    }

    private void open(String gap) {
        if (state == State.ROW_COMMA) {
            held.append(gap).append('(');
            state = State.ROW_OPEN;
        } else {
            other(gap, "(");
        }
        opened = true;
    }

    private void close(String gap) {
        if (state == State.VALUE) {
            out.append(gap).append(')');
            state = row ? State.ROW : State.PLAIN;
        } else if (state == State.ROW_VALUE) {
            held.setLength(0);
            state = State.ROW;
        } else {
            other(gap, ")");
        }
        opened = false;
    }

    private void separator(String shown, boolean comma) {
        switch (state) {
            case VALUE, VALUE_SEPARATOR -> {
                held.append(shown);
                state = State.VALUE_SEPARATOR;
            }
            case ROW_VALUE, ROW_VALUE_SEPARATOR -> state = State.ROW_VALUE_SEPARATOR;
            case ROW -> {
                if (comma) {
                    held.append(shown);
                    state = State.ROW_COMMA;
                } else {
                    other("", shown);
                }
            }
            default -> other("", shown);
        }
        opened = false;
    }

    private void other(String gap, String shown) {
        flush();
        out.append(gap).append(shown);
        opened = false;
    }

    private void flush() {
        out.append(held);
        held.setLength(0);
        state = State.PLAIN;
    }
}
