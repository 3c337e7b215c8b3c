package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.servers.KafkaBroker;
import io.sillok.local.servers.KafkaBrokerProcess;
import io.sillok.model.Topics;
import io.sillok.tailer.KnownFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Logs that are written and rotated while the tailer and the broker are killed, all as processes of their own. What
 * happens when comes from a seed; the rest is up to the machine.
 */
final class CrashRun implements AutoCloseable {

    private static final List<LogStream> STREAMS =
            List.of(LogStream.DELAYED, LogStream.PACKED, LogStream.DATED, LogStream.STACKED, LogStream.TRUNCATED);

    private record Loss(Path log, long bytes) {}

    private static final Pattern LOSS = Pattern.compile("(/\\S+) lost at least (\\d+) bytes");
    private static final int PARTITIONS = 3;
    private static final int LAST_WORDS = 20;
    private static final Duration FIRST_LOOK = Duration.ofSeconds(60);
    private static final Duration PROGRESS = Duration.ofSeconds(15);
    private static final int LONGEST_LIFE_MILLIS = 1500;
    private static final int LONGEST_DEATH_MILLIS = 600;

    private final Path folder;
    private final Path logs;
    private final Path config;
    private final List<LogStream> streams;
    private final Random random;
    private final Logrotate logrotate;
    private final LogWriters writers;
    private KafkaBrokerProcess broker;
    private SillokProcess tailer;
    private final Set<Loss> losses = new HashSet<>();
    private int kills;
    private int brokerKills;
    private int rotations;

    private CrashRun(
            Path folder,
            List<LogStream> streams,
            long seed,
            Logrotate logrotate,
            KafkaBrokerProcess broker,
            LogWriters writers)
            throws IOException {
        this.folder = folder;
        this.logs = folder.resolve("logs");
        this.streams = streams;
        this.random = new Random(seed);
        this.logrotate = logrotate;
        this.broker = broker;
        this.writers = writers;
        this.config = Files.writeString(folder.resolve("tailer.yaml"), yaml());
        this.tailer = startTailer();
    }

    static LogStream stream(String name) {
        return STREAMS.stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static CrashRun start(Path folder, List<LogStream> streams, long seed, long bytesPerSecond, Logrotate logrotate)
            throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        for (LogStream stream : streams) {
            logrotate.configure(logs, stream);
        }
        KafkaBrokerProcess broker = KafkaBrokerProcess.start(folder.resolve("kafka"), KafkaBroker.ANY_PORT);
        LogWriters writers = null;
        try {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(Topics.LOGS_RAW, PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
            writers = LogWriters.start(logs, streams, bytesPerSecond, seed);
            return new CrashRun(folder, streams, seed, logrotate, broker, writers);
        } catch (Exception e) {
            broker.close();
            if (writers != null) {
                writers.close();
            }
            throw e;
        }
    }

    private String yaml() {
        StringBuilder text = new StringBuilder("""
                service: crash
                host: app-1
                data: %s
                kafka: {bootstrap.servers: "%s"}
                quiet_time: 200ms
                checkpoint_interval: 200ms
                files:
                """.formatted(folder.resolve("data"), broker.bootstrapServers()));
        for (LogStream stream : streams) {
            text.append("  - {paths: [%s], parser: %s%s}\n"
                    .formatted(
                            logs.resolve(stream.file()),
                            stream.parser(),
                            stream.parser().equals("nginx.access") ? ", definition: {log_format: combined}" : ""));
        }
        return text.toString();
    }

    /** Kills the tailer so many times, the broker in between, and rotates all the while. */
    void crash(int tailerKills, int killsOfTheBroker) throws Exception {
        // What was rotated before a tailer ever ran is nobody's to ship.
        Eventually.within(FIRST_LOOK, () -> assertThat(KnownFile.in(folder.resolve("data")))
                .extracting(KnownFile::path)
                .containsAll(streams.stream()
                        .map(stream -> logs.resolve(stream.file()))
                        .toList()));
        while (kills < tailerKills) {
            awaitProgress();
            rotateDuring(random.nextInt(LONGEST_LIFE_MILLIS));
            if (random.nextInt(tailerKills - kills) < killsOfTheBroker - brokerKills) {
                broker.kill();
                brokerKills++;
                rotateDuring(random.nextInt(LONGEST_DEATH_MILLIS));
                if (random.nextBoolean()) {
                    killTailer();
                }
                broker = KafkaBrokerProcess.start(folder.resolve("kafka"), broker.port());
            } else {
                killTailer();
            }
        }
    }

    /** Most lives are not over before the tailer has done something; some are. */
    private void awaitProgress() throws Exception {
        boolean inTheMiddleOfItsStart = random.nextInt(4) == 0;
        String before = checkpoint();
        long deadline = System.nanoTime() + PROGRESS.toNanos();
        while (!inTheMiddleOfItsStart && checkpoint().equals(before) && System.nanoTime() < deadline) {
            rotateDuring(100);
        }
    }

    private String checkpoint() throws IOException {
        Path checkpoint = folder.resolve("data/checkpoint");
        return Files.exists(checkpoint) ? Files.getLastModifiedTime(checkpoint).toString() : "";
    }

    private void killTailer() throws Exception {
        assertThat(tailer.alive())
                .as("whether the tailer lives until it is killed; it said: %s", lastWords())
                .isTrue();
        tailer.kill();
        noteLosses();
        kills++;
        rotateDuring(random.nextInt(LONGEST_DEATH_MILLIS));
        tailer = startTailer();
    }

    private void rotateDuring(long millis) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        if (random.nextInt(6) == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt((int) millis + 1));
            rotations += logrotate.rotate(streams.get(random.nextInt(streams.size()))) ? 1 : 0;
        }
        TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
    }

    private SillokProcess startTailer() throws IOException {
        return SillokProcess.start(folder, "tail", "-c", config.toString());
    }

    /** Lets the writers end; the lines of each stream. */
    Map<String, Long> stopWriting() throws IOException, InterruptedException {
        return writers.stop();
    }

    /** Whether the files that stand under the logs' own names are acknowledged to their ends. */
    boolean newestFilesAreShipped() throws IOException {
        List<KnownFile> known = KnownFile.in(folder.resolve("data"));
        for (LogStream stream : streams) {
            Path log = logs.resolve(stream.file());
            long size = Files.exists(log) ? Files.size(log) : 0;
            if (size > 0 && known.stream().noneMatch(file -> isAt(file, log) && file.acknowledged() == size)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAt(KnownFile file, Path log) {
        try {
            return Files.getAttribute(log, "unix:ino").equals(file.inode());
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets the tailer end as an operator does. */
    int stopTailer() throws InterruptedException {
        int exitCode = tailer.stop(Duration.ofSeconds(30));
        noteLosses();
        return exitCode;
    }

    /** One that is killed right after it told of a loss may tell of it again in its next life. */
    private void noteLosses() {
        tailer.errors().stream()
                .map(LOSS::matcher)
                .filter(Matcher::find)
                .forEach(loss -> losses.add(new Loss(Path.of(loss.group(1)), Long.parseLong(loss.group(2)))));
    }

    /** What the tailers said of bytes of a log that are in no file any more. */
    long bytesToldLost(LogStream stream) {
        return losses.stream()
                .filter(loss -> loss.log().equals(logs.resolve(stream.file())))
                .mapToLong(Loss::bytes)
                .sum();
    }

    SillokProcess tailer() {
        return tailer;
    }

    /** What the tailer said last. */
    String lastWords() {
        List<String> said = tailer.errors();
        return String.join("\n", said.subList(Math.max(0, said.size() - LAST_WORDS), said.size()));
    }

    Path logs() {
        return logs;
    }

    Path config() {
        return config;
    }

    String events() {
        return kills + " kills of the tailer, " + brokerKills + " of the broker, " + rotations + " rotations";
    }

    @Override
    public void close() {
        writers.close();
        tailer.close();
        broker.close();
    }
}
