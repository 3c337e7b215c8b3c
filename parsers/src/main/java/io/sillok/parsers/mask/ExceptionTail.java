package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what PHP, Laravel and query listeners append to a message: place, stack trace, trace ids, a duration.
 *
 * <p>It is read from the end backwards and must hold to its grammar up to the end of the text, so a value that looks like
 * a tail in the midst of a statement is not taken for one.
 */
final class ExceptionTail {

    private static final int LINE_LIMIT = 4096;

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
        String line = s.substring(Math.max(lineStart, start - LINE_LIMIT), start);
        int before = start - line.length();
        for (Pattern pattern : new Pattern[] {DATADOG, DURATION, PLACE}) {
            int candidate = last(pattern, line, pattern == PLACE);
            if (candidate >= 0) {
                return before + candidate;
            }
        }
        return start;
    }

    private static int last(Pattern pattern, String line, boolean place) {
        int search = place ? Math.max(line.lastIndexOf(" at "), line.lastIndexOf(" in ")) : line.lastIndexOf(" [");
        if (!place) {
            search = Math.max(search, line.lastIndexOf(" ("));
        }
        if (search < 0) {
            return -1;
        }
        Matcher matcher = pattern.matcher(line).region(search, line.length());
        return matcher.lookingAt() && matcher.end() == line.length() ? search : -1;
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
