package io.sillok.parsers.laravel;

import io.sillok.parsers.exception.LoggedException;
import io.sillok.parsers.inner.OpenValue;
import io.sillok.parsers.inner.PreviousException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads LineFormatter's form of an exception:
 *
 * <pre>
 * [object] (App\Failed(code: 7): message, maybe of several lines at /app/x.php:49)
 * [stacktrace]
 * #0 …
 *
 * [previous exception] [object] (PDOException(code: 42S02): … at /usr/share/php/Connection.php:501)
 * </pre>
 */
final class ExceptionText {

    private static final String STACK = "\n[stacktrace]";

    private static final int MOST_MARKS = 20;

    private static final Pattern HEAD = Pattern.compile("([\\w\\\\@.:/$-]{1,512})\\(code: ([^)]{0,64})\\)(?:: )?");
    private static final Pattern PLACE = Pattern.compile(" at ([^\\n]{0,4096}):(\\d{1,9})\\)?$");

    private ExceptionText() {}

    /** The exception and its causes; empty if the text is none. A text that was cut gives what is there. */
    static Optional<LoggedException> parse(String text) {
        return text.startsWith(PreviousException.OBJECT)
                ? parseAt(text, PreviousException.OBJECT.length(), 0)
                : Optional.empty();
    }

    /**
     * Where the stack begins: the mark has a line of its own, which may be the last if the text was cut. A value in the
     * message may hold one too, so the last one counts that stands right behind the place of the exception; where
     * none does, the first that no bracket closes before, if no value can be open there.
     */
    private static int stack(String text, int from, int end) {
        int first = -1;
        int last = -1;
        for (int mark = text.indexOf(STACK, from); mark >= 0 && mark < end; mark = text.indexOf(STACK, mark + 1)) {
            int behind = mark + STACK.length();
            if (behind == text.length() || text.charAt(behind) == '\n') {
                first = first < 0 && text.charAt(mark - 1) != ')' ? mark : first;
                last = endsWithPlace(text, from, mark) ? mark : last;
            }
        }
        return last >= 0 || first < 0 || OpenValue.mayBeAt(text, from, first) ? last : first;
    }

    private static boolean endsWithPlace(String text, int from, int end) {
        String line = text.substring(Math.max(from, text.lastIndexOf('\n', end - 1) + 1), end);
        int at = line.lastIndexOf(" at ");
        return at >= 0 && PLACE.matcher(line).find(at);
    }

    /**
     * Where the cause begins; the mark may stand in a value too.
     *
     * @param object where the bracket of the exception opens
     */
    private static int previous(String text, int object, int from) {
        int mark = text.indexOf(PreviousException.MARK, from);
        for (int tries = 0; mark >= 0 && tries < MOST_MARKS; tries++) {
            if (PreviousException.stands(text, object, mark)) {
                return mark;
            }
            mark = text.indexOf(PreviousException.MARK, mark + 1);
        }
        return -1;
    }

    private static Optional<LoggedException> parseAt(String text, int start, int depth) {
        Matcher head = HEAD.matcher(text).region(start, text.length());
        if (!head.lookingAt()) {
            return Optional.empty();
        }
        int previous = previous(text, start - 1, head.end());
        int end = previous < 0 ? text.length() : previous;
        int stack = stack(text, head.end(), end);
        boolean hasStack = stack >= 0;
        String first = text.substring(head.end(), hasStack ? stack : end);
        String frames = hasStack ? text.substring(stack + STACK.length(), end).strip() : "";
        Optional<LoggedException> cause = previous < 0 || depth > 20
                ? Optional.empty()
                : parseAt(text, previous + PreviousException.MARK.length(), depth + 1);
        String type = head.group(1);
        JoinedPlace joined = JoinedPlace.in(first);
        if (previous < 0 && joined != null && depth < 20) {
            return Optional.of(new LoggedException(
                    type,
                    head.group(2),
                    first.substring(0, joined.at()),
                    joined.file(),
                    joined.line(),
                    frames,
                    parseAt(first, joined.next(), depth + 1)));
        }
        // the place stands behind the last " at ": a message may hold others
        int at = first.lastIndexOf(" at ");
        Matcher place = PLACE.matcher(first.stripTrailing());
        if (at >= 0 && place.find(at)) {
            return Optional.of(new LoggedException(
                    type,
                    head.group(2),
                    first.substring(0, at),
                    place.group(1),
                    Long.parseLong(place.group(2)),
                    frames,
                    cause));
        }
        return Optional.of(new LoggedException(type, head.group(2), first, "", 0, frames, cause));
    }
}
