package io.sillok.parsers.mask;

import io.sillok.parsers.inner.OpenValue;
import java.util.regex.Pattern;

/**
 * Finds what PHP, Laravel and query listeners append to a message: place, stack trace, trace ids, a duration.
 *
 * <p>It is read from the end backwards and must hold to its grammar up to the end of the text, so a value that looks like
 * a tail in the midst of a statement is not taken for one.
 */
final class ExceptionTail {

    private static final int LINE_LIMIT = 4096;

    private static final int MOST_BLANKS = 2;

    /** In characters; no form below is longer. */
    private static final int TAIL_LIMIT = 512;

    private static final String ON_LINE = " on line ";

    /** Characters between the beginning of a file's name and its line, at most. */
    private static final int NAME_LIMIT = 300;

    private static final Pattern DATADOG = Pattern.compile(
            " \\[dd\\.trace_id=\"[0-9a-f]{1,32}\" dd\\.span_id=\"[0-9a-f]{1,20}\"(?: dd\\.(?:service|version|env)=\"[\\w.-]{0,64}\"){0,3}\\]$");
    private static final Pattern DURATION =
            Pattern.compile(" (?:\\[|\\()\\d{1,9}(?:\\.\\d{1,6})? ?(?:ms|s)(?:\\]|\\))$");
    private static final Pattern THROWN = Pattern.compile("  thrown in /[\\w./\\\\@+-]{0,300} on line \\d{1,9}");

    private ExceptionTail() {}

    /**
     * The offset where the tail begins; the text's end if there is none.
     *
     * @param lines whether the text has more than one line
     */
    static int start(Text s, boolean lines) {
        int end = trimmed(s, s.length());
        int trace = lines ? trimmed(s, traceStart(s)) : end;
        int place = placeBefore(s, trace, lines);
        // A stack that no place stands before may stand in a value.
        if (place < 0 && trace < end && (StatementRule.mayGoOn(s, trace) || OpenValue.mayBeAt(s, 0, trace))) {
            trace = end;
            place = placeBefore(s, end, lines);
        }
        return place < 0 ? trace : place;
    }

    private static int trimmed(Text s, int to) {
        int end = to;
        while (end > 0 && Character.isWhitespace(s.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static int placeBefore(Text s, int end, boolean lines) {
        int search = Math.max(0, end - TAIL_LIMIT);
        search = lines ? Math.max(search, s.lastIndexOf('\n', end - 1, search) + 1) : search;
        return ending(s, search, end);
    }

    /** What the last characters can be the end of says which form to try. */
    private static int ending(Text s, int from, int end) {
        if (end - from < 4) {
            return -1;
        }
        char last = s.charAt(end - 1);
        char before = s.charAt(end - 2);
        boolean bracketed = last == ']' || last == ')';
        if (last == ']' && before == '"') {
            return at(DATADOG, s, s.lastIndexOf(" [", end, from), from, end);
        }
        if (bracketed && before == 's') {
            return at(DURATION, s, Math.max(s.lastIndexOf(" [", end, from), s.lastIndexOf(" (", end, from)), from, end);
        }
        if (Chars.digit(last) || (last == ')' && Chars.digit(before))) {
            int place = lastPlace(s, from, end);
            return place >= from && place(s, place + 4, end) ? place : -1;
        }
        return -1;
    }

    /** The last place where {@code  at } or {@code  in } stands; -1 if there is none. */
    private static int lastPlace(Text s, int from, int end) {
        for (int i = end - 4; i >= from; i--) {
            boolean possible = s.charAt(i) == ' ' && s.charAt(i + 3) == ' ';
            if (possible && (s.startsWith("at", i + 1) || s.startsWith("in", i + 1))) {
                return i;
            }
        }
        return -1;
    }

    private static int at(Pattern pattern, Text s, int at, int from, int end) {
        return at >= from && pattern.matcher(s).region(at, end).matches() ? at : -1;
    }

    /** Whether a file, by its path or as {@code Command line code}, and a line are all that stands there. */
    private static boolean place(Text s, int from, int to) {
        int end = s.charAt(to - 1) == ')' ? to - 1 : to;
        int digits = end;
        while (digits > from && Chars.digit(s.charAt(digits - 1))) {
            digits--;
        }
        int begun = s.startsWith("/", from)
                ? from + 1
                : s.startsWith(":\\", from + 1) && Chars.upper(s.charAt(from))
                        ? from + 3
                        : s.startsWith("Command line", from) ? from + 12 : Integer.MAX_VALUE;
        int name = digits > from && s.charAt(digits - 1) == ':' ? digits - 1 : digits - ON_LINE.length();
        boolean marked = name == digits - 1 || s.startsWith(ON_LINE, name);
        return end > digits && end - digits <= 9 && marked && begun <= name && fileName(s, begun, name);
    }

    private static boolean fileName(Text s, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            if (!(c < 128 && Chars.wordPart(c)) && "./\\ :@+{}()'$-".indexOf(c) < 0) {
                return false;
            }
            // Behind a script's name no more of it stands, but a value may that looks like the line.
            if (c == ' ' && s.startsWith(".php", i - 4)) {
                return false;
            }
        }
        return end - from <= NAME_LIMIT;
    }

    /** Walks up over the lines that can only belong to a stack trace. */
    private static int traceStart(Text s) {
        int end = s.length();
        // Monolog puts blanks where context and extra would stand.
        int blanks = end;
        while (blanks > 0 && blanks > end - MOST_BLANKS && s.charAt(blanks - 1) == ' ') {
            blanks--;
        }
        for (int to = blanks; end > 0; to = end) {
            int newline = s.lastIndexOf('\n', to - 1);
            if (newline < 0 || !traceLine(s, newline + 1, Math.min(to, newline + LINE_LIMIT))) {
                return end;
            }
            end = newline;
        }
        return end;
    }

    private static boolean traceLine(Text s, int from, int to) {
        int end = to > from && s.charAt(to - 1) == '\r' ? to - 1 : to;
        if (end == from) {
            return true;
        }
        return switch (s.charAt(from)) {
            case '#' -> StackFrame.matches(s, from, end);
            case '"' -> end == from + 1;
            case '[' -> is("[stacktrace]", s, from, end);
            case 'S' -> is("Stack trace:", s, from, end);
            case ' ' -> THROWN.matcher(s).region(from, end).matches();
            default -> false;
        };
    }

    private static boolean is(String line, Text s, int from, int end) {
        return end - from == line.length() && s.startsWith(line, from);
    }
}
