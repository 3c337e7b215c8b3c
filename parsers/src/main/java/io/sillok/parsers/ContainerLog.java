package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.container.CriLine;
import io.sillok.parsers.container.DockerLine;
import io.sillok.parsers.record.ContainerNote;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container's log: lines of its streams mixed, each wrapped by the runtime, long ones in parts. The wrapping is taken
 * off before anything else, and each stream is read as if it were a file.
 */
final class ContainerLog implements PieceAssembly {

    private static final byte[] LINE_END = {'\n'};

    /** The key of a stream's parsers in the definition. */
    static final Map<String, String> KEYS =
            Map.of("stdout", Definition.STDOUT_PARSER, "stderr", Definition.STDERR_PARSER);

    private final SliceSource source;
    private final ContainerForm form;
    private final Map<String, ContainerStream> streams = new LinkedHashMap<>();

    /** The line that is not at its end yet; what of it is kept is not unwrapped. */
    private Optional<OpenRecord> line = Optional.empty();

    /** Its prefix, once known: what follows goes to the stream as it comes. */
    private Optional<CriLine> prefix = Optional.empty();

    /** Where the next piece has to stand. */
    private long next = -1;

    private ContainerLog(SliceSource source, ContainerForm form) throws DefinitionException {
        this.source = source;
        this.form = form;
        for (String stream : List.of("stdout", "stderr")) {
            streams.put(stream, ContainerStream.of(KEYS.get(stream), source));
        }
    }

    static ContainerLog of(SliceSource source) throws DefinitionException {
        return new ContainerLog(source, ContainerForm.of(new Definition(source.definition())));
    }

    /** @throws DefinitionException if files of that parser cannot be read so */
    static void check(String parser, Map<String, String> definition) throws DefinitionException {
        ContainerForm.of(new Definition(definition));
        for (String key : List.of(Definition.STDOUT_PARSER, Definition.STDERR_PARSER)) {
            StreamParsers.compile(key, parser, definition);
        }
    }

    @Override
    public void accept(RecordBytes piece, List<LogEvent> events) {
        boolean begins = piece.continues().isEmpty();
        boolean follows = piece.offset() == next;
        next = piece.end();
        if (begins || !follows) {
            endLine(events);
        }
        if (!follows) {
            // Lines are missing: those that come may belong to other records than those that are held.
            streams.values().forEach(stream -> events.addAll(stream.finish()));
        }
        if (begins) {
            line = Optional.of(new OpenRecord(piece.offset(), Optional.empty()));
        } else if (line.isEmpty() || line.get().offset() != piece.continues().getAsLong()) {
            endLine(events);
            events.add(OpenRecord.orphan(source, piece));
            return;
        }
        take(piece, line.get(), events);
        if (!piece.open()) {
            endLine(events);
        }
    }

    private void take(RecordBytes piece, OpenRecord held, List<LogEvent> events) {
        byte[] buffer = piece.buffer();
        int from = piece.from();
        int to = from + piece.length();
        if (prefix.isEmpty() && form.mayBeCri() && held.length() < CriLine.MOST_BYTES) {
            if (held.length() == 0) {
                unwrap(buffer, from, to, !piece.open(), held);
                from = prefix.map(CriLine::content).orElse(from);
            } else {
                int more = (int) Math.min(to - from, CriLine.MOST_BYTES - held.length());
                held.append(buffer, from, more);
                from += more;
                byte[] head = held.kept();
                unwrap(head, 0, head.length, from == to && !piece.open(), held);
                prefix.ifPresent(known -> pass(known, head, known.content(), head.length, events));
            }
        }
        if (prefix.isPresent()) {
            pass(prefix.get(), buffer, from, to, events);
        } else {
            held.append(buffer, from, to - from);
        }
    }

    private void unwrap(byte[] bytes, int from, int to, boolean whole, OpenRecord held) {
        prefix = CriLine.parse(bytes, from, to, whole);
        prefix.ifPresent(known -> stream(known.note()).beginLine(held.offset(), known.note()));
    }

    /** The line end of the file is none of the stream. */
    private void pass(CriLine known, byte[] buffer, int from, int to, List<LogEvent> events) {
        int end = to > from && buffer[to - 1] == '\n' ? to - 1 : to;
        stream(known.note()).take(buffer, from, end, events);
    }

    private void endLine(List<LogEvent> events) {
        if (prefix.isPresent()) {
            CriLine known = prefix.get();
            if (!known.partial()) {
                stream(known.note()).take(LINE_END, 0, LINE_END.length, events);
            }
        } else if (line.isPresent()) {
            unwrapWhole(line.get(), events);
        }
        line = Optional.empty();
        prefix = Optional.empty();
    }

    private void unwrapWhole(OpenRecord whole, List<LogEvent> events) {
        LogRecord record = whole.toLogRecord(source);
        Optional<DockerLine> docker = form.mayBeDocker() ? DockerLine.parse(record.text()) : Optional.empty();
        if (docker.isPresent()) {
            ContainerStream stream = stream(docker.get().note());
            stream.beginLine(whole.offset(), docker.get().note());
            byte[] bytes = docker.get().log().getBytes(StandardCharsets.UTF_8);
            stream.take(bytes, 0, bytes.length, events);
        } else {
            events.add(record.isHole() ? record.hole() : record.rejected(Rejection.SYNTAX));
        }
    }

    private ContainerStream stream(ContainerNote note) {
        return streams.get(note.stream());
    }

    @Override
    public List<LogEvent> preview() {
        // A copy goes to its end.
        try {
            ContainerLog copy = new ContainerLog(source, form);
            ByteArrayOutputStream state = new ByteArrayOutputStream();
            write(new DataOutputStream(state));
            copy.read(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
            List<LogEvent> events = new ArrayList<>();
            copy.streams.values().forEach(stream -> events.addAll(stream.early()));
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("state in memory is read as it was written", e);
        } catch (DefinitionException e) {
            throw new IllegalStateException("what compiled before compiles again", e);
        }
    }

    @Override
    public List<LogEvent> finish() {
        List<LogEvent> events = new ArrayList<>();
        endLine(events);
        streams.values().forEach(stream -> events.addAll(stream.finish()));
        return events;
    }

    @Override
    public boolean holding() {
        return line.isPresent() || streams.values().stream().anyMatch(ContainerStream::holding);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(next);
        OpenRecord.write(line, out);
        out.writeBoolean(prefix.isPresent());
        if (prefix.isPresent()) {
            ContainerNote.write(Optional.of(prefix.get().note()), out);
            out.writeBoolean(prefix.get().partial());
        }
        for (ContainerStream stream : streams.values()) {
            stream.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        next = in.readLong();
        line = OpenRecord.read(in);
        if (in.readBoolean()) {
            ContainerNote note = ContainerNote.read(in).orElseThrow(() -> new IOException("a prefix without note"));
            prefix = Optional.of(new CriLine(note, in.readBoolean(), 0));
        }
        for (ContainerStream stream : streams.values()) {
            stream.read(in);
        }
    }
}
