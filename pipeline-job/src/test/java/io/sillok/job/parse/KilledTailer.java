package io.sillok.job.parse;

import io.sillok.model.FileSlice;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.FrameSink;
import io.sillok.model.framing.Framer;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.FramingBounds;
import io.sillok.model.framing.ResumePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;

/** A tailer that reads a file in random bits, cuts by quiet time at random, and is killed and started again. */
final class KilledTailer {

    private static final FramingBounds BOUNDS =
            new FramingBounds(300, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final SliceSource source;
    private final byte[] file;
    private final Random random;
    private final Consumer<FileSlice> topic;

    private ResumePoint checkpoint = ResumePoint.FILE_START;
    private Instant now = Instant.EPOCH;

    private Framer framer;
    private final List<Integer> lengths = new ArrayList<>();
    private long from;
    private OptionalLong continues = OptionalLong.empty();
    private boolean open;

    KilledTailer(SliceSource source, byte[] file, Random random, Consumer<FileSlice> topic) {
        this.source = source;
        this.file = file;
        this.random = random;
        this.topic = topic;
    }

    void run(int kills) {
        for (int left = kills; left >= 0; left--) {
            framer = Framing.of(source.parser(), source.definition()).framer(checkpoint, BOUNDS);
            lengths.clear();
            open = false;
            int at = (int) checkpoint.offset();
            int stop = left == 0 ? file.length : at + random.nextInt(file.length - at + 1);
            while (at < stop) {
                int end = Math.min(stop, at + 1 + random.nextInt(1 + file.length / 3));
                framer.accept(file, at, end, now, sink());
                at = end;
                now = now.plusMillis(random.nextInt(4000));
                framer.quietCut(now, sink());
                if (random.nextBoolean()) {
                    flush();
                }
            }
        }
        framer.finish(sink());
        flush();
    }

    private FrameSink sink() {
        return (offset, length, start, isOpen) -> {
            if (open || start < offset || random.nextInt(4) == 0) {
                flush();
            }
            if (lengths.isEmpty()) {
                from = offset;
                continues = start < offset ? OptionalLong.of(start) : OptionalLong.empty();
            }
            lengths.add(length);
            open = isOpen;
            if (isOpen) {
                flush();
            }
        };
    }

    /** Where framing goes on is saved now and then, so a kill lets it go back over what was sent. */
    private void flush() {
        if (lengths.isEmpty()) {
            return;
        }
        int[] records = lengths.stream().mapToInt(Integer::intValue).toArray();
        int end = (int) from + Arrays.stream(records).sum();
        topic.accept(new FileSlice(
                source, from, records, continues, open, Arrays.copyOfRange(file, (int) from, end), Instant.EPOCH));
        if (random.nextInt(3) == 0) {
            checkpoint = framer.resumePoint().offset() == end ? framer.resumePoint() : checkpoint;
        }
        lengths.clear();
        open = false;
    }
}
