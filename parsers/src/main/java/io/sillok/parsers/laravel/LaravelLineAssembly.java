package io.sillok.parsers.laravel;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.laravel.LaravelLineParser.Ending;
import io.sillok.parsers.laravel.LaravelLineParser.Reading;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Laravel's line format, a record at a time. A message may forge a record's header behind a line break, and the line
 * format cannot tell that from a real one. But LineFormatter closes every record, so a header behind one that was not
 * closed is marked as suspect, in files whose formatter was seen to close records.
 */
public final class LaravelLineAssembly implements FileAssembly {

    public static final String SUSPECT = "laravel.header.suspect";

    private final LaravelLineParser parser;
    private boolean formatterCloses;
    private boolean unclosed;

    private LaravelLineAssembly(LaravelLineParser parser) {
        this.parser = parser;
    }

    public static FileAssembly of(Definition definition) throws DefinitionException {
        return new LaravelLineAssembly(LaravelLineParser.of(definition));
    }

    @Override
    public List<LogEvent> accept(LogRecord record) {
        Reading reading = parser.read(record);
        LogEvent event = marked(reading.event());
        formatterCloses |= reading.ending() == Ending.BLANK;
        unclosed = reading.ending() == Ending.NONE && record.truncatedFrom() == 0;
        return List.of(event);
    }

    @Override
    public List<LogEvent> preview(Optional<LogRecord> open) {
        return open.map(record -> List.of(marked(parser.read(record).event()))).orElse(List.of());
    }

    private LogEvent marked(LogEvent event) {
        return unclosed && formatterCloses && !event.rejected()
                ? event.toBuilder().attribute(SUSPECT, true).build()
                : event;
    }

    @Override
    public List<LogEvent> finish() {
        return List.of();
    }

    @Override
    public boolean holding() {
        return false;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeBoolean(formatterCloses);
        out.writeBoolean(unclosed);
    }

    @Override
    public void read(SliceSource source, DataInput in) throws IOException {
        formatterCloses = in.readBoolean();
        unclosed = in.readBoolean();
    }
}
