package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.Rejection;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes events of the records of one file, which have to come in the order of the file. What it holds back depends on the
 * bytes only, never on time, so a replay makes the same events; {@link #quiet} alone shows them early, and what follows
 * then is marked as an update.
 *
 * <p>Nothing that a file holds makes it throw. Not thread-safe.
 */
public final class FileParser {

    private final PieceAssembly assembly;
    private final ShownEvents shown = new ShownEvents();
    private boolean changed;

    /** A source whose parser or definition is in error is taken too: its events are rejected with that reason. */
    public FileParser(SliceSource source) {
        this.assembly = assembly(source);
    }

    private static PieceAssembly assembly(SliceSource source) {
        try {
            return source.definition().containsKey(Definition.CONTAINER)
                    ? ContainerLog.of(source)
                    : new PlainRecords(
                            source, FormatCatalog.compile(source.parser(), new Definition(source.definition())));
        } catch (DefinitionException e) {
            return new PlainRecords(
                    source, new SingleRecords(record -> List.of(record.rejected(Rejection.DEFINITION))));
        }
    }

    /** The events that are certain now. */
    public List<ParsedEvent> accept(RecordBytes bytes) {
        List<LogEvent> events = new ArrayList<>();
        assembly.accept(bytes, events);
        changed = assembly.holding();
        return certain(events);
    }

    /** Nothing came for a while: what is held back, as far as it is known. If more comes it is given again, as an update. */
    public List<ParsedEvent> quiet() {
        changed = false;
        return shown.early(assembly.preview());
    }

    /** The file is at its end: everything that is held back. */
    public List<ParsedEvent> finish() {
        List<LogEvent> events = assembly.finish();
        changed = false;
        return certain(events);
    }

    /** Whether something is held back that was not shown by {@link #quiet} yet. */
    public boolean holding() {
        return changed;
    }

    /** Whether more may come of what was read so far, shown or not. */
    public boolean holdsBack() {
        return assembly.holding();
    }

    /** What is held back, for {@link #restore}: versioned, and small unless a record is open. */
    public byte[] snapshot() {
        return Snapshot.write(out -> {
            out.writeBoolean(changed);
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
            file.shown.read(in);
            file.assembly.read(in);
        });
        return file;
    }

    private List<ParsedEvent> certain(List<LogEvent> events) {
        List<ParsedEvent> parsed = shown.certain(events);
        if (!assembly.holding()) {
            shown.clear();
        }
        return parsed;
    }
}
