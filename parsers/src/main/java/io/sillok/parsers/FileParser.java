package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes events of the records of one file, which have to come in the order of the file. What it holds back depends on the
 * bytes only, never on time, so a replay makes the same events; {@link #quiet} alone shows them early, and what follows
 * then is marked as an update.
 *
 * <p>Nothing that a file holds makes it throw. Not thread-safe.
 */
public final class FileParser {

    private final SliceSource source;
    private final FileAssembly assembly;
    private final ShownEvents shown = new ShownEvents();
    private Optional<OpenRecord> open = Optional.empty();
    private boolean changed;

    /** A source whose parser or definition is in error is taken too: its events are rejected with that reason. */
    public FileParser(SliceSource source) {
        this.source = source;
        this.assembly = assembly(source);
    }

    private static FileAssembly assembly(SliceSource source) {
        try {
            return FormatCatalog.compile(source.parser(), new Definition(source.definition()));
        } catch (DefinitionException e) {
            return new SingleRecords(record -> List.of(record.rejected(Rejection.DEFINITION)));
        }
    }

    /** The events that are certain now. */
    public List<ParsedEvent> accept(RecordBytes bytes) {
        List<LogEvent> events = new ArrayList<>();
        if (bytes.continues().isEmpty()) {
            closeOpen(events);
            begin(bytes, events);
        } else if (open.isPresent() && open.get().offset() == bytes.continues().getAsLong()) {
            open.get().append(bytes);
            if (!bytes.open()) {
                closeOpen(events);
            }
        } else {
            closeOpen(events);
            byte[] kept = Arrays.copyOfRange(bytes.buffer(), bytes.from(), bytes.from() + bytes.length());
            events.add(new LogRecord(source, bytes.offset(), kept, 0).rejected(Rejection.ORPHAN));
        }
        changed = open.isPresent() || assembly.holding();
        return certain(events);
    }

    /** Nothing came for a while: what is held back, as far as it is known. If more comes it is given again, as an update. */
    public List<ParsedEvent> quiet() {
        changed = false;
        return shown.early(assembly.preview(open.map(record -> record.toLogRecord(source))));
    }

    /** The file is at its end: everything that is held back. */
    public List<ParsedEvent> finish() {
        List<LogEvent> events = new ArrayList<>();
        closeOpen(events);
        events.addAll(assembly.finish());
        changed = false;
        return certain(events);
    }

    /** Whether something is held back that was not shown by {@link #quiet} yet. */
    public boolean holding() {
        return changed;
    }

    /** What is held back, for {@link #restore}: versioned, and small unless a record is open. */
    public byte[] snapshot() {
        return Snapshot.write(out -> {
            out.writeBoolean(changed);
            out.writeBoolean(open.isPresent());
            if (open.isPresent()) {
                open.get().write(out);
            }
            shown.write(out);
            assembly.write(out);
        });
    }

    /**
     * Goes on where a snapshot was taken.
     *
     * @throws MalformedSnapshotException if the bytes are no snapshot, or one of a version that this code does not know
     */
    public static FileParser restore(SliceSource source, byte[] snapshot) throws MalformedSnapshotException {
        FileParser file = new FileParser(source);
        Snapshot.read(snapshot, in -> {
            file.changed = in.readBoolean();
            if (in.readBoolean()) {
                file.open = Optional.of(OpenRecord.read(in));
            }
            file.shown.read(in);
            file.assembly.read(source, in);
        });
        return file;
    }

    private void begin(RecordBytes bytes, List<LogEvent> events) {
        OpenRecord record = new OpenRecord(bytes.offset());
        record.append(bytes);
        if (bytes.open()) {
            open = Optional.of(record);
        } else {
            events.addAll(assembly.accept(record.toLogRecord(source)));
        }
    }

    private void closeOpen(List<LogEvent> events) {
        open.ifPresent(record -> events.addAll(assembly.accept(record.toLogRecord(source))));
        open = Optional.empty();
    }

    private List<ParsedEvent> certain(List<LogEvent> events) {
        List<ParsedEvent> parsed = shown.certain(events);
        if (open.isEmpty() && !assembly.holding()) {
            shown.clear();
        }
        return parsed;
    }
}
