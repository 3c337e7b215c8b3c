package io.sillok.parsers.nginx;

import io.sillok.model.LogEvent;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.template.LineTemplate;
import java.util.List;
import java.util.Optional;

/**
 * nginx's access log in any {@code log_format}: {@code combined} (also if nothing is said), the format's own text, or JSON
 * whose keys are of the format or speak for themselves.
 */
public final class NginxAccessParser implements RecordParser {

    private final LineTemplate format;
    private final Escape escape;

    /** Of each of the format's slots. */
    private final List<Variables.Target> targets;

    private NginxAccessParser(LineTemplate format, Escape escape) {
        this.format = format;
        this.escape = escape;
        this.targets = format.slots().stream().map(Variables::target).toList();
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        Escape escape = Escape.of(definition.text(Definition.ESCAPE).orElse("default"));
        String text = definition.text(Definition.LOG_FORMAT).orElse(escape == Escape.JSON ? "" : "combined");
        if (text.isEmpty()) {
            return JsonAccessParser.ofWellKnownKeys();
        }
        LineTemplate format = LogFormat.compile(text.equals("combined") ? LogFormat.COMBINED : text, escape);
        NginxAccessParser lines = new NginxAccessParser(format, escape);
        return text.stripLeading().startsWith("{") ? JsonAccessParser.of(text, lines) : lines;
    }

    /** What a definition's lines are matched with; empty if they are JSON. */
    public static Optional<LineTemplate> template(Definition definition) throws DefinitionException {
        return of(definition) instanceof NginxAccessParser lines ? Optional.of(lines.format) : Optional.empty();
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        LineTemplate.Match match = format.match(record.text());
        if (match instanceof LineTemplate.Values found) {
            return List.of(event(found.values(), record));
        }
        return List.of(record.rejected(match instanceof LineTemplate.OverBudget ? Rejection.BUDGET : Rejection.SYNTAX));
    }

    private LogEvent event(List<String> values, LogRecord record) {
        AccessEntry entry = new AccessEntry(record);
        for (int i = 0; i < values.size(); i++) {
            Variables.put(targets.get(i), escape.undo(values.get(i)), entry);
        }
        return entry.build();
    }
}
