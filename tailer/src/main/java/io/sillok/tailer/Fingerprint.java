package io.sillok.tailer;

import io.sillok.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** What a stretch of a file held: enough to tell later whether it still does. */
record Fingerprint(int length, String hash) {

    /** The head of a file is its first record up to this size. */
    static final int HEAD_BYTES = 4096;

    /** The tail is what stands right before a position. */
    static final int TAIL_BYTES = 256;

    private static final int HASH_BYTES = 16;

    static final Fingerprint NONE = of(new byte[0]);

    static Fingerprint of(byte[] bytes) {
        return new Fingerprint(bytes.length, Digest.hex(bytes, HASH_BYTES));
    }

    /** Of the last bytes of an array. */
    static Fingerprint ofTail(byte[] bytes) {
        return of(Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAIL_BYTES), bytes.length));
    }

    /** Whether the file still holds at the offset what this was taken of. */
    boolean matches(FileChannel file, long offset) throws IOException {
        return equals(of(read(file, offset, length)));
    }

    /** So many bytes of a file, or fewer if it ends before. */
    static byte[] read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {}
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
