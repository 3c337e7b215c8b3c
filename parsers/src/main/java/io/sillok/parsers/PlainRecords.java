package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.record.FileAssembly;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file whose bytes are what the program wrote: its records come one after the other. */
final class PlainRecords implements PieceAssembly {

    private final SliceSource source;
    private final FileAssembly assembly;
    private Optional<OpenRecord> open = Optional.empty();

    PlainRecords(SliceSource source, FileAssembly assembly) {
        this.source = source;
        this.assembly = assembly;
    }

    @Override
    public void accept(RecordBytes piece, List<LogEvent> events) {
        if (piece.continues().isEmpty()) {
            close(events);
            begin(piece, events);
        } else if (open.isPresent() && open.get().offset() == piece.continues().getAsLong()) {
            open.get().append(piece);
            if (!piece.open()) {
                close(events);
            }
        } else {
            close(events);
            events.add(OpenRecord.orphan(source, piece));
        }
    }

    private void begin(RecordBytes piece, List<LogEvent> events) {
        OpenRecord record = new OpenRecord(piece.offset(), Optional.empty());
        record.append(piece);
        if (piece.open()) {
            open = Optional.of(record);
        } else {
            record.read(source, assembly, events);
        }
    }

    private void close(List<LogEvent> events) {
        open.ifPresent(record -> record.read(source, assembly, events));
        open = Optional.empty();
    }

    @Override
    public List<LogEvent> preview() {
        return assembly.preview(open.map(record -> record.toLogRecord(source)));
    }

    @Override
    public List<LogEvent> finish() {
        List<LogEvent> events = new ArrayList<>();
        close(events);
        events.addAll(assembly.finish());
        return events;
    }

    @Override
    public boolean holding() {
        return open.isPresent() || assembly.holding();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        OpenRecord.write(open, out);
        assembly.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        open = OpenRecord.read(in);
        assembly.read(source, in);
    }
}
