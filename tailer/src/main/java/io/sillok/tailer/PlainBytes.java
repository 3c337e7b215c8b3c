package io.sillok.tailer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A log as it is written. */
record PlainBytes(FileChannel file) implements LogBytes {

    static PlainBytes open(Path path) throws IOException {
        return new PlainBytes(FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        return file.read(into, offset);
    }

    @Override
    public boolean fixed() {
        return false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
