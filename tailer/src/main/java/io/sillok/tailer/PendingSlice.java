package io.sillok.tailer;

import io.sillok.model.FileSlice;
import io.sillok.model.framing.ResumePoint;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Frames that wait to go together as one slice. */
final class PendingSlice {

    /** Each record costs up to three bytes of header, so that a slice of blank lines would outgrow its value. */
    static final int MAX_RECORDS = 16 * 1024;

    private static final int[] NONE = {};
    private static final int LEAST_ROOM = 64;

    private int[] lengths = NONE;
    private int records;
    private long from;
    private int bytes;
    private OptionalLong continues = OptionalLong.empty();
    private Optional<ResumePoint> behindOpen = Optional.empty();

    boolean isEmpty() {
        return records == 0;
    }

    long from() {
        return from;
    }

    int bytes() {
        return bytes;
    }

    OptionalLong continues() {
        return continues;
    }

    boolean open() {
        return behindOpen.isPresent();
    }

    /** Whether a frame may still come in: only the first continues a record, only the last is open. */
    boolean takes(long offset, int length, long start) {
        return isEmpty()
                || (behindOpen.isEmpty()
                        && start == offset
                        && records < MAX_RECORDS
                        && bytes + length <= FileSlice.MAX_BYTES);
    }

    /** @param behind where framing goes on behind a frame that is open */
    void add(long offset, int length, long start, Optional<ResumePoint> behind) {
        if (isEmpty()) {
            from = offset;
            continues = start < offset ? OptionalLong.of(start) : OptionalLong.empty();
        }
        makeRoom(1);
        lengths[records++] = length;
        bytes += length;
        behindOpen = behind;
    }

    /**
     * Adds whole lines that are records, as many as may come in.
     *
     * @param lineLengths of which those from one index to before another are meant
     * @return how many it took; none if this slice has to go first
     */
    int addLines(long offset, int[] lineLengths, int first, int end) {
        if (behindOpen.isPresent()) {
            return 0;
        }
        int sum = 0;
        int next = first;
        while (next < end
                && records + next - first < MAX_RECORDS
                && (bytes + sum + lineLengths[next] <= FileSlice.MAX_BYTES || (isEmpty() && next == first))) {
            sum += lineLengths[next++];
        }
        int taken = next - first;
        if (taken > 0) {
            if (isEmpty()) {
                from = offset;
            }
            makeRoom(taken);
            System.arraycopy(lineLengths, first, lengths, records, taken);
            records += taken;
            bytes += sum;
        }
        return taken;
    }

    private void makeRoom(int more) {
        if (records + more > lengths.length) {
            lengths = Arrays.copyOf(lengths, Math.max(Math.max(LEAST_ROOM, records * 2), records + more));
        }
    }

    int[] lengths() {
        return Arrays.copyOf(lengths, records);
    }

    /** Where framing would go on if this slice were the last one delivered. */
    ResumePoint resumePoint() {
        return behindOpen.orElseGet(() -> ResumePoint.closedAt(from + bytes));
    }

    /** Holds no memory then: most files are idle most of the time. */
    void clear() {
        lengths = NONE;
        records = 0;
        bytes = 0;
        behindOpen = Optional.empty();
        continues = OptionalLong.empty();
    }
}
