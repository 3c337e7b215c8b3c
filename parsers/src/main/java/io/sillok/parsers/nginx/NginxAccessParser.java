package io.sillok.parsers.nginx;

import io.sillok.model.LogEvent;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import java.util.List;

/**
 * nginx's access log in any {@code log_format}: {@code combined} (also if nothing is said), the format's own text, or JSON
 * whose keys are of the format or speak for themselves.
 */
public final class NginxAccessParser implements RecordParser {

    private final LogFormat format;
    private final Escape escape;

    private NginxAccessParser(LogFormat format, Escape escape) {
        this.format = format;
        this.escape = escape;
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        Escape escape = Escape.of(definition.text(Definition.ESCAPE).orElse("default"));
        String text = definition.text(Definition.LOG_FORMAT).orElse(escape == Escape.JSON ? "" : "combined");
        if (text.isEmpty()) {
            return JsonAccessParser.ofWellKnownKeys();
        }
        LogFormat format = LogFormat.compile(text.equals("combined") ? LogFormat.COMBINED : text, escape);
        NginxAccessParser lines = new NginxAccessParser(format, escape);
        return text.stripLeading().startsWith("{") ? JsonAccessParser.of(text, lines) : lines;
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        LogFormat.Match match = format.match(record.text());
        if (match instanceof LogFormat.Values found) {
            return List.of(event(found.values(), record));
        }
        return List.of(record.rejected(match instanceof LogFormat.OverBudget ? Rejection.BUDGET : Rejection.SYNTAX));
    }

    private LogEvent event(List<String> values, LogRecord record) {
        AccessEntry entry = new AccessEntry(record);
        for (int i = 0; i < values.size(); i++) {
            Variables.put(format.variables().get(i), escape.undo(values.get(i)), entry);
        }
        return entry.build();
    }
}
