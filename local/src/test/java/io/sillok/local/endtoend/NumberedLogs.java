package io.sillok.local.endtoend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes nginx's access and error log and Laravel's at a steady pace, a number in each line; moves the files away now and
 * then, as logrotate does. Lines bear the time at which they are written.
 */
final class NumberedLogs implements AutoCloseable {

    /** A log of lines that a developer would meet, each with its number as {@code seq-7-end}. */
    enum Log {
        ACCESS("nginx.access", ", definition: {log_format: combined, metrics: true}") {
            @Override
            String line(String mark, Instant now) {
                return "203.0.113.9 - - [" + NGINX.format(now) + "] \"GET /orders/" + mark
                        + " HTTP/1.1\" 200 512 \"-\" \"curl/8.5.0\"\n";
            }
        },
        ERROR("nginx.error", "") {
            @Override
            String line(String mark, Instant now) {
                return NGINX_ERROR.format(now) + " [error] 71#71: *5 open() \"/var/www/public/" + mark
                        + "\" failed (2: No such file or directory), client: 203.0.113.9, server: _, request: \"GET /"
                        + mark + " HTTP/1.1\", host: \"shop.example\"\n";
            }
        },
        LARAVEL("laravel.line", "") {
            @Override
            String line(String mark, Instant now) {
                return "[" + LARAVEL_TIME.format(now) + "] production.WARNING: Order " + mark + " waits {\"try\":2} \n";
            }
        };

        private static final DateTimeFormatter NGINX = format("dd/MMM/uuuu:HH:mm:ss '+0000'");
        private static final DateTimeFormatter NGINX_ERROR = format("uuuu/MM/dd HH:mm:ss");
        private static final DateTimeFormatter LARAVEL_TIME = format("uuuu-MM-dd HH:mm:ss");

        private final String parser;
        private final String definition;

        Log(String parser, String definition) {
            this.parser = parser;
            this.definition = definition;
        }

        private static DateTimeFormatter format(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        }

        abstract String line(String mark, Instant now);

        String parser() {
            return parser;
        }

        Path in(Path folder) {
            return folder.resolve(name().toLowerCase(Locale.ROOT) + ".log");
        }

        /** Its entry in a tailer's config. */
        String yaml(Path folder) {
            return "  - {paths: [%s], parser: %s%s}\n".formatted(in(folder), parser, definition);
        }
    }

    private static final Pattern MARK = Pattern.compile("seq-(\\d+)-end");
    private static final long TURN_MILLIS = 20;

    private final Path folder;
    private final int linesPerSecond;
    private final Thread thread = new Thread(this::run, "numbered-logs");
    private volatile boolean stopped;
    private volatile boolean rotate;
    private volatile Optional<IOException> failure = Optional.empty();
    private int lines;
    private int rotations;

    private NumberedLogs(Path folder, int linesPerSecond) {
        this.folder = folder;
        this.linesPerSecond = linesPerSecond;
    }

    static NumberedLogs start(Path folder, int linesPerSecond) {
        NumberedLogs logs = new NumberedLogs(folder, linesPerSecond);
        logs.thread.start();
        return logs;
    }

    /** The number in a line, or in the document that was made of it. */
    static int number(String text) {
        Matcher mark = MARK.matcher(text);
        if (!mark.find()) {
            throw new AssertionError("no number in " + text);
        }
        return Integer.parseInt(mark.group(1));
    }

    /** The files get other names in the next moment. */
    void rotate() {
        rotate = true;
    }

    /** Ends the writing; how many lines each log has. */
    int stop() throws IOException, InterruptedException {
        stopped = true;
        thread.join();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return lines;
    }

    int rotations() {
        return rotations;
    }

    private void run() {
        try {
            write();
        } catch (IOException e) {
            failure = Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (!stopped) {
            int until = (int) ((System.nanoTime() - started) * linesPerSecond / 1_000_000_000L);
            for (Log log : Log.values()) {
                append(log, lines, until);
            }
            lines = Math.max(lines, until);
            if (rotate) {
                rotate = false;
                rotations++;
                for (Log log : Log.values()) {
                    Files.move(log.in(folder), Path.of(log.in(folder) + "." + rotations));
                }
            }
            TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
        }
    }

    private void append(Log log, int from, int to) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int number = from; number < to; number++) {
            text.append(log.line("seq-" + number + "-end", Instant.now()));
        }
        try (FileChannel file =
                FileChannel.open(log.in(folder), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
