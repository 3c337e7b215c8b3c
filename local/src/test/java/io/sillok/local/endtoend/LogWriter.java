package io.sillok.local.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Writes one log, in bursts at full speed, within a process of its own: see {@link #main}. It keeps its file open whatever
 * the file's name becomes, and opens it anew when it finds a marker, as nginx does on USR1.
 */
final class LogWriter implements Runnable {

    private static final int BURST_BYTES = 128 * 1024;

    private final Path folder;
    private final LogStream stream;
    private final long bytesPerSecond;
    private final Random random;
    private volatile boolean stopped;
    private long lines;
    private long written;

    private LogWriter(Path folder, LogStream stream, long bytesPerSecond, Random random) {
        this.folder = folder;
        this.stream = stream;
        this.bytesPerSecond = bytesPerSecond;
        this.random = random;
    }

    /**
     * Arguments: a folder, the mean bytes a second of each log, a seed. Writes all streams until a line or the end of
     * standard input comes; then it says how many lines of each it wrote.
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[2]));
        List<LogWriter> writers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (String name : List.of(arguments).subList(3, arguments.length)) {
            LogStream stream = CrashRun.stream(name);
            LogWriter writer =
                    new LogWriter(folder, stream, Long.parseLong(arguments[1]), new Random(random.nextLong()));
            writers.add(writer);
            threads.add(new Thread(writer, name));
        }
        threads.forEach(Thread::start);
        System.out.println("writing");
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        writers.forEach(writer -> writer.stopped = true);
        for (Thread thread : threads) {
            thread.join();
        }
        writers.forEach(writer -> System.out.println(writer.stream.name() + " " + writer.lines));
    }

    /** Written by logrotate's script, taken away when the file was opened anew. */
    static Path marker(Path folder, LogStream stream) {
        return folder.resolve(stream.name() + ".reopen");
    }

    @Override
    public void run() {
        try {
            write();
        } catch (IOException | InterruptedException e) {
            System.err.println(stream.name() + ": " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void write() throws IOException, InterruptedException {
        Path marker = marker(folder, stream);
        FileChannel file = open();
        long started = System.nanoTime();
        while (!stopped) {
            if (Files.exists(marker)) {
                FileChannel old = file;
                file = open();
                old.close();
                Files.delete(marker);
            }
            long due = started + written * 1_000_000_000L / bytesPerSecond;
            if (System.nanoTime() < due) {
                TimeUnit.MILLISECONDS.sleep(5);
            } else {
                written += burst(file);
            }
        }
        file.close();
    }

    private long burst(FileChannel file) throws IOException {
        int size = 1 + random.nextInt(BURST_BYTES);
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(stream.line(lines++));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        // Half a line, and the rest of it in the next moment, is what a reader has to live with.
        int cut = stream.wholeLines() ? bytes.length : random.nextInt(bytes.length);
        write(file, bytes, 0, cut);
        write(file, bytes, cut, bytes.length);
        return bytes.length;
    }

    private static void write(FileChannel file, byte[] bytes, int from, int to) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, to - from);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(folder.resolve(stream.file()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
