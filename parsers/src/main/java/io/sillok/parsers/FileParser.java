package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import java.util.ArrayList;
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
    private final RecordParser parser;
    private Optional<OpenRecord> open = Optional.empty();

    /** A source whose parser or definition is in error is taken too: its events are rejected with that reason. */
    public FileParser(SliceSource source) {
        this.source = source;
        this.parser = parser(source);
    }

    private static RecordParser parser(SliceSource source) {
        try {
            return FormatCatalog.compile(source.parser(), new Definition(source.definition()));
        } catch (DefinitionException e) {
            return record -> List.of(record.rejected(Rejection.DEFINITION));
        }
    }

    /** The events that are certain now. */
    public List<ParsedEvent> accept(RecordBytes bytes) {
        List<ParsedEvent> events = new ArrayList<>();
        if (bytes.continues().isPresent()) {
            go(bytes, events);
        } else {
            close(events);
            begin(bytes, events);
        }
        return events;
    }

    /** Nothing came for a while: what is held back, as far as it is known. If more comes it is given again, as an update. */
    public List<ParsedEvent> quiet() {
        List<ParsedEvent> events = new ArrayList<>();
        open.ifPresent(record -> record.show(this::parse, events));
        return events;
    }

    /** The file is at its end: everything that is held back. */
    public List<ParsedEvent> finish() {
        List<ParsedEvent> events = new ArrayList<>();
        close(events);
        return events;
    }

    /** Whether a {@link #quiet} or {@link #finish} would give events. */
    public boolean holding() {
        return open.filter(OpenRecord::unshown).isPresent();
    }

    /** What is held back, for {@link #restore}: versioned, and small unless a record is open. */
    public byte[] snapshot() {
        return Snapshot.write(out -> {
            out.writeBoolean(open.isPresent());
            if (open.isPresent()) {
                open.get().write(out);
            }
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
            if (in.readBoolean()) {
                file.open = Optional.of(OpenRecord.read(in));
            }
        });
        return file;
    }

    private void begin(RecordBytes bytes, List<ParsedEvent> events) {
        OpenRecord record = new OpenRecord(bytes.offset());
        record.append(bytes);
        if (bytes.open()) {
            open = Optional.of(record);
        } else {
            record.show(this::parse, events);
        }
    }

    private void go(RecordBytes bytes, List<ParsedEvent> events) {
        if (open.isEmpty() || open.get().offset() != bytes.continues().getAsLong()) {
            close(events);
            LogRecord orphan = new LogRecord(source, bytes.offset(), RecordText.of(bytes), 0);
            events.add(new ParsedEvent(orphan.rejected(Rejection.ORPHAN), false));
            return;
        }
        open.get().append(bytes);
        if (!bytes.open()) {
            close(events);
        }
    }

    private void close(List<ParsedEvent> events) {
        open.ifPresent(record -> record.show(this::parse, events));
        open = Optional.empty();
    }

    private List<LogEvent> parse(OpenRecord record) {
        return parser.parse(new LogRecord(source, record.offset(), record.text(), record.truncatedFrom()));
    }
}
