package io.sillok.tailer;

import java.nio.file.Path;

/** How far one open file is, in bytes from its start; {@code size} as it was at the last look. */
public record FileProgress(Path path, String parser, long size, long read, long shipped, long acknowledged) {

    /** Bytes that are not safe in Kafka yet. */
    public long lag() {
        return Math.max(0, size - acknowledged);
    }
}
