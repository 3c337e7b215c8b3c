package io.sillok.parsers.inner;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.laravel.LaravelLineParser;
import io.sillok.parsers.php.PhpMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PHP programs write to stderr and {@code error_log}, and so ends inside the logs of others: records of Laravel,
 * messages of PHP, plain text.
 */
public enum InnerText {
    LARAVEL("laravel.line"),
    PHP("php.error"),
    PLAIN("");

    private static final Pattern MESSAGE_MARK = Pattern.compile("(?:[A-Z]{4,7}: )?PHP message: ");

    private final String format;

    InnerText(String format) {
        this.format = format;
    }

    public static InnerText of(String text) {
        String inside = inside(text);
        if (LaravelLineParser.starts(inside)) {
            return LARAVEL;
        }
        return PhpMessage.starts(inside) ? PHP : PLAIN;
    }

    /** Whether a text can be the first line of something: a header, or FPM's mark of a message. */
    public static boolean starts(String text) {
        return MESSAGE_MARK.matcher(text).lookingAt() || of(text) != PLAIN;
    }

    /** Whether a text of this kind that came line by line is at its end, as far as it tells. */
    public boolean complete(String text) {
        return switch (this) {
            case LARAVEL -> LaravelLineParser.complete(inside(text));
            case PHP -> PhpMessage.complete(inside(text));
            case PLAIN -> true;
        };
    }

    /**
     * Makes the text the event's: its body and what it says of time, severity, exception and ids. What it does not say
     * stays as it is in the event.
     *
     * @param time when the log that the text stands in says that it was written
     */
    public static void read(String text, ZoneId zone, Optional<Instant> time, LogEvent.Builder event) {
        String inside = inside(text);
        InnerText kind = of(inside);
        switch (kind) {
            case LARAVEL -> LaravelLineParser.read(inside, zone, event);
            case PHP -> PhpMessage.read(inside, time, event);
            case PLAIN -> event.body(inside);
        }
        event.attribute(Fields.INNER_FORMAT, kind.format);
    }

    private static String inside(String text) {
        Matcher mark = MESSAGE_MARK.matcher(text);
        return mark.lookingAt() ? text.substring(mark.end()) : text;
    }
}
