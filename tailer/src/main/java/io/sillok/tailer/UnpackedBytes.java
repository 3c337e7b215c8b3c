package io.sillok.tailer;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * What a gzip file holds, all its members one after the other. Reading forward is cheap, reading backward begins anew.
 * Nothing is unpacked to the disk.
 */
final class UnpackedBytes implements LogBytes {

    /** Dozens of packed files may be open through an outage, each with buffers of its own. */
    private static final int INPUT_BYTES = 8 * 1024;

    private static final int TRAILER_BYTES = 4;

    private final FileChannel packed;
    private InputStream unpacked;
    private long at;
    private OptionalLong size = OptionalLong.empty();

    private UnpackedBytes(FileChannel packed) {
        this.packed = packed;
        this.unpacked = InputStream.nullInputStream();
        this.at = Long.MAX_VALUE;
    }

    static boolean isPacked(Path path) {
        return path.toString().endsWith(".gz");
    }

    static UnpackedBytes open(Path path) throws IOException {
        return new UnpackedBytes(FileChannel.open(path, StandardOpenOption.READ));
    }

    /** Unpacks all of it, which also compares its checksums. */
    @Override
    public long size() throws IOException {
        if (size.isEmpty()) {
            byte[] buffer = new byte[INPUT_BYTES];
            rewind();
            while (unpack(buffer, 0, buffer.length) >= 0) {}
            size = OptionalLong.of(at);
        }
        return size.getAsLong();
    }

    /** How much it takes on the disk. */
    long packedSize() throws IOException {
        return packed.size();
    }

    /** What the file says of its length, modulo 2^32 bytes; right for a whole file of one member. */
    long claimedSize() throws IOException {
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (trailer.hasRemaining()
                && packed.read(trailer, Math.max(0, packed.size() - TRAILER_BYTES) + trailer.position()) >= 0) {}
        return trailer.hasRemaining() ? 0 : Integer.toUnsignedLong(trailer.getInt(0));
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        if (offset < at) {
            rewind();
        }
        byte[] skipped = new byte[(int) Math.min(INPUT_BYTES, offset - at)];
        while (at < offset) {
            if (unpack(skipped, 0, (int) Math.min(skipped.length, offset - at)) < 0) {
                return -1;
            }
        }
        int read = unpack(into.array(), into.arrayOffset() + into.position(), into.remaining());
        if (read > 0) {
            into.position(into.position() + read);
        }
        return read;
    }

    /** The first bytes, as far as they stand in a file that may not be whole yet. */
    byte[] start(int length) throws IOException {
        byte[] start = new byte[length];
        int read = 0;
        try {
            rewind();
            for (int more = 0; more >= 0 && read < length; more = unpack(start, read, length - read)) {
                read += more;
            }
        } catch (EOFException e) {
            // What is missing is found out by size(), which is asked before anything is read for good.
            at = Long.MAX_VALUE;
        }
        return java.util.Arrays.copyOf(start, read);
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public void close() throws IOException {
        // Ends what unpacks, whose memory is not of the heap, and closes the file.
        unpacked.close();
        packed.close();
    }

    /** Who unpacks it from the start closes what unpacked it before, and not the file. */
    private static final class FromStart extends FilterInputStream {

        FromStart(FileChannel packed) {
            super(Channels.newInputStream(packed));
        }

        @Override
        public void close() {}
    }

    private int unpack(byte[] into, int from, int length) throws IOException {
        int read = unpacked.read(into, from, length);
        at += Math.max(0, read);
        return read;
    }

    private void rewind() throws IOException {
        at = Long.MAX_VALUE;
        unpacked.close();
        packed.position(0);
        unpacked = new GZIPInputStream(new FromStart(packed), INPUT_BYTES);
        at = 0;
    }
}
