package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
        } else if (piece.anew()) {
            // Its beginning is not held any more, and need not be: this is all of it.
            close(events);
            begin(piece, events);
        } else {
            close(events);
            events.add(OpenRecord.orphan(source, piece));
        }
    }

    private void begin(RecordBytes piece, List<LogEvent> events) {
        boolean small = piece.length() <= OpenRecord.MAX_BYTES && piece.fileBytes() <= OpenRecord.MAX_BYTES;
        if (!piece.open() && small && piece.continues().isEmpty()) {
            byte[] bytes = Arrays.copyOfRange(piece.buffer(), piece.from(), piece.from() + piece.length());
            read(LogRecord.of(source, piece.offset(), bytes, piece.fileBytes()), events);
            return;
        }
        OpenRecord record = new OpenRecord(piece.continues().orElse(piece.offset()), Optional.empty());
        record.append(piece);
        open = Optional.of(record);
        if (!piece.open()) {
            close(events);
        }
    }

    private void close(List<LogEvent> events) {
        open.ifPresent(record -> read(record.toLogRecord(source), events));
        open = Optional.empty();
    }

    private void read(LogRecord record, List<LogEvent> events) {
        if (record.isHole()) {
            events.add(record.hole());
        } else {
            events.addAll(assembly.accept(record));
        }
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
