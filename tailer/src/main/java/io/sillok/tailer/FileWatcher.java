package io.sillok.tailer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** One open file: sees that it grew, shrank or was replaced, and feeds its stream. */
final class FileWatcher implements AutoCloseable {

    /** What a look at the file brought. */
    enum Look {
        /** Nothing new. */
        AT_END,
        /** New bytes, and there may be more. */
        READ,
        /** The content that was read is gone; the stream has to begin anew. */
        TRUNCATED
    }

    private final FileKey key;
    private final FileGroup group;
    private final FileChannel file;
    private Path path;
    private FileStream stream;
    private boolean rotated;
    private Instant changed;
    private Instant nextLook = Instant.MIN;
    private long size;

    FileWatcher(FileKey key, Path path, FileGroup group, FileChannel file, FileStream stream, Instant now) {
        this.key = key;
        this.path = path;
        this.group = group;
        this.file = file;
        this.stream = stream;
        this.changed = now;
    }

    FileKey key() {
        return key;
    }

    Path path() {
        return path;
    }

    FileGroup group() {
        return group;
    }

    FileStream stream() {
        return stream;
    }

    boolean rotated() {
        return rotated;
    }

    /** As it was at the last look, in bytes. */
    long size() {
        return size;
    }

    boolean atEnd() {
        return stream.readTo() >= size;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(nextLook);
    }

    void lookAgainAt(Instant time) {
        nextLook = time;
    }

    boolean quietFor(Duration time, Instant now) {
        return !now.isBefore(changed.plus(time));
    }

    /** The file has this path now; it is found by the globs again if it had been rotated out of them. */
    void moved(Path to) {
        path = to;
        rotated = false;
    }

    void rotatedAway(Instant now) {
        rotated = true;
        changed = now;
    }

    void restart(FileStream next) {
        stream = next;
    }

    /** Reads at most one buffer of what is new. */
    Look look(ByteBuffer buffer, Instant now) throws IOException {
        size = file.size();
        long from = stream.readTo();
        if (size == from) {
            return Look.AT_END;
        }
        changed = now;
        // copytruncate keeps the inode, so the size and what was read before are compared too.
        if (size < from) {
            return Look.TRUNCATED;
        }
        byte[] before = stream.lastRead();
        int overlap = Math.min(before.length, (int) Math.min(from, Fingerprint.TAIL_BYTES));
        buffer.clear();
        int read = file.read(buffer, from - overlap);
        boolean same = read >= overlap
                && Arrays.equals(before, before.length - overlap, before.length, buffer.array(), 0, overlap)
                && headIsSame();
        if (!same) {
            return Look.TRUNCATED;
        }
        if (read == overlap) {
            return Look.AT_END;
        }
        stream.accept(buffer.array(), overlap, read, now);
        return Look.READ;
    }

    private boolean headIsSame() throws IOException {
        Optional<Fingerprint> head = stream.checkpoint().map(FileCheckpoint::head);
        return head.orElseGet(() -> Fingerprint.of(stream.unidentifiedHead())).matches(file, 0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
