package io.sillok.local.audit;

import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Slices set aside in a temporary file until it is their turn. The file is made when the first comes, and is gone when
 * the process ends, however it ends. Not thread-safe.
 */
final class Spool implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;

    /** Where slices stand, one behind the other: {@code [from, to)} in the spool. */
    record Stretch(long from, long to) {}

    /** Hears of each slice. */
    @FunctionalInterface
    interface Visitor {
        void slice(FileSlice slice) throws IOException;
    }

    private final Path folder;
    private final FileSliceWire wire = new FileSliceWire();
    private Optional<FileChannel> file = Optional.empty();
    private Optional<DataOutputStream> out = Optional.empty();
    private long end;

    Spool(Path folder) {
        this.folder = folder;
    }

    Stretch add(FileSlice slice) throws IOException {
        try {
            DataOutputStream to = out();
            long from = end;
            int before = to.size();
            wire.write(slice, to);
            // DataOutputStream counts up to what an int holds, no further; a new one counts from 0.
            end += to.size() - before;
            if (to.size() > Integer.MAX_VALUE / 2) {
                to.flush();
                out = Optional.of(stream());
            }
            return new Stretch(from, end);
        } catch (IOException e) {
            throw new IOException(
                    "slices could not be set aside in " + folder + " (" + e.getMessage()
                            + "); name a folder with more room with --temp DIR",
                    e);
        }
    }

    void forEach(Stretch stretch, Visitor visitor) throws IOException {
        out().flush();
        DataInputStream in = new DataInputStream(new BufferedInputStream(
                new Window(file.orElseThrow(), stretch), (int) Math.min(BUFFER, stretch.to() - stretch.from())));
        in.mark(1);
        while (in.read() >= 0) {
            in.reset();
            visitor.slice(wire.read(in));
            in.mark(1);
        }
    }

    private DataOutputStream out() throws IOException {
        if (out.isEmpty()) {
            Path path = Files.createTempFile(folder, "sillok-spool-", ".tmp");
            file = Optional.of(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
            // An open file without a name: the system takes it back even after kill -9.
            Files.delete(path);
            out = Optional.of(stream());
        }
        return out.get();
    }

    private DataOutputStream stream() {
        return new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file.orElseThrow()), BUFFER));
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }

    /** A part of a file, read at positions of its own. */
    private static final class Window extends InputStream {

        private final FileChannel file;
        private final long to;
        private long at;

        Window(FileChannel file, Stretch stretch) {
            this.file = file;
            this.at = stretch.from();
            this.to = stretch.to();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (at >= to) {
                return -1;
            }
            int read = file.read(ByteBuffer.wrap(bytes, from, (int) Math.min(length, to - at)), at);
            if (read > 0) {
                at += read;
            }
            return read;
        }
    }
}
