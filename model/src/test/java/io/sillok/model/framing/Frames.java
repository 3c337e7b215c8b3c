package io.sillok.model.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Frames with their text, for comparing. */
final class Frames {

    record Frame(long offset, int length, long start, boolean open) {}

    private Frames() {}

    /** What the framer cuts out of a file that comes in chunks of the given ends. */
    static List<Frame> of(Framer framer, byte[] file, int... chunkEnds) {
        List<Frame> frames = new ArrayList<>();
        feed(
                framer,
                file,
                (offset, length, start, open) -> frames.add(new Frame(offset, length, start, open)),
                chunkEnds);
        return frames;
    }

    /** The same by a sink that takes many lines at once. */
    static List<Frame> byLines(Framer framer, byte[] file, int... chunkEnds) {
        List<Frame> frames = new ArrayList<>();
        feed(
                framer,
                file,
                new LineSink() {
                    @Override
                    public void frame(long offset, int length, long start, boolean open) {
                        frames.add(new Frame(offset, length, start, open));
                    }

                    @Override
                    public void lines(long offset, int[] lengths, int count) {
                        long next = offset;
                        for (int i = 0; i < count; i++) {
                            frame(next, lengths[i], next, false);
                            next += lengths[i];
                        }
                        assertThat(framer.resumePoint()).isEqualTo(ResumePoint.closedAt(next));
                        assertThat(count).isPositive();
                    }
                },
                chunkEnds);
        return frames;
    }

    private static void feed(Framer framer, byte[] file, FrameSink sink, int... chunkEnds) {
        int from = 0;
        for (int end : chunkEnds) {
            framer.accept(file, from, end, Instant.EPOCH, sink);
            from = end;
        }
        framer.accept(file, from, file.length, Instant.EPOCH, sink);
        framer.finish(sink);
    }

    static List<String> texts(String parser, String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return of(Framing.of(parser).framer(), bytes).stream()
                .map(frame -> text(bytes, frame))
                .toList();
    }

    static String text(byte[] file, Frame frame) {
        return new String(file, (int) frame.offset(), frame.length(), StandardCharsets.UTF_8);
    }
}
