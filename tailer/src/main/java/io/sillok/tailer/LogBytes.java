package io.sillok.tailer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one log, whether they stand on disk as they are or packed. */
interface LogBytes extends Closeable {

    /** @throws java.io.EOFException of a packed file that is not whole, or not yet */
    long size() throws IOException;

    /** Reads from an offset on, as a file channel does: fewer bytes than asked for are no end, -1 is. */
    int read(ByteBuffer into, long offset) throws IOException;

    /** Whether nobody can write to it any more, so that it need not be compared with what was read before. */
    boolean fixed();

    /** So many bytes from an offset on, or fewer if it ends before. */
    default byte[] read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && read(bytes, offset + bytes.position()) >= 0) {}
        byte[] read = new byte[bytes.position()];
        bytes.flip().get(read);
        return read;
    }
}
