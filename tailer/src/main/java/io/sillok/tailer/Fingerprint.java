package io.sillok.tailer;

import io.sillok.model.Digest;
import java.io.IOException;
import java.util.Arrays;

/** What a stretch of a file held: enough to tell later whether it still does. */
record Fingerprint(int length, String hash) {

    /** The head of a file is its first record up to this size; it names the file. */
    static final int HEAD_BYTES = 4096;

    /** The start tells files apart whose heads are the same. */
    static final int START_BYTES = 64 * 1024;

    /** The tail is what stands right before a position. */
    static final int TAIL_BYTES = 256;

    private static final int HASH_BYTES = 16;

    static final Fingerprint NONE = of(new byte[0]);

    static Fingerprint of(byte[] bytes) {
        return new Fingerprint(bytes.length, Digest.hex(bytes, HASH_BYTES));
    }

    /** Of the last bytes of an array before an index. */
    static Fingerprint ofTail(byte[] bytes, int end) {
        return of(Arrays.copyOfRange(bytes, Math.max(0, end - TAIL_BYTES), end));
    }

    /** Whether the log still holds at the offset what this was taken of. */
    boolean matches(LogBytes log, long offset) throws IOException {
        return equals(of(log.read(offset, length)));
    }

    /** Whether bytes begin with what this was taken of. */
    boolean begins(byte[] bytes) {
        return bytes.length >= length && equals(of(Arrays.copyOf(bytes, length)));
    }
}
