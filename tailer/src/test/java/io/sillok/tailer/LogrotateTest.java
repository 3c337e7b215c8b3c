package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real logrotate, forced again and again while a program writes and reopens its log as nginx does, and while the tailer
 * is stopped, killed and started.
 */
final class LogrotateTest {

    private static final int ROUNDS = 6;

    @TempDir
    Path folder;

    private TailerRig rig;
    private Path reopen;

    @BeforeEach
    void rig() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/logrotate")), "logrotate is installed");
        rig = new TailerRig(folder, "access.log", "nginx.access");
        rig.clock = InstantSource.system();
        reopen = Files.createFile(folder.resolve("reopen"));
        Files.setPosixFilePermissions(rig.logs, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Writes numbered lines as fast as is good for the test, and opens its log anew when it is told to. */
    private final class Writer implements Runnable {
        private final Path log = rig.logs.resolve("access.log");

        /** Held while nothing may be written. */
        final ReentrantLock pause = new ReentrantLock(true);

        private volatile boolean ended;
        private volatile int lines;

        @Override
        public void run() {
            try {
                long told = -1;
                FileChannel out = null;
                while (!ended) {
                    pause.lock();
                    try {
                        if (out == null || Files.size(reopen) != told) {
                            told = Files.size(reopen);
                            if (out != null) {
                                out.close();
                            }
                            out = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        }
                        byte[] line =
                                (++lines + " GET /products/" + lines % 7 + "\n").getBytes(StandardCharsets.US_ASCII);
                        out.write(ByteBuffer.wrap(line));
                    } finally {
                        pause.unlock();
                    }
                    LockSupport.parkNanos(100_000);
                }
                if (out != null) {
                    out.close();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'create;compress;delaycompress;sharedscripts', false",
        "'copytruncate;compress', true",
    })
    void everyLineArrivesOnce(String directives, boolean pauses) throws Exception {
        follow(directives, pauses);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "'create', false",
        "'nocreate', false",
        "'create;compress', false",
        "'create;dateext;dateformat -%Y%m%d-%s;compress', false",
        "'create;dateext;dateformat .%s;extension .log;delaycompress;compress', false",
        "'copytruncate', true",
        "'copytruncate;compress;delaycompress;dateext;dateformat -%Y%m%d-%s', true",
    })
    void everyLineArrivesOnceInManyWays(String directives, boolean pauses) throws Exception {
        follow(directives, pauses);
    }

    private void follow(String directives, boolean pauses) throws Exception {
        Path config = config(directives);
        boolean bySecond = directives.contains("%s");
        Writer writer = new Writer();
        Thread thread = new Thread(writer, "writer");
        thread.start();
        try {
            rig.start();
            writeSome(writer, true, bySecond);
            boolean running = true;
            for (int round = 0; round < ROUNDS; round++) {
                // copytruncate loses what is written between its two steps; that is told in another test.
                if (pauses) {
                    writer.pause.lock();
                }
                try {
                    rotate(config);
                } finally {
                    if (pauses) {
                        writer.pause.unlock();
                    }
                }
                if (running && round % 3 == 1) {
                    rig.kill();
                    running = false;
                } else if (!running) {
                    rig.start();
                    running = true;
                }
                writeSome(writer, running, bySecond);
            }
            if (!running) {
                rig.start();
            }
        } finally {
            writer.ended = true;
            thread.join();
        }
        rig.passFor(Duration.ofSeconds(5));
        Map<String, Long> arrived = new TreeMap<>(rig.contents().values().stream()
                .flatMap(String::lines)
                .collect(Collectors.groupingBy(line -> line, Collectors.counting())));
        assertThat(arrived).as("of " + directives).hasSize(writer.lines);
        assertThat(arrived.values()).as("of " + directives).allMatch(count -> count == 1);
        assertThat(rig.events.counts()).doesNotContainKeys("bytes_unaccounted", "packed_file_damaged");
        rig.kill();
    }

    /** Lets the writer go on for a while, and for so long that the next file gets another name. */
    private void writeSome(Writer writer, boolean running, boolean bySecond) {
        int enough = writer.lines + 100;
        long second = Instant.now().getEpochSecond();
        while (writer.lines < enough || (bySecond && Instant.now().getEpochSecond() < second + 2)) {
            if (running) {
                rig.pass();
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private Path config(String directives) throws IOException {
        String lines =
                Stream.of(directives.split(";")).map(line -> "  " + line + "\n").collect(Collectors.joining());
        Path config = Files.writeString(
                folder.resolve("logrotate.conf"), """
                %s {
                  size 1
                  rotate 20
                  missingok
                %s  postrotate
                    echo >> %s
                  endscript
                }
                """.formatted(rig.logs.resolve("access.log"), lines, reopen));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        return config;
    }

    private void rotate(Path config) throws Exception {
        Process process = new ProcessBuilder(
                        "/usr/sbin/logrotate",
                        "--force",
                        "--state",
                        folder.resolve("state").toString(),
                        config.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
