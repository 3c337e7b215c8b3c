package io.sillok.job.parse;

import io.sillok.model.FileSlice;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.state.MapState;

/** Slices of a file that came before their predecessors, by offset, in state. Bounded; how much waits stands in the file's progress. */
final class WaitingSlices {

    static final long MOST_BYTES = 16 * FileSlice.MAX_BYTES;
    static final int MOST_SLICES = 4096;

    /** Takes a slice whose turn it is. */
    interface Turn {
        void accept(FileSlice slice) throws Exception;
    }

    private final MapState<Long, FileSlice> slices;

    WaitingSlices(MapState<Long, FileSlice> slices) {
        this.slices = slices;
    }

    boolean mayTake(FileSlice slice, FileProgress file) {
        return file.waiting + slice.bytes().length <= MOST_BYTES && file.waitingSlices < MOST_SLICES;
    }

    /** @return one that need not wait, because another of the same offset holds all of it */
    Optional<FileSlice> add(FileSlice slice, FileProgress file) throws Exception {
        FileSlice other = slices.get(slice.offset());
        if (other != null && other.end() >= slice.end()) {
            return Optional.of(slice);
        }
        slices.put(slice.offset(), slice);
        file.waiting += slice.bytes().length;
        file.waitingSlices++;
        file.lowestWaiting = Math.min(file.lowestWaiting, slice.offset());
        if (other != null) {
            leave(other, file);
        }
        return Optional.ofNullable(other);
    }

    /** Gives out slices from the lowest offset on, as long as their offset is right. */
    void release(LongPredicate right, FileProgress file, Turn turn) throws Exception {
        if (file.waiting == 0 || !right.test(file.lowestWaiting)) {
            return;
        }
        TreeSet<Long> offsets = new TreeSet<>();
        slices.keys().forEach(offsets::add);
        while (!offsets.isEmpty() && right.test(offsets.first())) {
            long lowest = offsets.pollFirst();
            FileSlice slice = slices.get(lowest);
            slices.remove(lowest);
            leave(slice, file);
            turn.accept(slice);
        }
        file.lowestWaiting = offsets.isEmpty() ? Long.MAX_VALUE : offsets.first();
    }

    private static void leave(FileSlice slice, FileProgress file) {
        file.waiting -= slice.bytes().length;
        file.waitingSlices--;
    }

    void clear() {
        slices.clear();
    }
}
