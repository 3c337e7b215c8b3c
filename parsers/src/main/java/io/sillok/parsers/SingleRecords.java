package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import java.util.Optional;

/** The assembly of files whose records stand for themselves: it holds nothing. */
record SingleRecords(RecordParser parser) implements FileAssembly {

    @Override
    public List<LogEvent> accept(LogRecord record) {
        return parser.parse(record);
    }

    @Override
    public List<LogEvent> preview(Optional<LogRecord> open) {
        return open.map(parser::parse).orElse(List.of());
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
    public void write(DataOutput out) {}

    @Override
    public void read(SliceSource source, DataInput in) {}
}
