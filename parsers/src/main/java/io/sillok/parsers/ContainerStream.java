package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.FrameSink;
import io.sillok.model.framing.Framer;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.FramingBounds;
import io.sillok.model.framing.ResumePoint;
import io.sillok.parsers.record.ContainerNote;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.StateBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One stream of a container as the program wrote it: framed by its parser's start rule, as a file of its own would be. An
 * event stands where the line that it begins in stands in the container's log.
 */
final class ContainerStream {

    /** Time stands still in here; its bounds are for {@link #early}, which asks for what would be cut by quiet time. */
    private static final FramingBounds BOUNDS =
            new FramingBounds(64 * 1024, FramingBounds.STANDARD.recordLines(), Duration.ZERO, Duration.ofDays(1));

    private static final int MAX_WINDOW = 256 * 1024;

    /** Where a line of the stream begins: in the stream and in the file. */
    private record LineStart(long inStream, long inFile, ContainerNote note) {}

    private final SliceSource source;
    private final Framing framing;
    private final FileAssembly assembly;
    private Framer framer;
    private byte[] window = new byte[256];

    /** Where in the stream the window begins; it ends at the framer's offset. */
    private long base;

    private final Deque<LineStart> starts = new ArrayDeque<>();
    private boolean withinLine;
    private Optional<OpenRecord> open = Optional.empty();

    private ContainerStream(SliceSource source, FileAssembly assembly) {
        this.source = source;
        this.framing = Framing.of(source.parser());
        this.framer = framing.framer(ResumePoint.FILE_START, BOUNDS);
        this.assembly = assembly;
    }

    /** @param key of the definition, names the stream's parsers */
    static ContainerStream of(String key, SliceSource source) throws DefinitionException {
        List<String> names = StreamParsers.names(key, source);
        return new ContainerStream(source.readBy(names.get(names.size() - 1)), StreamParsers.compile(key, source));
    }

    /** What follows comes from the line of the file at this offset. */
    void beginLine(long offset, ContainerNote note) {
        if (!withinLine) {
            if (!starts.isEmpty() && starts.getLast().inStream() == framer.offset()) {
                starts.removeLast();
            }
            starts.add(new LineStart(framer.offset(), offset, note));
        }
    }

    void take(byte[] buffer, int from, int to, List<LogEvent> events) {
        int at = from;
        while (at < to) {
            int step = Math.min(to - at, BOUNDS.pieceBytes());
            append(buffer, at, step);
            int held = (int) (framer.offset() - base);
            framer.accept(window, held, held + step, Instant.EPOCH, sink(events));
            discard();
            at += step;
        }
        withinLine = from < to ? buffer[to - 1] != '\n' : withinLine;
    }

    private void append(byte[] buffer, int from, int count) {
        int held = (int) (framer.offset() - base);
        if (held + count > window.length) {
            window = Arrays.copyOf(window, Math.max(held + count, window.length * 2));
        }
        System.arraycopy(buffer, from, window, held, count);
    }

    private void discard() {
        int done = (int) (framer.pendingFrom() - base);
        int held = (int) (framer.offset() - framer.pendingFrom());
        System.arraycopy(window, done, window, 0, held);
        base = framer.pendingFrom();
    }

    private FrameSink sink(List<LogEvent> events) {
        return (offset, length, start, isOpen) -> {
            if (start == offset) {
                close(events);
                open = Optional.of(record(start));
            }
            open.ifPresent(record -> record.append(window, (int) (offset - base), length));
            if (!isOpen) {
                close(events);
            }
        };
    }

    private OpenRecord record(long start) {
        LineStart line = starts.remove();
        while (!starts.isEmpty() && starts.peek().inStream() <= start) {
            line = starts.remove();
        }
        // More records may begin in a line that holds line ends itself, and each has a place of its own.
        starts.addFirst(line);
        return new OpenRecord(line.inFile() + start - line.inStream(), Optional.of(line.note()));
    }

    private void close(List<LogEvent> events) {
        open.map(record -> record.toLogRecord(source))
                .ifPresent(record -> events.addAll(record.isHole() ? List.of(record.hole()) : assembly.accept(record)));
        open = Optional.empty();
    }

    List<LogEvent> finish() {
        List<LogEvent> events = new ArrayList<>();
        framer.finish(sink(events));
        discard();
        close(events);
        events.addAll(assembly.finish());
        withinLine = false;
        return events;
    }

    /**
     * Takes what is complete for the end of the stream. Half a line is left out: it may turn out to belong elsewhere, and an
     * event that was shown cannot be taken back.
     */
    List<LogEvent> early() {
        List<LogEvent> events = new ArrayList<>();
        framer.quietCut(Instant.EPOCH, sink(events));
        if (!framing.byLine()) {
            close(events);
        }
        events.addAll(assembly.finish());
        return events;
    }

    boolean holding() {
        return framer.pending() || open.isPresent() || assembly.holding();
    }

    void write(DataOutput out) throws IOException {
        ResumePoint at = framer.resumePoint();
        out.writeLong(at.offset());
        out.writeLong(at.openStart().orElse(-1));
        out.writeBoolean(at.withinLine());
        out.writeInt(at.lines());
        out.writeBoolean(at.led());
        StateBytes.write(Arrays.copyOf(window, (int) (framer.offset() - base)), out);
        out.writeBoolean(withinLine);
        out.writeInt(starts.size());
        for (LineStart line : starts) {
            out.writeLong(line.inStream());
            out.writeLong(line.inFile());
            ContainerNote.write(Optional.of(line.note()), out);
        }
        OpenRecord.write(open, out);
        assembly.write(out);
    }

    void read(DataInput in) throws IOException {
        long offset = in.readLong();
        long openStart = in.readLong();
        ResumePoint at = new ResumePoint(
                offset,
                openStart < 0 ? OptionalLong.empty() : OptionalLong.of(openStart),
                in.readBoolean(),
                in.readInt(),
                in.readBoolean());
        framer = framing.framer(at, BOUNDS);
        window = StateBytes.read(in);
        StateBytes.bounded(window.length, MAX_WINDOW);
        base = offset;
        // These bytes completed no frame before, so they complete none now.
        framer.accept(window, 0, window.length, Instant.EPOCH, (from, length, start, isOpen) -> {
            throw new IllegalStateException("a frame of bytes that were held back");
        });
        withinLine = in.readBoolean();
        int lines = StateBytes.bounded(in.readInt(), MAX_WINDOW);
        for (int i = 0; i < lines; i++) {
            long inStream = in.readLong();
            long inFile = in.readLong();
            starts.add(new LineStart(
                    inStream,
                    inFile,
                    ContainerNote.read(in).orElseThrow(() -> new IOException("a line without note"))));
        }
        open = OpenRecord.read(in);
        assembly.read(source, in);
    }
}
