package io.sillok.local.audit;

import io.sillok.local.audit.Spool.Stretch;
import io.sillok.model.FileSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One file's slices in a spool. Keeps runs of slices that follow each other in the file, usually one, and where they stand
 * in the spool, so its memory grows with how often the file's slices alternate with others, not with their bytes.
 */
final class Tape {

    private final Spool spool;
    private final List<Run> runs = new ArrayList<>();

    Tape(Spool spool) {
        this.spool = spool;
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    void add(FileSlice slice) throws IOException {
        Stretch stretch = spool.add(slice);
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last == null || last.end != slice.offset()) {
            last = new Run(slice.offset());
            runs.add(last);
        }
        last.add(stretch, slice.end());
    }

    /** In the order in which they came. */
    void forEach(Spool.Visitor visitor) throws IOException {
        for (Run run : runs) {
            for (Stretch stretch : run.stretches) {
                spool.forEach(stretch, visitor);
            }
        }
    }

    /** In the order of the file: no slice comes before one that begins earlier, unless its first bytes came already. */
    void forEachByOffset(Spool.Visitor visitor) throws IOException {
        runs.sort(Comparator.comparingLong(run -> run.offset));
        forEach(visitor);
    }

    private static final class Run {

        private final long offset;
        private final List<Stretch> stretches = new ArrayList<>(1);
        private long end;

        Run(long offset) {
            this.offset = offset;
        }

        void add(Stretch stretch, long newEnd) {
            end = newEnd;
            int last = stretches.size() - 1;
            if (last >= 0 && stretches.get(last).to() == stretch.from()) {
                stretches.set(last, new Stretch(stretches.get(last).from(), stretch.to()));
            } else {
                stretches.add(stretch);
            }
        }
    }
}
