package io.sillok.local.edge;

import io.sillok.model.FileSlice;
import io.sillok.model.MaskedValue;
import io.sillok.model.SliceSource;
import io.sillok.model.edge.EdgeMasker;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.edge.MaskedRecords;
import io.sillok.model.framing.Framer;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.FramingBounds;
import io.sillok.model.framing.ResumePoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A tailer that masks, in memory: reads a file in chunks of any size, cuts records by quiet time and slices anywhere, and
 * is killed at any moment, to go on from a position that it acknowledged before.
 */
final class Tailing {

    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");

    private final byte[] file;
    private final SliceSource source;
    private final EdgeMasker edge;
    private final FramingBounds bounds;
    private final Random random;
    private final int longest;
    private final List<FileSlice> slices = new ArrayList<>();

    /** Positions that may be those of a checkpoint. */
    private final List<ResumePoint> positions = new ArrayList<>(List.of(ResumePoint.FILE_START));

    private FileMasker masker;
    private Framer framer;

    private final List<Integer> pending = new ArrayList<>();
    private long from;
    private OptionalLong continues = OptionalLong.empty();
    private boolean open;

    /** @param longest a chunk that is read at once, in bytes */
    Tailing(byte[] file, SliceSource source, EdgeMasker edge, int longest, Random random) {
        this.file = file;
        this.source = source;
        this.edge = edge;
        this.bounds = FramingBounds.STANDARD;
        this.longest = longest;
        this.random = random;
    }

    /** @param kills how often it is killed, about */
    List<FileSlice> slices(int kills) {
        start(ResumePoint.FILE_START);
        int left = kills;
        int every = Math.max(1, file.length / (kills + 1));
        long killAt = random.nextInt(every) + 1;
        Instant now = READ;
        while (framer.offset() < file.length) {
            int at = (int) framer.offset();
            int to = Math.min(file.length, at + 1 + random.nextInt(longest));
            framer.accept(file, at, to, now, this::frame);
            now = now.plusMillis(100);
            if (random.nextInt(8) == 0) {
                now = now.plusSeconds(2);
                framer.quietCut(now, this::frame);
            }
            if (random.nextInt(3) == 0) {
                flush();
            }
            if (left > 0 && framer.offset() >= killAt) {
                left--;
                killAt += every;
                pending.clear();
                int back = Math.min(positions.size(), 1 + random.nextInt(4));
                start(positions.get(positions.size() - back));
            }
        }
        framer.finish(this::frame);
        flush();
        return slices;
    }

    private void start(ResumePoint at) {
        masker = edge.file(source.parser(), source.definition());
        framer = Framing.of(source.parser(), source.definition()).framer(at, bounds);
        long known = masker.remembersFrom(at);
        if (known < at.offset()) {
            masker.remember(known, Arrays.copyOfRange(file, (int) known, (int) at.offset()), at);
        }
    }

    private void frame(long offset, int length, long start, boolean goesOn) {
        boolean takes = pending.isEmpty() || (!open && start == offset && bytes() + length <= FileSlice.MAX_BYTES);
        if (!takes) {
            flush();
        }
        if (pending.isEmpty()) {
            from = offset;
            continues = start < offset ? OptionalLong.of(start) : OptionalLong.empty();
        }
        pending.add(length);
        open = goesOn;
        behind = goesOn ? framer.resumePoint() : ResumePoint.closedAt(offset + length);
    }

    private ResumePoint behind = ResumePoint.FILE_START;

    private int bytes() {
        return pending.stream().mapToInt(Integer::intValue).sum();
    }

    private void flush() {
        if (pending.isEmpty()) {
            return;
        }
        int[] lengths = pending.stream().mapToInt(Integer::intValue).toArray();
        byte[] raw = Arrays.copyOfRange(file, (int) from, (int) from + bytes());
        MaskedRecords masked = masker.mask(raw, lengths, from, continues, open);
        slices.add(new FileSlice(
                source,
                from,
                lengths,
                continues,
                open,
                masked.bytes(),
                READ,
                OptionalLong.empty(),
                Optional.empty(),
                false,
                Optional.of(new MaskedValue(masked.lengths(), masked.anew()))));
        positions.add(behind);
        pending.clear();
    }
}
