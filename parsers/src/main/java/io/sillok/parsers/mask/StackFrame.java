package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of PHP's stack traces: file, line and function stay, arguments go. */
final class StackFrame {

    private static final Pattern HEAD = Pattern.compile(
            "#\\d{1,5}+ (?:\\[internal function\\]|[^\\n():]{1,400}+(?::\\\\[^\\n():]{1,400}+)?\\(\\d{1,9}\\)(?: : eval\\(\\)'d code(?:\\(\\d+\\))?)?): "
                    + "([\\w\\\\:>{}$@./ -]{1,400}?)\\(");
    private static final Pattern MAIN = Pattern.compile("#\\d{1,5}+ \\{main\\}");
    private static final Pattern ARGUMENT = Pattern.compile(
            "Array|NULL|true|false|\\.\\.\\.|Object\\([\\w\\\\@:/.$-]{1,300}\\)|Resource id #\\d+|[\\w\\\\]{1,200}::[A-Za-z]\\w*|Closure");

    /** How far a frame's arguments are followed over lines, in characters. */
    private static final int FRAME_LIMIT = 16 * 1024;

    private StackFrame() {}

    /** Whether the text begins as a frame with arguments does. */
    static boolean startsAt(String text, int at) {
        return HEAD.matcher(text).region(at, text.length()).lookingAt();
    }

    static boolean matches(String line) {
        return MAIN.matcher(line).matches()
                || (line.endsWith(")") && HEAD.matcher(line).lookingAt());
    }

    /**
     * Where the frame ends that begins at {@code at}. A string among its arguments may hold line breaks: then it goes on up
     * to the next frame by number, or to the end.
     */
    static int end(String text, int at, int to) {
        int newline = text.indexOf('\n', at);
        if (newline < 0 || newline >= to) {
            return to;
        }
        int digits = at + 1;
        int number = 0;
        while (digits < to && digits < at + 6 && Shapes.digit(text.charAt(digits))) {
            number = number * 10 + text.charAt(digits++) - '0';
        }
        String next = "\n#" + (number + 1) + " ";
        if (text.charAt(newline - 1) == ')' && !torn(text, at, newline) && goesOn(text, newline, next)) {
            return newline;
        }
        int near = text.substring(newline, Math.min(to, newline + FRAME_LIMIT)).indexOf(next);
        int found = near < 0 ? -1 : newline + near;
        boolean whole = text.charAt(newline - 1) == ')' && !torn(text, at, newline);
        return found >= 0 && found < to ? found : whole ? newline : to;
    }

    private static boolean goesOn(String text, int newline, String next) {
        int at = newline + 1;
        return at >= text.length()
                || text.startsWith(next, newline)
                || "#\n\"[{}| ".indexOf(text.charAt(at)) >= 0
                || text.startsWith("Next ", at)
                || text.startsWith("PHP ", at)
                || text.startsWith("Stack trace", at);
    }

    /** Whether an odd number of quotes stands in the arguments. */
    private static boolean torn(String text, int from, int end) {
        Matcher head = HEAD.matcher(text).region(from, end);
        int quotes = 0;
        for (int i = head.lookingAt() ? head.end() : from; i < end; i++) {
            quotes += text.charAt(i) == '\'' ? 1 : 0;
        }
        return quotes % 2 != 0;
    }

    /** The frame with every argument that can hold data replaced. */
    static String mask(String line, MaskTally tally) {
        Matcher head = HEAD.matcher(line);
        if (!head.lookingAt()) {
            return line;
        }
        int open = head.end();
        int close = line.lastIndexOf(')');
        boolean cut = line.indexOf('\'', Math.max(close, open)) >= 0;
        if (close < open || cut) {
            return line.length() == open ? line : masked(line.substring(0, open), tally);
        }
        String arguments = line.substring(open, close);
        String shown = arguments(arguments, tally);
        return shown.equals(arguments) ? line : line.substring(0, open) + shown + line.substring(close);
    }

    private static String masked(String head, MaskTally tally) {
        tally.count(MaskRule.TRACE_ARGUMENT);
        return head + "?";
    }

    /** A piece between commas is shown only if its form holds no data, and none is once a string went over a comma. */
    private static String arguments(String arguments, MaskTally tally) {
        if (arguments.isEmpty()) {
            return arguments;
        }
        StringBuilder out = new StringBuilder(arguments.length());
        boolean torn = false;
        for (String argument : arguments.split(", ", -1)) {
            if (out.length() > 0) {
                out.append(", ");
            }
            torn |= argument.startsWith("'") && (argument.length() == 1 || !argument.endsWith("'"));
            boolean safe = !torn && ARGUMENT.matcher(argument).matches();
            boolean already = argument.equals("?") || argument.equals("'?'");
            if (safe || already) {
                out.append(argument);
            } else {
                tally.count(MaskRule.TRACE_ARGUMENT);
                out.append('?');
            }
        }
        return out.toString();
    }
}
