package io.sillok.tailer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint says.
 *
 * @param folders when each folder of logs was last looked at whole; what is written to later and not known is new
 */
record CheckpointContent(Collection<FileCheckpoint> files, Map<Path, Instant> folders) {

    static final CheckpointContent NONE = new CheckpointContent(List.of(), Map.of());
}
