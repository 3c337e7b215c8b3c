package io.sillok.model.framing;

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
        FrameSink sink = (offset, length, start, open) -> frames.add(new Frame(offset, length, start, open));
        int from = 0;
        for (int end : chunkEnds) {
            framer.accept(file, from, end, Instant.EPOCH, sink);
            from = end;
        }
        framer.accept(file, from, file.length, Instant.EPOCH, sink);
        framer.finish(sink);
        return frames;
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
