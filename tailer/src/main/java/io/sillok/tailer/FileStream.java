package io.sillok.tailer;

import io.sillok.model.FileSlice;
import io.sillok.model.SliceSource;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.framing.Framer;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.FramingBounds;
import io.sillok.model.framing.LineSink;
import io.sillok.model.framing.ResumePoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/**
 * The bytes of one file id, from the framer to the last acknowledgement. Knows no file: bytes come in, shipments go out,
 * acknowledgements come back in any order. Its identity is fixed when its first record is known.
 */
final class FileStream {

    /** Framed bytes that wait for more to fill a slice are copied twice, so from this size on they do not wait. */
    private static final int WORTH_SENDING = Turns.READ_BYTES / 2;

    private Framer framer;
    private final ByteWindow window;
    private final PendingSlice pending = new PendingSlice();
    private final Deque<Shipment> shipments = new ArrayDeque<>();
    private final Function<Fingerprint, FileCheckpoint> identify;
    private Function<FileCheckpoint, SliceSource> sourceOf;
    private final Shipper shipper;
    private final InstantSource clock;

    private final LineSink frames = new LineSink() {
        @Override
        public void frame(long offset, int length, long start, boolean open) {
            FileStream.this.frame(offset, length, start, open);
        }

        @Override
        public void lines(long offset, int[] lengths, int count) {
            FileStream.this.lines(offset, lengths, count);
        }
    };
    private Optional<MaskedSlices> masked;
    private final StartMarks marks = new StartMarks();
    private int failedShipments;
    private long weightInFlight;
    private Optional<FileCheckpoint> checkpoint;
    private Optional<SliceSource> source;

    /** How far the file was ever read; the read position stands before it while bytes are read again. */
    private long furthest;

    private boolean forgets;

    /** The last bytes before the read position, to see that the file was not replaced under the reader. */
    private byte[] lastRead = new byte[0];

    /**
     * @param known the checkpoint to go on from; none for a file that is new
     * @param identify makes the checkpoint of a new file from the fingerprint of its head
     */
    FileStream(
            FileGroup group,
            TailerConfig config,
            Optional<FileCheckpoint> known,
            Function<Fingerprint, FileCheckpoint> identify,
            Function<FileCheckpoint, SliceSource> sourceOf,
            Shipper shipper,
            InstantSource clock) {
        ResumePoint from = known.map(FileCheckpoint::position).orElse(ResumePoint.FILE_START);
        this.framer = framer(group, config, from);
        this.masked = masked(group, config);
        this.window = new ByteWindow(from.offset());
        this.furthest = from.offset();
        this.checkpoint = known;
        this.source = known.map(sourceOf);
        this.identify = identify;
        this.sourceOf = sourceOf;
        this.shipper = shipper;
        this.clock = clock;
    }

    /** How far the file was read. */
    long readTo() {
        return framer.offset();
    }

    long furthest() {
        return furthest;
    }

    /** Whether the bytes between the read position and the furthest were given up; they are read again with what follows. */
    boolean forgets() {
        return forgets;
    }

    /** The bytes that were given up are to be read again though nothing follows them. */
    void recall() {
        forgets = false;
    }

    long shippedTo() {
        return framer.pendingFrom();
    }

    long acknowledgedTo() {
        return checkpoint.map(known -> known.position().offset()).orElse(0L);
    }

    Optional<FileCheckpoint> checkpoint() {
        return checkpoint;
    }

    byte[] lastRead() {
        return lastRead;
    }

    /** The head of the file as far as it was read, if the first record is not known yet. */
    byte[] unidentifiedHead() {
        return checkpoint.isPresent()
                ? new byte[0]
                : window.copy(0, (int) Math.min(Fingerprint.HEAD_BYTES, window.end()));
    }

    boolean allAcknowledged() {
        return shipments.isEmpty() && pending.isEmpty();
    }

    /** Whether all that is complete was acknowledged; a half-written last line may be left. */
    boolean caughtUp() {
        return allAcknowledged() && !holdsCompleteLines();
    }

    /** Whether whole lines wait for what may follow them. */
    boolean holdsCompleteLines() {
        return framer.holdsCompleteLines();
    }

    /** Whether a shipment failed and was not sent again yet. */
    boolean stalled() {
        return failedShipments > 0;
    }

    void countFailed(int change) {
        failedShipments += change;
    }

    void countInFlight(int change) {
        weightInFlight += change;
    }

    /** What it holds of the memory that all files share. */
    long weight() {
        return weightInFlight + unframed();
    }

    /** Bytes that it keeps and that are in no slice yet. */
    long unframed() {
        return window.end() - window.base();
    }

    /** Ships the complete lines at hand, though more of their record may come. */
    void cut() {
        framer.cut(frames);
        flush();
    }

    /**
     * Gives up what is in no slice yet, a half-written line, and goes back to before it.
     *
     * @param before what stands before it in the file
     */
    void forget(byte[] before) {
        shipper.countUnframed((int) -unframed());
        window.forget();
        framer.goBack();
        lastRead = before;
        forgets = true;
    }

    /**
     * Of a file that is resumed.
     *
     * @param start what it begins with, as far as it was acknowledged
     * @param before what stands before the position
     */
    void remember(byte[] start, byte[] before) {
        lastRead = before;
        checkpoint.ifPresent(
                known -> marks.resume(known.marks(), known.position().offset(), start));
    }

    /** What masks its records, with where the file is read on; nothing if none are masked. */
    Optional<FileMasker> masker() {
        return masked.map(MaskedSlices::masker);
    }

    ResumePoint resumePoint() {
        return framer.resumePoint();
    }

    void accept(byte[] buffer, int from, int to, Instant now) {
        forgets = false;
        shipper.countUnframed(to - from);
        window.lend(buffer, from, to);
        framer.accept(buffer, from, to, now, frames);
        if (pending.bytes() >= WORTH_SENDING) {
            flush();
        }
        window.keep();
        rememberLast(buffer, from, to);
        furthest = Math.max(furthest, framer.offset());
    }

    void quietCut(Instant now) {
        framer.quietCut(now, frames);
    }

    /**
     * From the next record on, bytes are framed and named by another group's rules. What is framed goes as it is; what
     * waits is framed anew. No byte is left out or comes twice.
     */
    void reframe(FileGroup group, TailerConfig config, Function<FileCheckpoint, SliceSource> newSourceOf, Instant now) {
        flush();
        ResumePoint at = framer.resumePoint();
        byte[] waiting = window.copy(at.offset(), (int) (window.end() - at.offset()));
        framer = framer(group, config, at);
        masked = masked(group, config);
        sourceOf = newSourceOf;
        source = checkpoint.map(sourceOf);
        framer.accept(waiting, 0, waiting.length, now, frames);
    }

    private static Optional<MaskedSlices> masked(FileGroup group, TailerConfig config) {
        return config.edge().map(edge -> new MaskedSlices(edge.file(group.parser(), group.definition())));
    }

    private static Framer framer(FileGroup group, TailerConfig config, ResumePoint at) {
        FramingBounds bounds = FramingBounds.STANDARD.withQuiet(config.quietTime());
        return Framing.of(group.parser(), group.definition()).framer(at, bounds);
    }

    /** What is framed goes; what waits is forgotten here and read again by whoever goes on from the checkpoint. */
    void abandon() {
        flush();
        shipper.countUnframed((int) (window.base() - window.end()));
        window.discardTo(window.end());
    }

    /** No more bytes will come, or none that belong to what came. */
    void finish() {
        framer.finish(frames);
    }

    /** Ships what is framed, however little: there is nothing more to read now. */
    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        byte[] value = window.copy(pending.from(), pending.bytes());
        int[] lengths = pending.lengths();
        marks.add(value);
        if (checkpoint.isEmpty()) {
            byte[] head = Arrays.copyOf(value, Math.min(lengths[0], Fingerprint.HEAD_BYTES));
            checkpoint = Optional.of(identify.apply(Fingerprint.of(head)));
            source = checkpoint.map(sourceOf);
        }
        FileSlice slice = new FileSlice(
                        source.orElseThrow(),
                        pending.from(),
                        lengths,
                        pending.continues(),
                        pending.open(),
                        value,
                        clock.instant())
                .acknowledgedTo(acknowledgedTo());
        ResumePoint behind = pending.resumePoint();
        shipper.countUnframed((int) (window.base() - slice.end()));
        window.discardTo(slice.end());
        pending.clear();
        if (masked.isEmpty()) {
            ship(new Shipment(this, slice, behind));
            return;
        }
        for (MaskedSlices.Part part : masked.get().of(slice, behind)) {
            ship(new Shipment(this, part.slice(), part.behind(), Optional.of(part.tail())));
        }
    }

    private void ship(Shipment shipment) {
        shipments.add(shipment);
        shipper.ship(shipment);
    }

    /**
     * Moves the checkpoint over the contiguous acknowledged prefix; tells whether it moved.
     *
     * @param buffers take back what held the slices
     */
    boolean advance(SliceBuffers buffers) {
        Optional<Shipment> last = Optional.empty();
        while (!shipments.isEmpty() && shipments.peek().state() == Shipment.State.ACKNOWLEDGED) {
            last.ifPresent(passed -> passed.discard(buffers));
            last = Optional.of(shipments.remove());
        }
        last.ifPresent(done -> {
            checkpoint = checkpoint.map(known -> known.at(done.behind(), done.tail(), marks.toString()));
            done.discard(buffers);
        });
        return last.isPresent();
    }

    private void frame(long offset, int length, long start, boolean open) {
        if (!pending.takes(offset, length, start)) {
            flush();
        }
        pending.add(offset, length, start, open ? Optional.of(framer.resumePoint()) : Optional.empty());
        shipper.framed(1);
    }

    private void lines(long offset, int[] lengths, int count) {
        long next = offset;
        int done = 0;
        while (done < count) {
            int taken = pending.addLines(next, lengths, done, count);
            if (taken == 0) {
                flush();
            }
            for (int end = done + taken; done < end; done++) {
                next += lengths[done];
            }
        }
        shipper.framed(count);
    }

    private void rememberLast(byte[] buffer, int from, int to) {
        int fresh = Math.min(to - from, Fingerprint.TAIL_BYTES);
        int kept = Math.min(lastRead.length, Fingerprint.TAIL_BYTES - fresh);
        byte[] last = new byte[kept + fresh];
        System.arraycopy(lastRead, lastRead.length - kept, last, 0, kept);
        System.arraycopy(buffer, to - fresh, last, kept, fresh);
        lastRead = last;
    }
}
