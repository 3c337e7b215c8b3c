package io.sillok.tailer;

import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;

/**
 * How far one file is acknowledged, and how to know it again.
 *
 * @param epoch counts files of the same inode and head, as truncation or reuse of an inode makes them
 * @param head of the first record
 * @param position behind the last byte of the contiguous acknowledged prefix
 * @param tail right before the position
 * @param path as it was when the file was first seen
 * @param seen when the file was last open here
 */
record FileCheckpoint(
        FileId id,
        FileKey key,
        int epoch,
        Fingerprint head,
        ResumePoint position,
        Fingerprint tail,
        Path path,
        Instant seen) {

    /** Whether an open file is the one that this speaks of, grown or not. */
    boolean describes(FileKey other, FileChannel file) throws IOException {
        // The device is not compared: it changes when a volume is mounted anew.
        return key.inode() == other.inode()
                && file.size() >= position.offset()
                && head.matches(file, 0)
                && tail.matches(file, position.offset() - tail.length());
    }

    boolean sharesHead(FileKey other, Fingerprint otherHead) {
        return key.inode() == other.inode() && head.equals(otherHead);
    }

    FileCheckpoint at(ResumePoint point, Fingerprint newTail) {
        return new FileCheckpoint(id, key, epoch, head, point, newTail, path, seen);
    }

    FileCheckpoint seen(Instant when) {
        return new FileCheckpoint(id, key, epoch, head, position, tail, path, when);
    }
}
