package io.sillok.tailer;

import io.sillok.model.FileId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How far one open file is, in bytes from its start; {@code size} as it was at the last look.
 *
 * @param id none until the first record is whole
 * @param waiting for how long its oldest byte that is not acknowledged has been seen
 */
public record FileProgress(
        Path path,
        String parser,
        long size,
        long read,
        long shipped,
        long acknowledged,
        Optional<FileId> id,
        Duration waiting) {

    /** Bytes that are not safe in Kafka yet. */
    public long lag() {
        return Math.max(0, size - acknowledged);
    }
}
