package io.sillok.local.audit;

import io.sillok.model.Digest;
import io.sillok.tailer.KnownFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file on this disk that may hold a log: as it was written, or gzip'd. Not thread-safe. */
final class DiskFile {

    private final Path path;
    private final long inode;
    private final boolean packed;
    private byte[] start = {};
    private boolean startRead;

    private DiskFile(Path path, long inode, boolean packed) {
        this.path = path;
        this.inode = inode;
        this.packed = packed;
    }

    static DiskFile at(Path path) throws IOException {
        long inode = (Long) Files.getAttribute(path, "unix:ino");
        return new DiskFile(path, inode, path.toString().endsWith(".gz"));
    }

    Path path() {
        return path;
    }

    long inode() {
        return inode;
    }

    boolean packed() {
        return packed;
    }

    /** On the disk, in bytes. */
    long storedSize() throws IOException {
        return Files.size(path);
    }

    /** Whether it begins as a known file does. */
    boolean beginsAs(KnownFile known) throws IOException {
        return hash(start(), known.headLength()).equals(known.head());
    }

    /** Whether it holds all that Kafka has acknowledged of a known file. */
    boolean holds(KnownFile known, Path temporary) throws IOException {
        if (!beginsAs(known)) {
            return false;
        }
        try (FileChannel content = open(temporary)) {
            long tailAt = known.acknowledged() - known.tailLength();
            byte[] tail = new byte[known.tailLength()];
            return content.size() >= known.acknowledged()
                    && Bytes.read(content, tailAt, ByteBuffer.wrap(tail)) == tail.length
                    && hash(tail, tail.length).equals(known.tail());
        }
    }

    /** Whether a line of it is whole. */
    boolean hasALine() throws IOException {
        try (InputStream in = new BufferedInputStream(stream())) {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                next = in.read();
            }
            return next == '\n';
        }
    }

    /**
     * What was written to it; a packed one is unpacked into a file without a name, which goes when it is closed.
     *
     * @throws EOFException if it is packed and not whole
     * @throws ZipException if it is not what its name says
     */
    FileChannel open(Path temporary) throws IOException, EOFException, ZipException {
        if (!packed) {
            return FileChannel.open(path, StandardOpenOption.READ);
        }
        Path unpacked = Files.createTempFile(temporary, "sillok-audit-", ".tmp");
        FileChannel content = FileChannel.open(unpacked, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(unpacked);
        try (InputStream in = stream()) {
            // Not closed: that would close the channel.
            OutputStream out = Channels.newOutputStream(content);
            in.transferTo(out);
            return content;
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    private byte[] start() throws IOException {
        if (!startRead) {
            try (InputStream in = stream()) {
                start = in.readNBytes(KnownFile.MOST_HEAD_BYTES);
            }
            startRead = true;
        }
        return start;
    }

    private InputStream stream() throws IOException {
        InputStream in = Files.newInputStream(path);
        return packed ? new GZIPInputStream(in, 64 * 1024) : in;
    }

    private static String hash(byte[] bytes, int length) {
        return bytes.length < length ? "" : Digest.hex(Arrays.copyOf(bytes, length), KnownFile.HASH_BYTES);
    }
}
