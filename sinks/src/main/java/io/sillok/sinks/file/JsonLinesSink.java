package io.sillok.sinks.file;

import io.sillok.model.DeadLetter;
import io.sillok.model.EventJson;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MetricSample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/**
 * Appends values to a file, one JSON object a line, each in the one form that it has everywhere. After {@link #flush()}
 * they outlast a crash; a line that a crash left half written is cut when the file is opened again.
 *
 * <p>Thread-safe within one sink; a file has one sink at a time.
 */
public final class JsonLinesSink<T> implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Function<T, byte[]> json;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private JsonLinesSink(FileChannel channel, Function<T, byte[]> json) {
        this.channel = channel;
        this.json = json;
    }

    public static JsonLinesSink<MaskedEvent> ofEvents(Path file) throws IOException {
        return new JsonLinesSink<>(open(file), EventJson::bytes);
    }

    public static JsonLinesSink<MetricSample> ofMetrics(Path file) throws IOException {
        return new JsonLinesSink<>(open(file), MetricSample::json);
    }

    public static JsonLinesSink<DeadLetter> ofDeadLetters(Path file) throws IOException {
        return new JsonLinesSink<>(open(file), DeadLetter::json);
    }

    private static FileChannel open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            channel.truncate(endOfLastLine(channel));
            channel.position(channel.size());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Looks from the end of the file backwards. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BUFFER);
        for (long end = channel.size(); end > 0; ) {
            long from = Math.max(0, end - BUFFER);
            block.clear().limit((int) (end - from));
            for (long at = from; block.hasRemaining(); at = from + block.position()) {
                if (channel.read(block, at) < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
            }
            for (int i = block.limit() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return 0;
    }

    /** @throws IOException if the disk does not take it; the sink is then to be closed */
    public synchronized void write(T value) throws IOException {
        byte[] line = json.apply(value);
        if (line.length + 1 > buffer.remaining()) {
            drain();
        }
        if (line.length + 1 > buffer.capacity()) {
            writeWhole(ByteBuffer.wrap(line));
        } else {
            buffer.put(line);
        }
        buffer.put((byte) '\n');
    }

    /** Returns when all that was written is on the disk. */
    public synchronized void flush() throws IOException {
        drain();
        channel.force(false);
    }

    private void drain() throws IOException {
        writeWhole(buffer.flip());
        buffer.clear();
    }

    private void writeWhole(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (channel) {
            flush();
        }
    }
}
