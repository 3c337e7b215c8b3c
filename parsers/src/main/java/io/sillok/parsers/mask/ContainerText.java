package io.sillok.parsers.mask;

/** Finds where an array, an object or an indented block ends that text holds: by indentation, else by brackets and quotes. */
final class ContainerText {

    private ContainerText() {}

    /** The end, behind the bracket that closes the one at {@code open}; {@code to} if that is in doubt. */
    static int end(Text s, int from, int open, int to) {
        boolean block = open + 1 < to && (s.charAt(open + 1) == '\n' || s.startsWith("\r\n", open + 1));
        return block ? indentedEnd(s, open, to) : bracketsEnd(s, open, to);
    }

    /** A container over lines ends with a closing bracket that is indented as the line in which it opened. */
    private static int indentedEnd(Text s, int open, int to) {
        int lineStart = s.lastIndexOf('\n', open) + 1;
        int indent = indent(s, lineStart, to);
        int newline = s.indexOf('\n', open);
        while (newline >= 0 && newline < to) {
            int text = newline + 1 + indent(s, newline + 1, to);
            boolean closes = text < to && ")]}".indexOf(s.charAt(text)) >= 0;
            if (closes && text - newline - 1 <= indent) {
                return text + 1;
            }
            newline = s.indexOf('\n', newline + 1);
        }
        return to;
    }

    private static int indent(Text s, int lineStart, int to) {
        int i = lineStart;
        while (i < to && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
            i++;
        }
        return i - lineStart;
    }

    private static int bracketsEnd(Text s, int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            char c = s.charAt(i);
            if (c == '[' || c == '{' || c == '(') {
                depth++;
            } else if (c == ']' || c == '}' || c == ')') {
                depth--;
                if (depth <= 0) {
                    return i + 1;
                }
            } else if (c == '"' || c == '\'') {
                i = quotedEnd(s, i, to);
            }
        }
        return to;
    }

    /** Of the string that opens at {@code open}, behind any backslashes; the text's end if it does not close. */
    private static int quotedEnd(Text s, int open, int to) {
        int slashes = 0;
        while (open - slashes > 0 && s.charAt(open - slashes - 1) == '\\') {
            slashes++;
        }
        int run = 0;
        for (int i = open + 1; i < to; i++) {
            char c = s.charAt(i);
            if (c == '\\') {
                run++;
            } else if (c == s.charAt(open) && run >= slashes && (run - slashes) % (2 * (slashes + 1)) == 0) {
                return i;
            } else {
                run = 0;
            }
        }
        return to;
    }

    /** What YAML writes under a key: deeper indented lines, or list items; -1 if the value is not such a block. */
    static int blockEnd(Text s, KeySeparator separator, int to) {
        int i = separator.end();
        while (i < to && " |>-+".indexOf(s.charAt(i)) >= 0) {
            i++;
        }
        if (i >= to || s.charAt(i) != '\n') {
            return -1;
        }
        int lineStart = s.lastIndexOf('\n', separator.keyStart() - 1) + 1;
        int indent = indent(s, lineStart, to);
        int end = -1;
        while (i < to) {
            int next = i + 1;
            int text = next + indent(s, next, to);
            boolean blank = text < to && s.charAt(text) == '\n';
            boolean item = s.startsWith("- ", text) && text - next >= indent;
            if (!blank && (text >= to || (text - next <= indent && !item))) {
                return end;
            }
            int newline = s.indexOf('\n', text);
            i = newline < 0 ? to : Math.min(newline, to);
            end = blank ? end : i;
        }
        return end;
    }
}
