package io.sillok.tailer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A log that is closed until it changes, so that it takes no descriptor. What is read of it meanwhile opens it for a moment.
 * That another file stands at its path is as if there were none: then it is looked for under other names.
 *
 * @param path where it is now
 */
record RestingBytes(Supplier<Path> path, FileKey key) implements LogBytes {

    @Override
    public long size() throws IOException {
        FileStat stat = FileStat.of(path.get());
        if (!stat.key().equals(key)) {
            throw new NoSuchFileException(path.get().toString());
        }
        return stat.size();
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        try (LogBytes open = open(path.get())) {
            return open.read(into, offset);
        }
    }

    /** Opens it for good, at this path. */
    LogBytes open(Path at) throws IOException {
        LogBytes log = PlainBytes.open(at);
        if (!key.isAt(at)) {
            log.close();
            throw new NoSuchFileException(at.toString());
        }
        return log;
    }

    @Override
    public boolean fixed() {
        return false;
    }

    @Override
    public void close() {}
}
