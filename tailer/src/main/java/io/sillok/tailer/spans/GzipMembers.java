package io.sillok.tailer.spans;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What a gzip holds, all its members one after the other (RFC 1952). The JDK's own stream ends at the first member if the
 * next has not come yet, takes garbage between two for the end, and calls itself once for each empty one.
 */
final class GzipMembers extends InputStream {

    /** A sender that flushes makes some; thousands of empty ones are no honest body. */
    private static final int MOST_MEMBERS = 1024;

    private static final int INPUT_BYTES = 4096;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] input = new byte[INPUT_BYTES];
    private int from;
    private int to;
    private int members;
    private boolean within;

    GzipMembers(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws ZipException if it is no gzip; {@link EOFException} if it is not whole */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (length > 0) {
            if (!within && !begin()) {
                return -1;
            }
            int read = inflate(into, offset, length);
            if (read > 0) {
                sum.update(into, offset, read);
                return read;
            }
            if (inflater.finished()) {
                end();
            }
        }
        return 0;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            if (from == to && !fill()) {
                throw new EOFException("a member ends early");
            }
            inflater.setInput(input, from, to - from);
        }
        try {
            int read = inflater.inflate(into, offset, length);
            from = to - inflater.getRemaining();
            if (read == 0 && inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary");
            }
            return read;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** Returns whether there is another member. */
    private boolean begin() throws IOException {
        if (from == to && !fill()) {
            if (members == 0) {
                throw new EOFException("there is no member");
            }
            return false;
        }
        if (++members > MOST_MEMBERS) {
            throw new ZipException("more than " + MOST_MEMBERS + " members");
        }
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw new ZipException("no member begins here");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("flags that are not known");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
        inflater.reset();
        sum.reset();
        within = true;
        return true;
    }

    private void end() throws IOException {
        long written = inflater.getBytesWritten();
        if (number() != sum.getValue() || number() != (written & 0xffffffffL)) {
            throw new ZipException("a checksum does not fit");
        }
        within = false;
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText(int flag) throws IOException {
        int read = flag;
        while (read != 0) {
            read = next();
        }
    }

    private int next() throws IOException {
        if (from == to && !fill()) {
            throw new EOFException("a member ends early");
        }
        return input[from++] & 0xff;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(input, 0, input.length));
        return to > 0;
    }

    @Override
    public void close() {
        // Its memory is not of the heap.
        inflater.end();
    }
}
