package io.sillok.tailer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
    private boolean failing;
    private Instant changed;
    private final Turn turn = new Turn();
    private long size;
    private FileTime modified = FileTime.fromMillis(0);

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

    /** When it was and will be looked at. */
    Turn turn() {
        return turn;
    }

    /** When a look last found it changed, or when it was rotated. */
    Instant changed() {
        return changed;
    }

    /** Whether this is the first failure to read it since the last success. */
    boolean fails() {
        boolean first = !failing;
        failing = true;
        return first;
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
        turn.changeSeen();
        // copytruncate keeps the inode, so the size and what was read before are compared too.
        if (size < from) {
            return Look.TRUNCATED;
        }
        byte[] before = stream.lastRead();
        int overlap = before.length;
        buffer.clear();
        int read = file.read(buffer, from - overlap);
        boolean same = read >= overlap && Arrays.equals(before, 0, overlap, buffer.array(), 0, overlap) && headIsSame();
        if (!same) {
            return Look.TRUNCATED;
        }
        if (read == overlap) {
            return Look.AT_END;
        }
        failing = false;
        stream.accept(buffer.array(), overlap, read, now);
        return Look.READ;
    }

    /** What the path says of this file; nothing if it names another one now, or none. */
    Optional<FileStat> statOfPath() {
        try {
            return Optional.of(FileStat.of(path)).filter(stat -> stat.key().equals(key));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether what was read stands no longer in the file though its size is the same: truncated and grown to it again.
     * Looked at only when the file was written to since the last time.
     */
    boolean isReplacedInPlace(FileStat now) throws IOException {
        if (now.modified().equals(modified)) {
            return false;
        }
        modified = now.modified();
        byte[] before = stream.lastRead();
        byte[] there = Fingerprint.read(file, stream.readTo() - before.length, before.length);
        return !Arrays.equals(before, there) || !headIsSame();
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
