package io.sillok.parsers.fpm;

import static java.util.Map.entry;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.ids.CorrelationIds;
import io.sillok.parsers.ids.IdKeys;
import io.sillok.parsers.template.Shape;
import io.sillok.parsers.template.Shape.Fit;
import io.sillok.parsers.time.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** What the conversions of FPM's {@code access.format} mean: the shape of their values and where they go, in base units. */
final class Conversions {

    /** Fills in an event; method and target wait for each other. */
    static final class Entry {
        final LogEvent.Builder event;
        String method = "";
        String target = "";
        String query = "";
        boolean timed;
        final CorrelationIds ids = new CorrelationIds(IdKeys.STANDARD);

        Entry(LogEvent.Builder event) {
            this.event = event;
        }
    }

    private interface Target {
        void put(Entry entry, String value);
    }

    private record Meaning(Shape shape, Target target) {}

    private static final int LONGEST_TIME = 64;
    private static final Shape TEXT = Shape.ANY;
    private static final Shape WORD = (line, from, to) -> blanks(line, from, to) == 0 ? Fit.YES : Fit.NEVER;
    private static final Shape NUMBER = (line, from, to) -> from == to ? Fit.NOT_YET : Shape.number(line, from, to);
    private static final Shape TIME = (line, from, to) -> to - from > LONGEST_TIME
            ? Fit.NEVER
            : time(line.substring(from, to)).isPresent() ? Fit.YES : Fit.NOT_YET;

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            entry("R", text(WORD, "network.peer.address")),
            entry("u", text(TEXT, Fields.USER_NAME)),
            entry("t", new Meaning(TIME, Conversions::time)),
            entry("T", new Meaning(TIME, Conversions::timeWritten)),
            entry("m", new Meaning(WORD, (e, v) -> e.method = v)),
            entry("r", new Meaning(TEXT, (e, v) -> e.target = v)),
            entry(AccessFormat.TARGET + ":r", new Meaning(TEXT, (e, v) -> e.target = v)),
            entry("Q", new Meaning(Conversions::questionMark, (e, v) -> {})),
            entry("q", new Meaning(TEXT, (e, v) -> e.query = v)),
            entry("s", integer(Fields.HTTP_STATUS)),
            entry("f", text(TEXT, "php_fpm.script")),
            entry("l", integer("http.request.body.size")),
            entry("n", text(TEXT, Fields.PHP_FPM_POOL)),
            entry("p", integer(Fields.PROCESS_PID)),
            entry("P", integer("process.parent_pid")),
            entry("d", scaled(1, Fields.HTTP_DURATION)),
            entry("seconds:d", scaled(1, Fields.HTTP_DURATION)),
            entry("milli:d", scaled(1e3, Fields.HTTP_DURATION)),
            entry("mili:d", scaled(1e3, Fields.HTTP_DURATION)),
            entry("milliseconds:d", scaled(1e3, Fields.HTTP_DURATION)),
            entry("micro:d", scaled(1e6, Fields.HTTP_DURATION)),
            entry("microseconds:d", scaled(1e6, Fields.HTTP_DURATION)),
            entry("M", bytes(1)),
            entry("bytes:M", bytes(1)),
            entry("kilo:M", bytes(1024)),
            entry("kilobytes:M", bytes(1024)),
            entry("mega:M", bytes(1024 * 1024)),
            entry("megabytes:M", bytes(1024 * 1024)),
            entry("C", scaled(1, "php_fpm.cpu.percent")),
            entry("total:C", scaled(1, "php_fpm.cpu.percent")),
            entry("user:C", scaled(1, "php_fpm.cpu.user.percent")),
            entry("system:C", scaled(1, "php_fpm.cpu.system.percent")),
            entry("REQUEST_URI:e", new Meaning(TEXT, (e, v) -> e.target = v)),
            entry("REQUEST_ID:e", text(TEXT, Fields.REQUEST_ID)),
            entry("HTTP_X_REQUEST_ID:e", text(TEXT, Fields.REQUEST_ID)),
            entry("REMOTE_ADDR:e", text(TEXT, Fields.CLIENT_ADDRESS)),
            entry("HTTP_TRACEPARENT:e", new Meaning(TEXT, (e, v) -> e.ids.header(v))));

    private Conversions() {}

    static Shape shape(String name) {
        Meaning meaning = MEANINGS.get(name);
        Shape shape = meaning == null ? unlisted(name) : meaning.shape;
        return shape == TEXT
                ? TEXT
                : (line, from, to) -> Shape.isDash(line, from, to) ? Fit.YES : shape.fit(line, from, to);
    }

    private static Fit questionMark(String line, int from, int to) {
        return from == to || (to - from == 1 && line.charAt(from) == '?') ? Fit.YES : Fit.NEVER;
    }

    /** A time of a form of the user's own has as many blanks as the form. */
    private static Shape unlisted(String name) {
        int blanks = blanks(name, 0, name.length());
        return name.endsWith(":t") || name.endsWith(":T")
                ? (line, from, to) -> {
                    int more = blanks(line, from, to) - blanks;
                    return more == 0 ? Fit.YES : more < 0 ? Fit.NOT_YET : Fit.NEVER;
                }
                : TEXT;
    }

    private static int blanks(String text, int from, int to) {
        int blanks = 0;
        for (int i = from; i < to; i++) {
            blanks += text.charAt(i) == ' ' ? 1 : 0;
        }
        return blanks;
    }

    static void put(String name, String value, Entry entry) {
        if (value.isEmpty() || value.equals("-")) {
            return;
        }
        Meaning meaning = MEANINGS.get(name);
        if (meaning != null) {
            meaning.target.put(entry, value);
        } else if (name.endsWith(":t")) {
            time(entry, value);
        } else if (name.endsWith(":T")) {
            timeWritten(entry, value);
        } else {
            entry.event.attribute(attribute(name), value);
        }
    }

    /** {@code HTTP_HOST:e} becomes {@code php_fpm.env.HTTP_HOST}, {@code X-Powered-By:o} a response header. */
    private static String attribute(String name) {
        int colon = name.lastIndexOf(':');
        String argument = colon < 0 ? name : name.substring(0, colon);
        return switch (name.substring(colon + 1)) {
            case "e" -> "php_fpm.env." + argument;
            case "o" -> "http.response.header." + argument.toLowerCase(java.util.Locale.ROOT);
            default -> "php_fpm." + argument;
        };
    }

    private static void time(Entry entry, String value) {
        time(value).ifPresent(entry.event::timestamp);
        entry.timed = true;
    }

    private static Optional<Instant> time(String value) {
        String bare = value.startsWith("[") && value.endsWith("]") ? value.substring(1, value.length() - 1) : value;
        return Timestamps.commonLog(bare)
                .or(() -> Timestamps.iso(bare, ZoneOffset.UTC))
                .or(() -> Timestamps.epochSeconds(bare));
    }

    /** When the line was written: the request's end, where its beginning is not told. */
    private static void timeWritten(Entry entry, String value) {
        if (!entry.timed) {
            time(entry, value);
            entry.timed = false;
        }
    }

    private static Meaning text(Shape shape, String attribute) {
        return new Meaning(shape, (entry, value) -> entry.event.attribute(attribute, value));
    }

    private static Meaning integer(String attribute) {
        return new Meaning(
                NUMBER, (entry, value) -> entry.event.attribute(attribute, (long) Double.parseDouble(value)));
    }

    private static Meaning scaled(double unitsPerBase, String attribute) {
        return new Meaning(
                NUMBER,
                (entry, value) -> entry.event.attribute(
                        attribute, Math.round(Double.parseDouble(value) / unitsPerBase * 1e9) / 1e9));
    }

    private static Meaning bytes(long unit) {
        return new Meaning(
                NUMBER,
                (entry, value) ->
                        entry.event.attribute("php_fpm.memory.peak", Math.round(Double.parseDouble(value) * unit)));
    }
}
