package io.sillok.parsers.php;

import io.sillok.parsers.exception.LoggedException;
import io.sillok.parsers.inner.OpenValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exception as PHP prints it when nobody caught it. A chain stands with its first cause first:
 *
 * <pre>
 * InvalidArgumentException: cvc mismatch in /app/x.php:3
 * Stack trace:
 * #0 …
 *
 * Next RuntimeException: refused in /app/x.php:3
 * Stack trace:
 * #0 …
 * </pre>
 */
public final class UncaughtException {

    static final String STACK = "\nStack trace:\n";

    /** Behind the last frame; FPM's log leaves the blank line out. */
    private static final Pattern NEXT = Pattern.compile("(?<=\\{main})\\n\\n?Next ");

    private static final Pattern CLASS = Pattern.compile("([\\w\\\\@.:/$-]{1,512}?)(?:: | in )");
    /** As PHP 5 said it. */
    private static final Pattern OLD = Pattern.compile("exception '([\\w\\\\]{1,512})'( with message ')?");

    private static final Pattern PLACE = Pattern.compile("(?: in |^)[^\\n]{1,4096}(?::| on line )\\d{1,9}$|'$");

    private static final int MAX_CHAIN = 20;

    private UncaughtException() {}

    /** The same where a program logged the exception as a text: only what has a stack and a place is one. */
    public static Optional<LoggedException> logged(String text) {
        return text.contains(STACK + "#0 ") ? parse(text).filter(exception -> exception.line() > 0) : Optional.empty();
    }

    /** The exception that was thrown last, with what caused it. */
    static Optional<LoggedException> parse(String text) {
        Optional<LoggedException> outermost = Optional.empty();
        Matcher next = NEXT.matcher(text);
        int from = 0;
        for (int links = 0; from >= 0 && links < MAX_CHAIN; links++) {
            boolean more = next.find(from) && !OpenValue.isOrMayBeAt(text, from, next.start());
            outermost = link(text.substring(from, more ? next.start() : text.length()), outermost);
            from = more && outermost.isPresent() ? next.end() : -1;
        }
        return outermost;
    }

    /** A value in the message may hold the mark too: the first one counts that stands behind a place, and in no value; -1 if none does. */
    static int stack(String text) {
        int mark = text.indexOf(STACK);
        for (int tries = 0; mark >= 0 && tries < MAX_CHAIN; tries++) {
            String line = text.substring(text.lastIndexOf('\n', mark - 1) + 1, mark);
            if (PLACE.matcher(line).find() && !OpenValue.at(text, 0, mark)) {
                return mark;
            }
            mark = text.indexOf(STACK, mark + 1);
        }
        return -1;
    }

    private static Optional<LoggedException> link(String text, Optional<LoggedException> cause) {
        int stack = stack(text);
        String first = stack < 0 ? text : text.substring(0, stack);
        String frames = stack < 0 ? "" : text.substring(stack + STACK.length()).strip();
        Matcher old = OLD.matcher(first);
        if (old.lookingAt()) {
            return Optional.of(old(first, old, frames, cause));
        }
        Matcher type = CLASS.matcher(first);
        if (!type.lookingAt()) {
            return cause;
        }
        // without a message the place follows the class at once
        int message = first.startsWith(": ", type.end(1)) ? type.end() : type.end(1);
        Optional<CodePlace> place = CodePlace.ofColon(first).filter(found -> found.start() >= message);
        return Optional.of(new LoggedException(
                type.group(1),
                "",
                first.substring(message, place.map(CodePlace::start).orElse(first.length())),
                place.map(CodePlace::file).orElse(""),
                place.map(CodePlace::line).orElse(0L),
                frames,
                cause));
    }

    /** {@code exception 'RuntimeException' with message 'refused' in /app/x.php:3} */
    private static LoggedException old(String first, Matcher head, String frames, Optional<LoggedException> cause) {
        Optional<CodePlace> place = CodePlace.ofColon(first).filter(found -> found.start() >= head.end());
        int end = place.map(CodePlace::start).orElse(first.length());
        String message = head.group(2) == null ? "" : first.substring(head.end(), end);
        return new LoggedException(
                head.group(1),
                "",
                message.endsWith("'") ? message.substring(0, message.length() - 1) : message,
                place.map(CodePlace::file).orElse(""),
                place.map(CodePlace::line).orElse(0L),
                frames,
                cause);
    }
}
