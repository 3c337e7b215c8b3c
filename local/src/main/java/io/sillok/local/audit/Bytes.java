package io.sillok.local.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads from a place in a file. */
final class Bytes {

    private Bytes() {}

    /** Fills the buffer, or reads to the file's end; tells how many bytes it read. */
    static int read(FileChannel file, long offset, ByteBuffer into) throws IOException {
        int before = into.position();
        while (into.hasRemaining()) {
            if (file.read(into, offset + into.position() - before) < 0) {
                break;
            }
        }
        return into.position() - before;
    }
}
