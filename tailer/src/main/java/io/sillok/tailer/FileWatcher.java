package io.sillok.tailer;

import java.io.IOException;
import java.nio.ByteBuffer;
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
    private FileGroup group;
    private LogBytes log;
    private Optional<Instant> born;
    private Path path;
    private FileStream stream;
    private boolean rotated;
    private boolean complete;
    private boolean failing;
    private Instant changed;
    private final Turn turn = new Turn();
    private long size;
    private long sizeBefore;
    private FileTime modified = FileTime.fromMillis(0);
    private final GrowthHistory growth = new GrowthHistory();

    FileWatcher(FileStat stat, Path path, FileGroup group, LogBytes log, FileStream stream, Instant now)
            throws IOException {
        this.key = stat.key();
        this.born = stat.born();
        this.path = path;
        this.group = group;
        this.log = log;
        this.stream = stream;
        this.changed = now;
        this.size = log.size();
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

    LogBytes log() {
        return log;
    }

    /** When its inode was made, where that is known. */
    Optional<Instant> born() {
        return born;
    }

    /** Whether what stands somewhere may be this file, by its inode and birth. */
    boolean mayBe(FileStat stat) {
        return key.equals(stat.key()) && FileStat.mayBeOne(born, stat.born());
    }

    boolean rotated() {
        return rotated;
    }

    /** As it was at the last look, in bytes. */
    long size() {
        return size;
    }

    /** For how long its oldest byte that is not acknowledged has been seen. */
    Duration waiting(Instant now) {
        return growth.waiting(stream.acknowledgedTo(), now);
    }

    boolean atEnd() {
        return (stream.forgets() ? stream.furthest() : stream.readTo()) >= size;
    }

    /** Whether it is closed until it changes. */
    boolean rests() {
        return log instanceof RestingBytes;
    }

    /**
     * Whether it may be closed: all that was seen of it is acknowledged, and whatever becomes of it, it is found again by
     * what it is. One behind a link would not be, if that is switched.
     */
    boolean mayRest() {
        return !rests()
                && !rotated
                && !isComplete()
                && stream.checkpoint().isPresent()
                && stream.acknowledgedTo() == size
                && stream.furthest() == size
                && stream.allAcknowledged()
                && standsAtItsPath();
    }

    private boolean standsAtItsPath() {
        try {
            return path.toRealPath().equals(path) && key.isAt(path);
        } catch (IOException e) {
            return false;
        }
    }

    void rest() throws IOException {
        LogBytes open = log;
        log = new RestingBytes(this::path, key);
        open.close();
    }

    /** Opens it again, at a path where it was seen. */
    void wake(Path at) throws IOException {
        if (log instanceof RestingBytes closed) {
            log = closed.open(at);
        }
    }

    /** Whether one that rests is other than it was, or is to be read to its end. */
    boolean wantsToWake(FileStat now) {
        return rotated || now.size() != size || !now.modified().equals(modified);
    }

    /** When it was and will be looked at. */
    Turn turn() {
        return turn;
    }

    /** When a look last found it changed, or when it was rotated. */
    Instant changed() {
        return changed;
    }

    /** Tells of a failure to read it, if it is the first since the last success. */
    void tellUnreadable(IOException cause, TailerEvents events) {
        if (!failing) {
            failing = true;
            events.fileUnreadable(path, cause.getClass().getSimpleName());
        }
    }

    boolean quietFor(Duration time, Instant now) {
        return !now.isBefore(changed.plus(time));
    }

    /** The globs name the file by this path now; it is followed as one that is written to. */
    void moved(Path to) {
        path = to;
        rotated = false;
    }

    /** The globs name the file by this path now, which is one that rotation gave it. */
    void movedByRotation(Path to, Instant now) {
        path = to;
        if (!rotated) {
            rotatedAway(now);
        }
    }

    void rotatedAway(Instant now) {
        rotated = true;
        changed = now;
    }

    /** It is a copy or a packed form, or for another reason nobody will write to it: its end is the end. */
    void complete(Instant now) {
        complete = true;
        rotatedAway(now);
    }

    boolean isComplete() {
        return complete || log.fixed();
    }

    /** From now on it belongs to this group. */
    void regroup(FileGroup next) {
        group = next;
    }

    /**
     * What was read is gone. A file that was closed may have been deleted, and another one have its inode and path: then
     * the birth is another one, too, or not to be seen yet.
     */
    void contentIsNew() {
        born = Optional.empty();
        statOfPath();
    }

    /** Reads on by another stream, from the first byte. */
    void restart(FileStream next) {
        stream = next;
        growth.restart();
        sizeBefore = 0;
    }

    /** Whether the bytes that were read are still there, so far as their head and tail tell. */
    boolean holdsWhatWasRead() throws IOException {
        return log.fixed() || holdsWhatWasRead(log);
    }

    /** Whether another file holds them, too. */
    boolean holdsWhatWasRead(LogBytes other) throws IOException {
        byte[] last = stream.lastRead();
        return other.size() >= stream.readTo()
                && Arrays.equals(last, other.read(stream.readTo() - last.length, last.length))
                && head().matches(other, 0);
    }

    /** Gives up the memory of a half-written line, which is read again when more of it is there, or when it ends so. */
    void forgetHalfLine() throws IOException {
        long from = stream.shippedTo();
        int length = (int) Math.min(from, Fingerprint.TAIL_BYTES);
        byte[] before = log.read(from - length, length);
        // Of a file that was truncated meanwhile, what was read is not there any more; the next look deals with it.
        if (holdsWhatWasRead()) {
            stream.forget(before);
        }
    }

    /** Reads at most one buffer of what is new. */
    Look look(ByteBuffer buffer, Instant now) throws IOException {
        sizeBefore = size;
        size = log.size();
        growth.grew(size, stream.acknowledgedTo(), now);
        long from = stream.readTo();
        if (size == (stream.forgets() ? stream.furthest() : from)) {
            return Look.AT_END;
        }
        changed = now;
        turn.changeSeen();
        // copytruncate keeps the inode, so the size and what was read before are compared too.
        if (size < stream.furthest()) {
            return Look.TRUNCATED;
        }
        byte[] before = log.fixed() ? new byte[0] : stream.lastRead();
        int overlap = before.length;
        buffer.clear();
        int read = log.read(buffer, from - overlap);
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
            Optional<FileStat> stat =
                    Optional.of(FileStat.of(path)).filter(found -> found.key().equals(key));
            // A file that is written to as soon as it is made shows its birth only later.
            born = born.or(() -> stat.flatMap(FileStat::born));
            return stat;
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
        return !holdsWhatWasRead();
    }

    private boolean headIsSame() throws IOException {
        return log.fixed() || head().matches(log, 0);
    }

    /** Of what was read. */
    Fingerprint head() {
        Optional<Fingerprint> head = stream.checkpoint().map(FileCheckpoint::head);
        return head.orElseGet(() -> Fingerprint.of(stream.unidentifiedHead()));
    }

    /** Bytes that were seen before the file was found to be truncated, and not read. */
    long seenUnread() {
        return Math.max(0, sizeBefore - stream.readTo());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
