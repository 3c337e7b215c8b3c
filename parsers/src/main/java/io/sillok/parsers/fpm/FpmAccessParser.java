package io.sillok.parsers.fpm;

import io.sillok.model.LogEvent;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.template.LineTemplate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PHP-FPM's access log, by the text of {@code access.format}. */
public final class FpmAccessParser implements RecordParser {

    /** FPM's own default, the example that its configuration file gives, and common forms of it. */
    private static final List<String> WELL_KNOWN = List.of(
            AccessFormat.DEFAULT,
            "%R - %u %t \"%m %r%Q%q\" %s %f %{milli}d %{kilo}M %C%%",
            "%R - %u %t \"%m %r%Q%q\" %s",
            "%R - %u %t \"%m %r%Q%q\" %s %f %{milli}d %{kilo}M",
            "%R - %u %t \"%m %r%Q%q\" %s %{milli}d %{kilo}M %C%%",
            "%R - %u [%t] \"%m %r%Q%q\" %s %f %{milli}d %{kilo}M %C%%",
            "[%t] %m %{REQUEST_URI}e %f");

    private static final Pattern TIME = Pattern.compile("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}");

    private final LineTemplate format;

    private FpmAccessParser(LineTemplate format) {
        this.format = format;
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        return new FpmAccessParser(
                AccessFormat.compile(definition.text(Definition.ACCESS_FORMAT).orElse(AccessFormat.DEFAULT)));
    }

    /** The first of the well-known formats that a line is of. */
    public static Optional<String> wellKnownFormat(String line) {
        if (!TIME.matcher(line.substring(0, Math.min(line.length(), 256))).find()) {
            return Optional.empty();
        }
        for (String text : WELL_KNOWN) {
            try {
                LineTemplate format = AccessFormat.compile(text);
                if (format.match(line) instanceof LineTemplate.Values found
                        && TIME.matcher(found.values().get(format.slots().indexOf("t")))
                                .matches()) {
                    return Optional.of(text);
                }
            } catch (DefinitionException e) {
                throw new IllegalStateException("a built-in format does not compile", e);
            }
        }
        return Optional.empty();
    }

    /** What a definition's lines are matched with; empty if they are JSON. */
    public static Optional<LineTemplate> template(Definition definition) throws DefinitionException {
        return of(definition) instanceof FpmAccessParser lines ? Optional.of(lines.format) : Optional.empty();
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        LineTemplate.Match match = format.match(record.text());
        if (!(match instanceof LineTemplate.Values found)) {
            return List.of(
                    record.rejected(match instanceof LineTemplate.OverBudget ? Rejection.BUDGET : Rejection.SYNTAX));
        }
        Conversions.Entry entry = new Conversions.Entry(record.event());
        for (int i = 0; i < found.values().size(); i++) {
            Conversions.put(format.slots().get(i), found.values().get(i), entry);
        }
        if (!entry.target.isEmpty()) {
            boolean query = !entry.query.isEmpty() && entry.target.indexOf('?') < 0;
            String target = query ? entry.target + '?' + entry.query : entry.target;
            FpmRequest.target(entry.event, entry.method, target);
            entry.event.body(entry.method.isEmpty() ? target : entry.method + ' ' + target);
        }
        entry.ids.addTo(entry.event);
        return List.of(entry.event.build());
    }
}
