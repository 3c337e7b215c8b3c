package io.sillok.job.parse;

import io.sillok.model.FileId;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.MalformedSnapshotException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parsers of the files that were read last, so that they need not be restored from state for each slice. What is here
 * is always also in state. Not thread-safe.
 */
final class LiveParsers {

    private static final int MOST = 1024;

    private final Map<FileId, FileParser> parsers = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FileId, FileParser> eldest) {
            return size() > MOST;
        }
    };

    FileParser of(FileProgress file) {
        return parsers.computeIfAbsent(file.source.fileId(), id -> open(file));
    }

    private static FileParser open(FileProgress file) {
        if (!file.hasParser()) {
            return new FileParser(file.source);
        }
        try {
            return FileParser.restore(file.source, file.parser);
        } catch (MalformedSnapshotException e) {
            throw new IllegalStateException(
                    "the state of " + file.source.path() + " was written by a parser that this job does not know", e);
        }
    }

    boolean isLive(FileProgress file) {
        return parsers.containsKey(file.source.fileId());
    }

    void forget(FileId id) {
        parsers.remove(id);
    }
}
