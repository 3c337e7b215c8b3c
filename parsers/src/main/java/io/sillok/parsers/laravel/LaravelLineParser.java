package io.sillok.parsers.laravel;

import io.sillok.model.LogEvent;
import io.sillok.parsers.exception.LoggedException;
import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import io.sillok.parsers.ids.IdKeys;
import io.sillok.parsers.inner.Brackets;
import io.sillok.parsers.inner.OpenValue;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.time.Timestamps;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Monolog's LineFormatter as Laravel sets it up: {@code [time] channel.LEVEL: message context extra}, over as many lines as
 * it takes.
 *
 * <p>What is message, context and extra is told from the end: an empty context or extra is left out, but the blank before
 * it stays.
 *
 * @see <a href="https://github.com/Seldaek/monolog/blob/main/src/Monolog/Formatter/LineFormatter.php">LineFormatter</a>
 */
public final class LaravelLineParser {

    private static final BoundedGrok HEADER = BundledPatterns.compile("%{LARAVEL_HEADER}");
    /** Behind so many marks that may stand in values, the rest is the message. */
    private static final int MOST_TRIES = 24;

    /** Beside ids, what Laravel and tracers put into context and extra. */
    private static final Set<String> KNOWN = Set.of("exception", "userId", "dd");

    private static final String CUT_EXCEPTION = " {\"exception\":\"[object] (";

    private final ZoneId zone;
    private final IdKeys keys;

    private LaravelLineParser(ZoneId zone, IdKeys keys) {
        this.zone = zone;
        this.keys = keys;
    }

    static LaravelLineParser of(Definition definition) throws DefinitionException {
        return new LaravelLineParser(definition.zone(), IdKeys.of(definition));
    }

    /** Whether a text begins as a record of this form does. */
    public static boolean starts(String text) {
        return text.startsWith("[") && HEADER.match(text) instanceof BoundedGrok.Captures;
    }

    /** @param ending what the record's text says of whether it is whole; a rejected one says nothing */
    record Reading(LogEvent event, Ending ending) {}

    Reading read(LogRecord record) {
        BoundedGrok.Result header = HEADER.match(record.text());
        if (!(header instanceof BoundedGrok.Captures captures)) {
            return new Reading(
                    record.rejected(header instanceof BoundedGrok.OverBudget ? Rejection.BUDGET : Rejection.SYNTAX),
                    Ending.JSON);
        }
        LogEvent.Builder event = record.event();
        Split split = split(record.text().substring(captures.end()));
        entry(captures, split, zone).addTo(event, keys);
        return new Reading(event.build(), split.ending());
    }

    /** Reads a record that stands inside another log's; false, and the event as it was, if the text is none. */
    public static boolean read(String text, ZoneId zone, LogEvent.Builder event) {
        if (!(HEADER.match(text) instanceof BoundedGrok.Captures captures)) {
            return false;
        }
        entry(captures, split(text.substring(captures.end())), zone).addTo(event, IdKeys.STANDARD);
        return true;
    }

    /** Whether a record that came line by line is at its end: behind the blanks, or the JSON, that close it. */
    public static boolean complete(String text) {
        return text.endsWith("  ")
                || tail(text.endsWith(" ") ? text.substring(0, text.length() - 1) : text)
                        .isPresent();
    }

    private static LaravelEntry entry(BoundedGrok.Captures header, Split split, ZoneId zone) {
        Map<String, Object> context = new LinkedHashMap<>(split.context());
        Optional<LoggedException> exception = Optional.empty();
        if (context.get("exception") instanceof String thrown) {
            exception = ExceptionText.parse(thrown);
            if (exception.isPresent()) {
                context.remove("exception");
            }
        }
        return new LaravelEntry(
                Timestamps.iso(header.text("time"), zone),
                header.text("channel"),
                header.text("level"),
                split.message(),
                context,
                split.extra(),
                exception);
    }

    /** How a record ends: LineFormatter closes it with a blank (no extra) or with JSON. */
    enum Ending {
        BLANK,
        JSON,
        NONE
    }

    private record Split(String message, Map<String, Object> context, Map<String, Object> extra, Ending ending) {

        boolean hasData() {
            return !context.isEmpty() || !extra.isEmpty();
        }

        boolean isKnown() {
            return Stream.of(context, extra)
                    .flatMap(data -> data.keySet().stream())
                    .anyMatch(key -> KNOWN.contains(key) || IdKeys.STANDARD.contains(key));
        }
    }

    private static Split split(String rest) {
        Split split = whole(rest);
        if (!split.hasData() || !valueIsOpen(split)) {
            return split;
        }
        Split cut = cut(rest);
        return new Split(cut.message(), cut.context(), cut.extra(), split.ending());
    }

    /**
     * What looks like data may stand in a value. Laravel closes a statement that it announces, and its bindings, before data
     * follows; behind more words than that only data that names an exception, a user or ids is believed.
     */
    private static boolean valueIsOpen(Split split) {
        String message = split.message().stripTrailing();
        int list = message.lastIndexOf('[');
        boolean bindings = list > message.lastIndexOf(']') && message.lastIndexOf('?', list) >= 0;
        int announced = announced(message);
        boolean closed = announced < 0 || message.endsWith(")");
        return bindings || (!closed && (Brackets.closeOf(message, announced) < 0 || !split.isKnown()));
    }

    /** Where the bracket around the first statement opens; -1 if none is announced. */
    private static int announced(String message) {
        int plain = message.indexOf("(SQL: ");
        return plain < 0 ? message.indexOf("(Connection: ") : plain;
    }

    private static Split whole(String rest) {
        if (rest.endsWith(" ")) {
            // no extra
            String withContext = rest.substring(0, rest.length() - 1);
            Optional<Tail> context = tail(withContext);
            if (context.isPresent()) {
                return new Split(context.get().before(), context.get().json(), Map.of(), Ending.BLANK);
            }
            return new Split(withoutBlank(withContext), Map.of(), Map.of(), Ending.BLANK);
        }
        Optional<Tail> last = tail(rest);
        if (last.isEmpty()) {
            return cut(rest);
        }
        String before = last.get().before();
        if (before.endsWith(" ")) {
            return new Split(withoutBlank(before), Map.of(), last.get().json(), Ending.JSON);
        }
        Optional<Tail> context = tail(before);
        if (context.isPresent()) {
            return new Split(
                    context.get().before(), context.get().json(), last.get().json(), Ending.JSON);
        }
        // Blanks at the end of lines were removed: a single value is the context. Or the line was cut behind a value
        // that is JSON.
        boolean open = announced(before) >= 0 && !before.endsWith(")");
        return open || OpenValue.mayBeAt(before, 0, before.length())
                ? cut(rest)
                : new Split(before, last.get().json(), Map.of(), Ending.JSON);
    }

    private record Tail(String before, Map<String, Object> json) {}

    /** The JSON value at the very end, with a blank or nothing before it. */
    private static Optional<Tail> tail(String text) {
        if (!JsonTail.closes(text, text.length())) {
            return Optional.empty();
        }
        int start = JsonTail.start(text, text.length());
        if (start < 0 || (start > 0 && text.charAt(start - 1) != ' ')) {
            return Optional.empty();
        }
        return MonologJson.read(text.substring(start))
                .map(json -> new Tail(text.substring(0, Math.max(0, start - 1)), json));
    }

    /** A record of which the end is missing still says its message and the beginning of its exception. */
    private static Split cut(String rest) {
        int exception = rest.indexOf(CUT_EXCEPTION);
        for (int tries = 0; exception >= 0 && OpenValue.mayBeAt(rest, 0, exception); tries++) {
            exception = tries < MOST_TRIES ? rest.indexOf(CUT_EXCEPTION, exception + 1) : -1;
        }
        if (exception < 0) {
            return new Split(rest, Map.of(), Map.of(), Ending.NONE);
        }
        String text = rest.substring(exception + CUT_EXCEPTION.length() - "[object] (".length());
        return new Split(
                rest.substring(0, exception), Map.of("exception", CutString.decode(text)), Map.of(), Ending.NONE);
    }

    private static String withoutBlank(String text) {
        return text.endsWith(" ") ? text.substring(0, text.length() - 1) : text;
    }
}
