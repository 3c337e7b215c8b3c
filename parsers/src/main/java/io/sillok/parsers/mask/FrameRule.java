package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Frames of stack traces, as PHP and as Xdebug print them: their arguments go. */
final class FrameRule {

    private static final Pattern XDEBUG = Pattern.compile("PHP {1,8}\\d{1,5}\\. [\\w\\\\{}:>-]{1,300}\\(");

    private static final Pattern PLACE =
            Pattern.compile("(?: [\\w./\\\\:@+{}()$ -]{1,400}|'d code):\\d{1,9}[\\r\"]{0,2}");

    private final TextScan scan;
    private final Text s;
    private final int to;

    /** Made when a frame goes over lines. */
    private FrameIndex frames;

    FrameRule(TextScan scan) {
        this.scan = scan;
        this.s = scan.text();
        this.to = scan.to();
    }

    /** {@code #0 file(line): function(arguments)} */
    boolean php() {
        int at = scan.at();
        if (at + 1 >= to || !Chars.digit(s.charAt(at + 1))) {
            return false;
        }
        int open = StackFrame.argumentsStart(s, at, to);
        if (open < 0) {
            return false;
        }
        int end = StackFrame.end(s, at, open, to, this::frames);
        StackFrame.mask(s, open, end, scan.write(), scan.tally());
        scan.written(open, end, end);
        return true;
    }

    private FrameIndex frames() {
        if (frames == null) {
            frames = FrameIndex.of(s);
        }
        return frames;
    }

    boolean xdebug() {
        int at = scan.at();
        if (!s.startsWith("PHP ", at)) {
            return false;
        }
        Matcher frame = XDEBUG.matcher(s).region(at, to);
        if (!frame.lookingAt()) {
            return false;
        }
        int lineEnd = xdebugEnd(at);
        int open = frame.end();
        int close = lineEnd - 1;
        while (close >= open && s.charAt(close) != ')') {
            close--;
        }
        int end = close < open || !placeFollows(open, close, lineEnd) ? lineEnd : close;
        if (end == open) {
            scan.skipTo(open);
            return true;
        }
        int equals = s.charAt(open) == '$' ? s.indexOf(" = ", open, end + 2) : -1;
        boolean named = equals > 0 && equals < end && nameOnly(open + 1, equals);
        scan.replace(named ? equals + 3 : open, end, "?", MaskRule.TRACE_ARGUMENT);
        return true;
    }

    /** A frame ends with a file and a line, before the next one; arguments may go over lines. */
    private int xdebugEnd(int at) {
        int next = s.indexOf("\nPHP ", at);
        int limit = Math.min(next < 0 ? to : next, scan.end(at));
        int newline = s.indexOf('\n', at, limit);
        while (newline >= 0) {
            int i = newline;
            while (i > at && Chars.digit(s.charAt(i - 1))) {
                i--;
            }
            if (i < newline && s.charAt(i - 1) == ':') {
                return newline;
            }
            newline = s.indexOf('\n', newline + 1, limit);
        }
        return limit;
    }

    /** Whether no string is open at the parenthesis, and a file and a line are all that stands behind it. */
    private boolean placeFollows(int open, int close, int lineEnd) {
        int quotes = 0;
        for (int i = open; i < close; i++) {
            boolean escaped = s.charAt(i) == '\\';
            quotes += s.charAt(i) == '\'' ? 1 : 0;
            i += escaped ? 1 : 0;
        }
        boolean nothing = s.indexOf(' ', close, lineEnd) < 0 && lineEnd - close <= 2;
        return quotes % 2 == 0
                && (nothing || PLACE.matcher(s).region(close + 1, lineEnd).matches());
    }

    private boolean nameOnly(int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Chars.wordPart(s.charAt(i))) {
                return false;
            }
        }
        return end > from;
    }
}
