package io.sillok.parsers.php;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PHP itself says of an error: {@code PHP Warning:  text in FILE on line N}, for an uncaught exception with its
 * stack over several lines.
 *
 * @see <a href="https://github.com/php/php-src/blob/master/main/main.c">php-src, php_error_cb</a>
 */
public final class PhpMessage {

    private static final BoundedGrok HEADER = BundledPatterns.compile("%{PHP_MESSAGE}");
    private static final Pattern PLACE = Pattern.compile(" in ([^\\n]{1,4096}) on line (\\d{1,9})$");
    private static final Pattern THROWN = Pattern.compile("\\n  thrown in ([^\\n]{1,4096}) on line (\\d{1,9})$");
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
        return THROWN.matcher(text).find(text.lastIndexOf('\n') < 0 ? text.length() : text.lastIndexOf('\n'));
    }

    private static boolean uncaught(String text) {
        int level = text.indexOf(":  ");
        return level > 0 && text.startsWith(UNCAUGHT, level + 3);
    }

    /** False, and the event as it was, if the text is no message of PHP. */
    public static boolean read(String text, LogEvent.Builder event) {
        if (!text.startsWith("PHP ") || !(HEADER.match(text) instanceof BoundedGrok.Captures header)) {
            return false;
        }
        String message = text.substring(header.end()).stripTrailing();
        event.severity(severity(header.text("level")));
        if (message.startsWith(UNCAUGHT)) {
            uncaught(message, event);
        } else {
            Matcher place = PLACE.matcher(message);
            if (place.find()) {
                place(place, event);
            }
            event.body(message);
        }
        return true;
    }

    private static void uncaught(String message, LogEvent.Builder event) {
        Matcher thrown = THROWN.matcher(message);
        int end = thrown.find() ? thrown.start() : message.length();
        UncaughtException.parse(message.substring(UNCAUGHT.length(), end))
                .ifPresent(exception -> exception.addTo(event));
        if (end < message.length()) {
            place(thrown, event);
        }
        int stack = message.indexOf(UncaughtException.STACK);
        event.body(stack < 0 ? message.substring(0, end) : message.substring(0, stack));
    }

    private static void place(Matcher place, LogEvent.Builder event) {
        event.attribute(Fields.CODE_FILE, place.group(1)).attribute(Fields.CODE_LINE, Long.parseLong(place.group(2)));
    }

    private static Severity severity(String level) {
        return Severity.ofWord(level).orElseGet(() -> new Severity(level.toUpperCase(Locale.ROOT), 17));
    }
}
