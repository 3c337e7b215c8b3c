package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file as a tailer's checkpoint knows it, for those who ask from outside. What it held is told by hashes: so a file can
 * be known again by its content, under another name or packed.
 *
 * @param path as it was when the file was first seen
 * @param acknowledged how far Kafka has acknowledged it, without a gap
 * @param head of the first {@code headLength} bytes
 * @param tail of the {@code tailLength} bytes right before {@code acknowledged}
 */
public record KnownFile(
        FileId id, Path path, long inode, long acknowledged, int headLength, String head, int tailLength, String tail) {

    /** Bytes of a hash, which is written in hex digits. */
    public static final int HASH_BYTES = 16;

    /** Heads are not longer than this. */
    public static final int MOST_HEAD_BYTES = Fingerprint.HEAD_BYTES;

    /**
     * The newest whole checkpoint in a tailer's data folder, whether the tailer runs or not; nothing if there is none.
     *
     * @throws IOException if there is one that cannot be read
     */
    public static List<KnownFile> in(Path data) throws IOException {
        IllegalArgumentException damage = null;
        for (String name : List.of("checkpoint", "checkpoint.previous")) {
            try {
                return CheckpointStore.read(data.resolve(name)).files().stream()
                        .map(KnownFile::of)
                        .toList();
            } catch (NoSuchFileException e) {
                // None was written yet, or a tailer is between two renames.
                continue;
            } catch (IllegalArgumentException e) {
                damage = e;
            }
        }
        if (damage != null) {
            throw new IOException("the checkpoint in " + data + " is damaged: " + damage.getMessage(), damage);
        }
        return List.of();
    }

    private static KnownFile of(FileCheckpoint file) {
        return new KnownFile(
                file.id(),
                file.path(),
                file.key().inode(),
                file.position().offset(),
                file.head().length(),
                file.head().hash(),
                file.tail().length(),
                file.tail().hash());
    }
}
