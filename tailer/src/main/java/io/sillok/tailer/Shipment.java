package io.sillok.tailer;

import io.sillok.model.FileSlice;
import io.sillok.model.MaskedValue;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.ResumePoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** One slice on its way. Touched by the tailer's thread only. */
final class Shipment {

    enum State {
        WAITING,
        SENT,
        FAILED,
        ACKNOWLEDGED
    }

    /** Where its slice is. */
    private sealed interface Cargo {

        FileSlice slice();

        /** Of the last bytes before the position that the slice leads to. */
        Fingerprint tail();
    }

    /** @param knownTail of the file's own bytes, where the slice's are others */
    private record AsCut(FileSlice slice, Optional<Fingerprint> knownTail) implements Cargo {

        @Override
        public Fingerprint tail() {
            return knownTail.orElseGet(() -> Fingerprint.ofTail(slice.bytes(), slice.bytes().length));
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record InBuffer(
            byte[] buffer,
            int length,
            SliceSource source,
            long offset,
            int[] recordLengths,
            OptionalLong continues,
            boolean open,
            Instant timestamp,
            OptionalLong acknowledged,
            Optional<MaskedValue> masked,
            Optional<Fingerprint> knownTail)
            implements Cargo {

        static InBuffer of(AsCut cut, byte[] buffer) {
            FileSlice slice = cut.slice();
            System.arraycopy(slice.bytes(), 0, buffer, 0, slice.bytes().length);
            return new InBuffer(
                    buffer,
                    slice.bytes().length,
                    slice.source(),
                    slice.offset(),
                    slice.recordLengths(),
                    slice.continues(),
                    slice.open(),
                    slice.timestamp(),
                    slice.acknowledged(),
                    slice.masked(),
                    cut.knownTail());
        }

        @Override
        public FileSlice slice() {
            byte[] bytes = Arrays.copyOf(buffer, length);
            return new FileSlice(
                    source,
                    offset,
                    recordLengths,
                    continues,
                    open,
                    bytes,
                    timestamp,
                    acknowledged,
                    Optional.empty(),
                    false,
                    masked);
        }

        @Override
        public Fingerprint tail() {
            return knownTail.orElseGet(() -> Fingerprint.ofTail(buffer, length));
        }
    }

    private static final int OVERHEAD_BYTES = 1024;

    private final FileStream stream;
    private final ResumePoint behind;
    private final int fileBytes;
    private final int bytes;
    private final int records;
    private Cargo cargo;
    private State state = State.WAITING;

    Shipment(FileStream stream, FileSlice slice, ResumePoint behind) {
        this(stream, slice, behind, Optional.empty());
    }

    /** @param tail of the file's own bytes, if the slice is masked */
    Shipment(FileStream stream, FileSlice slice, ResumePoint behind, Optional<Fingerprint> tail) {
        this.stream = stream;
        this.behind = behind;
        this.fileBytes = (int) slice.fileBytes();
        this.bytes = slice.bytes().length;
        this.records = slice.recordLengths().length;
        this.cargo = new AsCut(slice, tail);
    }

    FileStream stream() {
        return stream;
    }

    /** To be held for as long as it is being sent and no longer. */
    FileSlice slice() {
        return cargo.slice();
    }

    Fingerprint tail() {
        return cargo.tail();
    }

    /** It was handed over and now waits for its answer. */
    void park(SliceBuffers buffers) {
        if (bytes >= SliceBuffers.LEAST_BYTES && cargo instanceof AsCut cut) {
            cargo = InBuffer.of(cut, buffers.take());
        }
    }

    /** It is where it should be, and so is all before it; its bytes are not asked for again. */
    void discard(SliceBuffers buffers) {
        if (cargo instanceof InBuffer parked) {
            buffers.giveBack(parked.buffer());
        }
    }

    /** Of the file. */
    int bytes() {
        return fileBytes;
    }

    int records() {
        return records;
    }

    /** What it takes of the bound in flight: small slices cost more than their bytes. */
    int weight() {
        return bytes + OVERHEAD_BYTES;
    }

    /** Where to go on once this and all before it are acknowledged. */
    ResumePoint behind() {
        return behind;
    }

    State state() {
        return state;
    }

    void become(State next) {
        stream.countFailed((next == State.FAILED ? 1 : 0) - (state == State.FAILED ? 1 : 0));
        state = next;
    }
}
