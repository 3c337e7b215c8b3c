package io.sillok.model.framing;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;

/** Reads a whole file that nobody writes to any more, record by record, in memory bounded by the largest piece. */
public final class RecordReader {

    private static final int READ_BYTES = 64 * 1024;

    private final Framer framer;
    private final RecordSink sink;
    private byte[] buffer = new byte[READ_BYTES];

    /** Where in the file the buffer's first byte stands. */
    private long base;

    private final LineSink frames = new LineSink() {
        @Override
        public void frame(long offset, int length, long start, boolean open) {
            sink.record(buffer, (int) (offset - base), length, offset, start, open);
        }

        @Override
        public void lines(long offset, int[] lengths, int count) {
            long next = offset;
            for (int i = 0; i < count; i++) {
                frame(next, lengths[i], next, false);
                next += lengths[i];
            }
        }
    };

    private RecordReader(Framer framer, RecordSink sink) {
        this.framer = framer;
        this.sink = sink;
    }

    /** Reads to the end of the stream, which the caller closes. */
    public static void read(InputStream in, Framing framing, RecordSink sink) throws IOException {
        new RecordReader(framing.framer(), sink).readAll(in);
    }

    private void readAll(InputStream in) throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        while (read >= 0) {
            int at = (int) (framer.offset() - base);
            framer.accept(buffer, at, at + read, Instant.EPOCH, frames);
            int free = makeRoom();
            read = in.read(buffer, free, buffer.length - free);
        }
        framer.finish(frames);
    }

    /** Moves what no frame covers yet to the front; the index behind it is where to read to. */
    private int makeRoom() {
        int done = (int) (framer.pendingFrom() - base);
        int kept = (int) (framer.offset() - framer.pendingFrom());
        byte[] from = buffer;
        if (buffer.length - kept < READ_BYTES) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, kept + READ_BYTES));
        }
        System.arraycopy(from, done, buffer, 0, kept);
        base = framer.pendingFrom();
        return kept;
    }
}
