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

    private StackFrame() {}

    /** Whether the text begins as a frame with arguments does. */
    static boolean startsAt(String text, int at) {
        return HEAD.matcher(text).region(at, text.length()).lookingAt();
    }

    static boolean matches(String line) {
        return MAIN.matcher(line).matches()
                || (line.endsWith(")") && HEAD.matcher(line).lookingAt());
    }

    /** The frame with every argument that can hold data replaced. */
    static String mask(String line, MaskTally tally) {
        Matcher head = HEAD.matcher(line);
        if (!head.lookingAt()) {
            return line;
        }
        int open = head.end();
        int close = line.lastIndexOf(')');
        if (close < open) {
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
