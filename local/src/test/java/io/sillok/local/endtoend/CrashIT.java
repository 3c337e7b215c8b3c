package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.local.audit.Audit;
import io.sillok.local.audit.AuditReport;
import io.sillok.local.audit.KafkaAccess;
import io.sillok.model.Topics;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tailer and broker are killed at random moments while logs are written and rotated by the real logrotate: every line that
 * the file system kept arrives, and, after the job's dedupe, none arrives twice. {@code -Dsillok.crash.seed=N} repeats the
 * faults of a run.
 */
final class CrashIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ENDED = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    /** The faults of one seed, in less than a minute. */
    @Test
    @Tag("long")
    void survivesAFewKills() throws Exception {
        run(7, 3, 1, 200_000, Duration.ofSeconds(30));
    }

    @Test
    @Tag("long")
    void survivesSomeKills() throws Exception {
        run(Long.getLong("sillok.crash.seed", 1), 5, 1, 300_000, Duration.ofSeconds(60));
    }

    @Test
    @Tag("long")
    void survivesFiftyKills() throws Exception {
        run(Long.getLong("sillok.crash.seed", System.nanoTime() % 100_000), 50, 5, 500_000, Duration.ofMinutes(3));
    }

    private void run(long seed, int kills, int brokerKills, long bytesPerSecond, Duration caughtUp) throws Exception {
        Path state = Files.createDirectory(folder.resolve("logrotate"));
        Optional<Logrotate> logrotate = Logrotate.installed(state);
        assumeTrue(logrotate.isPresent(), "logrotate is not installed: apt-get install logrotate");
        List<LogStream> streams =
                List.of(LogStream.DELAYED, LogStream.PACKED, LogStream.DATED, LogStream.STACKED, LogStream.TRUNCATED);
        LOG.info("seed {}", seed);
        try (CrashRun crash = CrashRun.start(folder, streams, seed, bytesPerSecond, logrotate.get())) {
            crash.crash(kills, brokerKills);
            Map<String, Long> written = crash.stopWriting();
            awaitAll(crash, caughtUp);
            assertThat(crash.stopTailer())
                    .as("exit code of the tailer: %s", crash.lastWords())
                    .isZero();
            judge(crash, seed, streams, written);
        }
    }

    /** What does not come in time is told afterwards, by name. */
    private static void awaitAll(CrashRun crash, Duration most) throws Exception {
        TailerConfig config = TailerConfig.load(crash.config());
        Audit.Request request = new Audit.Request(
                new KafkaAccess(config.kafka()),
                Topics.LOGS_RAW,
                Optional.empty(),
                Optional.of(config.data()),
                config.files(),
                List.of(crash.logs() + "/*.log*"),
                false,
                Path.of(System.getProperty("java.io.tmpdir")));
        try {
            Duration took = Eventually.within(most, () -> {
                assertThat(crash.tailer().alive())
                        .as("the tailer has ended: %s", crash.lastWords())
                        .isTrue();
                // Reading all slices costs something: only when the newest files say that it may be the end.
                assertThat(crash.newestFilesAreShipped()).isTrue();
                AuditReport report = Audit.of(request);
                assertThat(report.isSettled()).as(report.text()).isTrue();
            });
            LOG.info("caught up after {}", took);
        } catch (AssertionError late) {
            LOG.warn("not all has come within {}: {}", most, late.getMessage());
        }
    }

    private void judge(CrashRun crash, long seed, List<LogStream> streams, Map<String, Long> written)
            throws IOException, InterruptedException {
        List<Lines> delivered = streams.stream().map(Lines::new).toList();
        Path dump = folder.resolve("dump");
        int dumped = sillok(dump, "dump", "-c", crash.config().toString(), "--dedupe");
        Lines.read(dump, delivered);
        Path audit = folder.resolve("audit.json");
        int audited = sillok(
                audit,
                "audit",
                "-c",
                crash.config().toString(),
                "--json",
                "--verify",
                "--files",
                crash.logs() + "/*.log*");
        JsonNode report = JSON.readTree(audit.toFile());

        List<String> table = new ArrayList<>();
        SoftAssertions all = new SoftAssertions();
        for (Lines lines : delivered) {
            LogStream stream = lines.stream();
            Lines disk = Lines.onDisk(crash.logs(), stream);
            long wrote = written.get(stream.name());
            long lost = stream.reopens() ? lines.lackingOf(wrote) : lines.lackingOf(disk);
            long destroyed = disk.bytesLackingOf(wrote);
            long told = crash.bytesToldLost(stream);
            table.add(
                    "%-10s %9d written, %9d delivered, %d lost, %d doubled, %d broken; %d bytes destroyed, %d of them told"
                            .formatted(
                                    stream.name(),
                                    wrote,
                                    lines.count(),
                                    lost,
                                    lines.doubled(),
                                    lines.broken(),
                                    stream.reopens() ? 0 : destroyed,
                                    told));
            // A tailer that is killed may not know that Kafka had what it tells of; it was on no disk in any case.
            all.assertThat(told)
                    .as("bytes that the tailer says were lost of " + stream.name())
                    .isLessThanOrEqualTo(stream.reopens() ? 0 : destroyed);
            all.assertThat(lost)
                    .as("lost lines of %s, such as %s", stream.name(), lines.examplesLacking(wrote))
                    .isZero();
            all.assertThat(lines.doubled())
                    .as("doubled lines of " + stream.name())
                    .isZero();
            all.assertThat(lines.broken())
                    .as("broken lines of " + stream.name())
                    .isZero();
        }
        LOG.info(
                "seed {}: {}; {} bytes accepted, {} sent again and dropped, {} missing\n{}",
                seed,
                crash.events(),
                report.at("/totals/accepted"),
                report.at("/totals/resent"),
                report.at("/totals/missing"),
                String.join("\n", table));
        all.assertThat(dumped).as("exit code of dump").isZero();
        all.assertThat(audited).as("exit code of audit: " + report).isZero();
        all.assertAll();
    }

    private int sillok(Path output, String... arguments) throws IOException, InterruptedException {
        try (SillokProcess process = SillokProcess.startInto(output, folder, arguments)) {
            int exitCode = process.exitCode(ENDED);
            process.errors().forEach(line -> LOG.info("{}: {}", arguments[0], line));
            return exitCode;
        }
    }
}
