package io.sillok.parsers.mask;

import java.util.regex.Pattern;

/**
 * Finds what PHP, Laravel and query listeners append to a message: place, stack trace, trace ids, a duration.
 *
 * <p>It is read from the end backwards and must hold to its grammar up to the end of the text, so a value that looks like
 * a tail in the midst of a statement is not taken for one.
 */
final class ExceptionTail {

    private static final int LINE_LIMIT = 4096;

    /** In characters; no form below is longer. */
    private static final int TAIL_LIMIT = 512;

    private static final Pattern PLACE = Pattern.compile(
            " (?:at|in) (?:/|[A-Z]:\\\\|Command line)[\\w./\\\\ :@+{}()'$-]{0,300}(?::| on line )\\d{1,9}\\)?$");
    private static final Pattern DATADOG = Pattern.compile(
            " \\[dd\\.trace_id=\"[0-9a-f]{1,32}\" dd\\.span_id=\"[0-9a-f]{1,20}\"(?: dd\\.(?:service|version|env)=\"[\\w.-]{0,64}\"){0,3}\\]$");
    private static final Pattern DURATION =
            Pattern.compile(" (?:\\[|\\()\\d{1,9}(?:\\.\\d{1,6})? ?(?:ms|s)(?:\\]|\\))$");
    private static final Pattern THROWN = Pattern.compile("  thrown in /[\\w./\\\\@+-]{0,300} on line \\d{1,9}");

    private ExceptionTail() {}

    /** The offset where the tail of {@code s[from, to)} begins; {@code to} if there is none. */
    static int start(String s, int from, int to) {
        int start = traceStart(s, from, to);
        while (start > from && Character.isWhitespace(s.charAt(start - 1))) {
            start--;
        }
        int lineStart = Math.max(from, s.lastIndexOf('\n', start - 1) + 1);
        int search = Math.max(lineStart, start - TAIL_LIMIT);
        int candidate = ending(s, search, start);
        return candidate < 0 ? start : candidate;
    }

    /** What the last characters can be the end of says which form to try. */
    private static int ending(String s, int from, int end) {
        if (end - from < 4) {
            return -1;
        }
        char last = s.charAt(end - 1);
        char before = s.charAt(end - 2);
        boolean bracketed = last == ']' || last == ')';
        if (last == ']' && before == '"') {
            return at(DATADOG, s, s.lastIndexOf(" [", end), from, end);
        }
        if (bracketed && before == 's') {
            return at(DURATION, s, Math.max(s.lastIndexOf(" [", end), s.lastIndexOf(" (", end)), from, end);
        }
        if (Shapes.digit(last) || (last == ')' && Shapes.digit(before))) {
            return at(PLACE, s, Math.max(s.lastIndexOf(" at ", end), s.lastIndexOf(" in ", end)), from, end);
        }
        return -1;
    }

    private static int at(Pattern pattern, String s, int at, int from, int end) {
        return at >= from && pattern.matcher(s).region(at, end).matches() ? at : -1;
    }

    /** Walks up over the lines that can only belong to a stack trace. */
    private static int traceStart(String s, int from, int to) {
        int end = to;
        int accepted = to;
        while (end > from) {
            int newline = s.lastIndexOf('\n', end - 1);
            if (newline < from) {
                return accepted;
            }
            String line = end - newline > LINE_LIMIT
                    ? s.substring(newline + 1, newline + LINE_LIMIT)
                    : s.substring(newline + 1, end);
            if (!traceLine(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)) {
                return accepted;
            }
            end = newline;
            accepted = newline;
        }
        return accepted;
    }

    static boolean traceLine(String line) {
        if (line.isEmpty() || line.equals("\"") || line.equals("[stacktrace]") || line.equals("Stack trace:")) {
            return true;
        }
        return line.charAt(0) == '#'
                ? StackFrame.matches(line)
                : THROWN.matcher(line).matches();
    }
}
