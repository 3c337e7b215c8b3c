package io.sillok.parsers.mask;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One line of PHP's stack traces: file, line and function stay, arguments go. */
final class StackFrame {

    private static final Pattern MAIN = Pattern.compile("#\\d{1,5}+ \\{main\\}");
    private static final Pattern ARGUMENT = Pattern.compile("Resource id #\\d+|[\\w\\\\]{1,200}::[A-Za-z]\\w*");

    /** What stands behind a frame: what closes the text around it, a place; nothing that can be the rest of a value. */
    private static final Pattern FOLLOWS = Pattern.compile(
            "[^\\p{L}\\p{N}_']*|[^\\p{L}\\p{N}_']{0,3} (?:in|at) [\\w./\\\\:@+$-]{1,400}?(?: line |:)\\d{1,9}[^\\p{L}\\p{N}_']*");

    private static final String[] SAFE = {"Array", "NULL", "true", "false", "...", "Closure", "?", "'?'"};

    private static final String INTERNAL = "[internal function]";
    private static final String EVALUATED = " : eval()'d code";

    /** Characters of a path, a function's name or a class, at most. */
    private static final int MOST = 400;

    /** How far a frame's arguments are followed over lines, in characters. */
    private static final int FRAME_LIMIT = 16 * 1024;

    private static final int MOST_FORGED = 8;

    private StackFrame() {}

    /**
     * Where the arguments begin of the frame at {@code at}: {@code #0 /file(12): function(}, or -1 if there is none.
     * Places are files with their lines, perhaps of evaluated code, or PHP itself.
     */
    static int argumentsStart(Text s, int at, int to) {
        int i = digitsEnd(s, at + 1, Math.min(to, at + 6));
        if (at >= to || s.charAt(at) != '#' || i == at + 1 || i >= to || s.charAt(i) != ' ') {
            return -1;
        }
        i++;
        i = s.startsWith(INTERNAL, i) ? i + INTERNAL.length() : placeEnd(s, i, to);
        if (i < 0 || i + 2 > to || s.charAt(i) != ':' || s.charAt(i + 1) != ' ') {
            return -1;
        }
        int name = i + 2;
        int open = name;
        while (open < to && open - name <= MOST && namePart(s.charAt(open))) {
            open++;
        }
        boolean named = open > name && open - name <= MOST && open < to && s.charAt(open) == '(';
        return named ? open + 1 : -1;
    }

    /** Behind {@code /file(12)}; a drive's letter and colon may stand before it. */
    private static int placeEnd(Text s, int from, int to) {
        int i = pathEnd(s, from, to);
        if (i > from && s.startsWith(":\\", i)) {
            int rest = pathEnd(s, i + 2, to);
            i = rest > i + 2 ? rest : i;
        }
        int line = digitsEnd(s, i + 1, Math.min(to, i + 10));
        if (i == from || i >= to || s.charAt(i) != '(' || line == i + 1 || line >= to || s.charAt(line) != ')') {
            return -1;
        }
        int end = line + 1;
        if (!s.startsWith(EVALUATED, end)) {
            return end;
        }
        end += EVALUATED.length();
        int evaluated = end < to && s.charAt(end) == '(' ? digitsEnd(s, end + 1, to) : end + 1;
        return evaluated > end + 1 && evaluated < to && s.charAt(evaluated) == ')' ? evaluated + 1 : end;
    }

    private static int pathEnd(Text s, int from, int to) {
        int limit = Math.min(to, from + MOST);
        int i = from;
        while (i < limit && s.charAt(i) != '\n' && s.charAt(i) != '(' && s.charAt(i) != ')' && s.charAt(i) != ':') {
            i++;
        }
        return i;
    }

    private static int digitsEnd(Text s, int from, int to) {
        int i = from;
        while (i < to && Chars.digit(s.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean namePart(char c) {
        return (c < 128 && Chars.wordPart(c)) || "\\:>{}$@./ -".indexOf(c) >= 0;
    }

    /** Whether {@code s[from, end)} is a whole frame. */
    static boolean matches(Text s, int from, int end) {
        return (end > from && s.charAt(end - 1) == ')' && argumentsStart(s, from, end) >= 0)
                || MAIN.matcher(s).region(from, end).matches();
    }

    /**
     * Where the frame ends that begins at {@code at}. A string among its arguments may hold line breaks: then it goes on up
     * to the next frame by number, or to the end.
     *
     * @param open where its arguments begin
     * @param frames all that begin with a line, asked for only if the frame goes on
     */
    static int end(Text s, int at, int open, int to, Supplier<FrameIndex> frames) {
        int newline = s.indexOf('\n', at, to);
        if (newline < 0) {
            return to;
        }
        int digits = digitsEnd(s, at + 1, Math.min(to, at + 6));
        int next = 1 + Integer.parseInt(s, at + 1, digits, 10);
        String mark = "\n#" + next + " ";
        boolean whole = closes(s, open, newline);
        if (whole && goesOn(s, newline, mark)) {
            return newline;
        }
        int window = Math.min(to, newline + FRAME_LIMIT) - mark.length() + 1;
        int found = frames.get().next(next, newline, window);
        // A string may hold what looks like the next frame; what stands before that is then no end of this one.
        for (int tries = 0; found > 0 && !mayEnd(s, open, found) && tries < MOST_FORGED; tries++) {
            found = frames.get().next(next, found + 1, window);
        }
        return found >= 0 && mayEnd(s, open, found) ? found : whole ? newline : to;
    }

    /** Whether before the line break stands what closes the arguments, or their last string. */
    private static boolean mayEnd(Text s, int open, int newline) {
        return s.charAt(newline - 1) == ')' && (s.charAt(newline - 2) == '\'' || closes(s, open, newline));
    }

    /** Whether the last argument is closed, or none that needs to be, where a value of the ones before may hold quotes too. */
    private static boolean closes(Text s, int open, int newline) {
        int close = newline - 1;
        if (s.charAt(close) != ')' || torn(s, open, newline)) {
            return false;
        }
        int comma = s.lastIndexOf(", ", close - 2, open);
        int last = comma < 0 ? open : comma + 2;
        return close <= last || s.charAt(close - 1) == '\'' || s.charAt(last) != '\'';
    }

    private static boolean goesOn(Text s, int newline, String next) {
        int at = newline + 1;
        return at >= s.length()
                || s.startsWith(next, newline)
                || "#\n\"[{}| ".indexOf(s.charAt(at)) >= 0
                || s.startsWith("Next ", at)
                || s.startsWith("PHP ", at)
                || s.startsWith("Stack trace", at);
    }

    /** Whether an odd number of quotes stands in the arguments. */
    private static boolean torn(Text s, int open, int end) {
        int quotes = 0;
        for (int i = open; i < end; i++) {
            quotes += s.charAt(i) == '\'' ? 1 : 0;
        }
        return quotes % 2 != 0;
    }

    /** Writes the arguments and the rest of the frame {@code [open, end)}, with each argument replaced that can hold data. */
    static void mask(Text s, int open, int end, TextBuffer out, MaskTally tally) {
        int close = s.lastIndexOf(')', end - 1, open);
        boolean cut = close >= 0 && !FOLLOWS.matcher(s).region(close + 1, end).matches();
        if (close < 0 || cut) {
            if (end > open) {
                tally.count(MaskRule.TRACE_ARGUMENT);
                out.append('?');
            }
            return;
        }
        arguments(s, open, close, out, tally);
        out.append(s, close, end);
    }

    /** A piece between commas is shown only if its form holds no data, and none is once a string went over a comma. */
    private static void arguments(Text s, int open, int close, TextBuffer out, MaskTally tally) {
        boolean torn = false;
        int from = open;
        while (from <= close && open < close) {
            int comma = s.indexOf(", ", from, close);
            int end = comma < 0 ? close : comma;
            if (from > open) {
                out.append(", ");
            }
            boolean quoted = end > from && s.charAt(from) == '\'';
            torn |= quoted && (end - from == 1 || s.charAt(end - 1) != '\'');
            boolean masked =
                    (end - from == 1 && s.charAt(from) == '?') || (end - from == 3 && s.startsWith("'?'", from));
            if (masked || (!torn && safe(s, from, end))) {
                out.append(s, from, end);
            } else {
                tally.count(MaskRule.TRACE_ARGUMENT);
                out.append('?');
            }
            from = end + 2;
            if (comma < 0) {
                return;
            }
        }
    }

    private static boolean safe(Text s, int from, int end) {
        for (String safe : SAFE) {
            if (end - from == safe.length() && s.startsWith(safe, from)) {
                return true;
            }
        }
        if (s.startsWith("Object(", from) || s.startsWith("object(", from)) {
            return end - from > 8 && end - from <= 308 && s.charAt(end - 1) == ')' && className(s, from + 7, end - 1);
        }
        boolean possible = s.startsWith("Resource", from) || s.indexOf("::", from, end) >= 0;
        return possible && ARGUMENT.matcher(s).region(from, end).matches();
    }

    private static boolean className(Text s, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            if (!(c < 128 && Chars.wordPart(c)) && "\\@:/.$-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
