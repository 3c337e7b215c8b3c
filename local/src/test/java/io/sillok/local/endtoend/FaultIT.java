package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.local.endtoend.NumberedLogs.Log;
import io.sillok.local.servers.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every line is indexed once and counted once, whatever is killed on its way. {@code -Dsillok.fault.seed=N} repeats the
 * faults of a run, {@code -Dsillok.fault.kills=N} says how many the long one has, {@code -Dsillok.fault.only=TASK_MANAGER,JOB_MANAGER} of which
 * kinds, {@code -Dsillok.fault.standby=false} that no other JobManager stands by in the long one.
 */
final class FaultIT {

    private static final Logger LOG = LoggerFactory.getLogger(FaultIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ENDED = Duration.ofSeconds(60);
    private static final int PAGE = 5000;

    @TempDir
    private Path folder;

    @Test
    void survivesOneKillOfEach() throws Exception {
        run(Long.getLong("sillok.fault.seed", 1), 5, 100, false, Duration.ofMinutes(5));
    }

    @Test
    @Tag("long")
    void survivesThirtyKills() throws Exception {
        run(
                Long.getLong("sillok.fault.seed", System.nanoTime() % 100_000),
                Integer.getInteger("sillok.fault.kills", 30),
                300,
                Boolean.parseBoolean(System.getProperty("sillok.fault.standby", "true")),
                Duration.ofMinutes(15));
    }

    private void run(long seed, int kills, int linesPerSecond, boolean standby, Duration caughtUp) throws Exception {
        LOG.info("seed {}", seed);
        try (FaultRun run = FaultRun.start(folder, seed, linesPerSecond, standby)) {
            run.crash(kills, System.getProperty("sillok.fault.only", ""));
            int lines = run.stopWriting();
            long all = (long) lines * Log.values().length;
            Duration took = Eventually.within(caughtUp, () -> {
                assertThat(indexed(run.index()))
                        .as("documents; the job: %s", run.jobState())
                        .isEqualTo(all);
                assertThat(counted(run.metrics(), "log_records_total"))
                        .as("lines counted; the job: %s", run.jobState())
                        .isEqualTo(all);
                assertThat(audit(run)).as("exit code of audit").isZero();
            });
            run.stopTailer();
            LOG.info("seed {}: {}; {} lines of each log; caught up after {}", seed, run.events(), lines, took);
            judge(run, lines);
        }
    }

    private static void judge(FaultRun run, int lines) throws IOException, InterruptedException {
        SoftAssertions all = new SoftAssertions();
        Map<String, BitSet> numbers = numbers(run.index(), all);
        for (Log log : Log.values()) {
            all.assertThat(numbers.getOrDefault(log.parser(), new BitSet()).cardinality())
                    .as("different lines of " + log)
                    .isEqualTo(lines);
        }
        all.assertThat(counted(run.metrics(), "http_server_requests_total"))
                .as("requests counted")
                .isEqualTo(lines);
        all.assertThat(run.deadLetters()).as("dead letters").isEmpty();
        all.assertAll();
    }

    private static long indexed(Rest index) throws IOException, InterruptedException {
        index.post("/logs/_refresh", "");
        return index.post("/logs/_count", "{\"query\": " + OURS + "}")
                .path("count")
                .asLong();
    }

    private static final String OURS = "{\"term\": {\"service.name\": \"" + FaultRun.SERVICE + "\"}}";

    /** The numbers of the lines in the index by their log's format; one that comes twice is told. */
    private static Map<String, BitSet> numbers(Rest index, SoftAssertions all)
            throws IOException, InterruptedException {
        Map<String, BitSet> numbers = new HashMap<>();
        String after = "";
        while (true) {
            JsonNode hits = index.post("/logs/_search", """
                            {"query": %s, "size": %d, "sort": ["log.file.id", "log.file.offset", "log.record.ordinal"] %s}
                            """.formatted(OURS, PAGE, after))
                    .at("/hits/hits");
            if (hits.isEmpty()) {
                return numbers;
            }
            for (JsonNode hit : hits) {
                String format = hit.at("/_source/attributes/log.format").asText();
                int number = NumberedLogs.number(hit.path("_source").toString());
                BitSet seen = numbers.computeIfAbsent(format, name -> new BitSet());
                all.assertThat(seen.get(number))
                        .as("%s line %d is in the index before %s", format, number, hit.path("_id"))
                        .isFalse();
                seen.set(number);
            }
            after = ", \"search_after\": " + hits.get(hits.size() - 1).path("sort");
        }
    }

    /** The last value of each series of a counter, summed up. */
    private static long counted(Path metrics, String name) throws IOException {
        Map<String, Double> last = new HashMap<>();
        for (String line : Files.readAllLines(metrics)) {
            if (line.contains(name) && line.endsWith("}")) {
                JsonNode sample = JSON.readTree(line);
                if (sample.path("name").asText().equals(name)) {
                    last.put(
                            sample.path("labels").toString(),
                            sample.path("value").asDouble());
                }
            }
        }
        return Math.round(
                last.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    private int audit(FaultRun run) throws IOException, InterruptedException {
        try (SillokProcess audit = SillokProcess.start(
                folder,
                "audit",
                "-c",
                run.tailerConfig().toString(),
                "--job",
                run.jobConfig().toString(),
                "--files",
                run.logFolder() + "/*")) {
            int exit = audit.exitCode(ENDED);
            if (exit != 0) {
                LOG.info("audit: {} {}", audit.output(), audit.errors());
            }
            return exit;
        }
    }
}
