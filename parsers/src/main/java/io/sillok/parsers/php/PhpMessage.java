package io.sillok.parsers.php;

import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.parsers.exception.ErrorJoinKey;
import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What PHP itself says of an error: {@code PHP Warning:  text in FILE on line N}, for an uncaught exception with its
 * stack over several lines.
 *
 * @see <a href="https://github.com/php/php-src/blob/master/main/main.c">php-src, php_error_cb</a>
 */
public final class PhpMessage {

    private static final BoundedGrok HEADER = BundledPatterns.compile("%{PHP_MESSAGE}");
    private static final String THROWN = "\n  thrown in ";
    private static final String UNCAUGHT = "Uncaught ";

    private PhpMessage() {}

    /** Whether a text begins as a message of PHP. */
    public static boolean starts(String text) {
        return text.startsWith("PHP ") && HEADER.match(text) instanceof BoundedGrok.Captures;
    }

    /** Whether a message that came line by line is at its end; if it does not tell, it is. */
    public static boolean complete(String text) {
        if (!uncaught(text)) {
            return true;
        }
        return thrown(text) >= 0;
    }

    /** Where the last line begins, if it says where an exception was thrown. */
    private static int thrown(String text) {
        int last = text.lastIndexOf('\n');
        return last >= 0 && text.startsWith(THROWN, last) ? last : -1;
    }

    private static boolean uncaught(String text) {
        int level = text.indexOf(":  ");
        return level > 0 && text.startsWith(UNCAUGHT, level + 3);
    }

    /** False, and the event as it was, if the text is no message of PHP. */
    public static boolean read(String text, Optional<Instant> time, LogEvent.Builder event) {
        if (!text.startsWith("PHP ") || !(HEADER.match(text) instanceof BoundedGrok.Captures header)) {
            return false;
        }
        String message = text.substring(header.end()).stripTrailing();
        Severity severity = severity(header.text("level"));
        event.severity(severity);
        String body = message;
        if (message.startsWith(UNCAUGHT)) {
            body = uncaught(message, event);
        } else {
            CodePlace.ofSentence(message).ifPresent(place -> place.addTo(event));
        }
        event.body(body);
        ErrorJoinKey.add(severity.text(), body, time, event);
        return true;
    }

    /** What it says without its stack. */
    private static String uncaught(String message, LogEvent.Builder event) {
        int thrown = thrown(message);
        int end = thrown < 0 ? message.length() : thrown;
        UncaughtException.parse(message.substring(UNCAUGHT.length(), end))
                .ifPresent(exception -> exception.addTo(event));
        CodePlace.ofSentence(message.substring(end)).ifPresent(place -> place.addTo(event));
        int stack = UncaughtException.stack(message);
        return stack < 0 ? message.substring(0, end) : message.substring(0, stack);
    }

    private static Severity severity(String level) {
        return Severity.ofWord(level).orElseGet(() -> new Severity(level.toUpperCase(Locale.ROOT), 17));
    }
}
