package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.time.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Lines of no format that is known: a time at the beginning is understood, and the level's word behind it. What has not
 * even a time, nor one of its container, is rejected.
 */
final class PlainLineParser implements RecordParser {

    private static final BoundedGrok PREFIX = BundledPatterns.compile("%{PLAIN_PREFIX}");

    private final ZoneId zone;

    private PlainLineParser(ZoneId zone) {
        this.zone = zone;
    }

    static RecordParser of(Definition definition) throws DefinitionException {
        return new PlainLineParser(definition.zone());
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        if (!(PREFIX.match(record.text()) instanceof BoundedGrok.Captures prefix)) {
            return List.of(withoutTime(record));
        }
        Optional<Instant> time = Timestamps.iso(prefix.text("time"), zone);
        if (time.isEmpty()) {
            return List.of(withoutTime(record));
        }
        return List.of(record.event()
                .timestamp(time.get())
                .severity(Severity.ofWord(prefix.text("level")).orElse(null))
                .build());
    }

    private static LogEvent withoutTime(LogRecord record) {
        return record.note().isPresent() ? record.event().build() : record.rejected(Rejection.UNRECOGNIZED);
    }
}
