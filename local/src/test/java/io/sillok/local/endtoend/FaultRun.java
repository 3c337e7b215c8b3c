package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.endtoend.NumberedLogs.Log;
import io.sillok.local.servers.Installation;
import io.sillok.local.servers.KafkaBroker;
import io.sillok.local.servers.KafkaBrokerProcess;
import io.sillok.local.servers.OpenSearchProcess;
import io.sillok.local.servers.Records;
import io.sillok.local.servers.Rest;
import io.sillok.local.servers.StandaloneFlinkCluster;
import io.sillok.model.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole pipeline as processes of its own, any of which is killed while logs are written: broker, OpenSearch, JobManager,
 * TaskManager, tailer. Which one dies when comes from a seed; the rest is up to the machine.
 */
final class FaultRun implements AutoCloseable {

    /** What happens to the pipeline. */
    enum Fault {
        TASK_MANAGER,
        JOB_MANAGER,
        BROKER,
        OPENSEARCH,
        TAILER,
        /** Stopped with a savepoint, and on from it with another parallelism. */
        RESCALE,
        /** Stopped with a savepoint, and on from it with a jar that is uploaded anew. */
        NEXT_JAR
    }

    private static final Logger LOG = LoggerFactory.getLogger(FaultRun.class);

    static final String SERVICE = "faults";

    private static final List<Fault> KILLS =
            List.of(Fault.TASK_MANAGER, Fault.BROKER, Fault.OPENSEARCH, Fault.TAILER, Fault.JOB_MANAGER);
    private static final List<String> TOPICS =
            List.of(Topics.LOGS_RAW, Topics.OTLP_SPANS, Topics.LOGS_DEAD, Topics.LEDGER);
    private static final int PARTITIONS = 2;
    private static final int SLOTS = 2;
    private static final Duration SAVEPOINT = Duration.ofMinutes(5);
    private static final Duration STARTED = Duration.ofMinutes(1);
    private static final Duration CHECKPOINT = Duration.ofMinutes(5);
    private static final int LONGEST_LIFE_MILLIS = 3000;

    private final Path folder;
    private final Random random;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final KafkaBrokerHolder kafka;
    private final NumberedLogs logs;
    private volatile OpenSearchProcess openSearch;
    private final StandaloneFlinkCluster cluster;
    private SillokProcess tailer;
    private String job;
    private int parallelism = SLOTS;

    /** The broker of the moment; it comes back where its clients look for it. */
    private static final class KafkaBrokerHolder {
        private final Path folder;
        private KafkaBrokerProcess process;

        KafkaBrokerHolder(Path folder) throws IOException, InterruptedException {
            this.folder = folder;
            this.process = KafkaBrokerProcess.start(folder, KafkaBroker.ANY_PORT);
        }

        void replace() throws IOException, InterruptedException {
            process.kill();
            process = KafkaBrokerProcess.start(folder, process.port());
        }
    }

    private FaultRun(Path folder, long seed, int linesPerSecond, boolean standby) throws Exception {
        this.folder = folder;
        this.random = new Random(seed);
        LOG.info("starts");
        this.kafka = new KafkaBrokerHolder(folder.resolve("kafka"));
        this.openSearch = openSearch(OpenSearchProcess.ANY_PORT);
        this.cluster = StandaloneFlinkCluster.startWithSpare(folder.resolve("cluster"), SLOTS, standby);
        createTopics();
        Files.writeString(jobConfig(), jobYaml());
        Files.writeString(tailerConfig(), tailerYaml());
        this.job = submit(Optional.empty());
        this.logs = NumberedLogs.start(Files.createDirectory(logFolder()), linesPerSecond);
        this.tailer = startTailer();
        awaitTailer();
        LOG.info("all parts run");
    }

    /** @param standby whether another JobManager stands by, or the job is submitted again when the only one is lost */
    static FaultRun start(Path folder, long seed, int linesPerSecond, boolean standby) throws Exception {
        return new FaultRun(folder, seed, linesPerSecond, standby);
    }

    /**
     * So many kills in random order, each kind in its turn; if all kinds take part, one rescale and one change of the jar among
     * them.
     *
     * @param only the names of kinds, with commas between; empty for all
     */
    void crash(int kills, String only) throws Exception {
        List<Fault> kinds = only.isEmpty()
                ? KILLS
                : Arrays.stream(only.split(",")).map(Fault::valueOf).toList();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            faults.add(kinds.get(i % kinds.size()));
        }
        if (kinds.size() == KILLS.size()) {
            faults.add(Fault.RESCALE);
            faults.add(Fault.NEXT_JAR);
        }
        Collections.shuffle(faults, random);
        for (Fault fault : faults) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            if (random.nextInt(3) == 0) {
                logs.rotate();
            }
            Optional<Path> before = newestState();
            long start = System.nanoTime();
            try (IndexPause pause = IndexPause.watch(this::index)) {
                happen(fault);
                LOG.info("{} took {} ms", fault, millisSince(start));
                // Most faults meet a job that has taken a checkpoint since the last one; some do not.
                if (random.nextInt(4) > 0) {
                    awaitCheckpoint(before);
                    long took = millisSince(start);
                    long changes = pause.changes();
                    Eventually.within(
                            CHECKPOINT, () -> assertThat(pause.changes()).isGreaterThan(changes));
                    LOG.info(
                            "{}: the next checkpoint {} ms after it began; nothing was indexed for {} ms",
                            fault,
                            took,
                            pause.longestMillis());
                }
            }
            // On a machine of its own it would start at once; here its start would take what the job recovers with.
            cluster.restoreStandby();
            done.merge(fault, 1, Integer::sum);
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private void happen(Fault fault) throws Exception {
        switch (fault) {
            case TASK_MANAGER -> cluster.replaceTaskManager();
            case JOB_MANAGER -> {
                cluster.loseJobManager();
                if (!cluster.keepsJobs()) {
                    job = submit(newestState());
                }
            }
            case BROKER -> kafka.replace();
            case OPENSEARCH -> {
                int port = openSearch.address().getPort();
                ProcessHandle.of(openSearch.pid()).ifPresent(ProcessHandle::destroyForcibly);
                openSearch.onExit().join();
                openSearch = openSearch(port);
            }
            case TAILER -> {
                tailer.kill();
                tailer = startTailer();
            }
            case RESCALE -> {
                Path state = cluster.stop(job, folder.resolve("savepoints"), SAVEPOINT);
                parallelism = parallelism == SLOTS ? 1 : SLOTS;
                job = submit(Optional.of(state));
            }
            case NEXT_JAR -> job = submit(Optional.of(cluster.stop(job, folder.resolve("savepoints"), SAVEPOINT)));
        }
    }

    /** @param before the newest one as it was */
    private void awaitCheckpoint(Optional<Path> before) throws Exception {
        Eventually.within(CHECKPOINT, () -> assertThat(newestState())
                .as("newest checkpoint; the job says: %s", cluster.jobExceptions(job))
                .isNotEqualTo(before));
    }

    /** The newest complete checkpoint or savepoint: what is restored when the JobManager is gone. */
    private Optional<Path> newestState() throws IOException {
        List<Path> states = new ArrayList<>();
        for (Path root : List.of(folder.resolve("cluster"), folder.resolve("savepoints"))) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(file -> file.endsWith("_metadata")).forEach(states::add);
                } catch (UncheckedIOException subsumed) {
                    // An older checkpoint went away while we looked; the newest stays.
                    continue;
                }
            }
        }
        return states.stream().max(Comparator.comparing(FaultRun::modified)).map(Path::getParent);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException subsumed) {
            return FileTime.fromMillis(0);
        }
    }

    private String submit(Optional<Path> state) throws Exception {
        String jar = cluster.uploadJar(clusterJar());
        return cluster.run(
                jar,
                "io.sillok.job.PipelineJob",
                List.of("--config", jobConfig().toString()),
                parallelism,
                state);
    }

    static Path clusterJar() throws IOException {
        try (Stream<Path> jars = Files.list(SillokProcess.home().resolve("pipeline-job/target"))) {
            return jars.filter(jar -> jar.toString().endsWith("-cluster.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("pipeline-job has not been packaged"));
        }
    }

    private OpenSearchProcess openSearch(int port) throws Exception {
        return OpenSearchProcess.start(Installation.running(), folder.resolve("opensearch"), port);
    }

    private void createTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.process.bootstrapServers()))) {
            admin.createTopics(TOPICS.stream()
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1)
                                    .configs(Map.of(
                                            "cleanup.policy", topic.equals(Topics.LEDGER) ? "compact" : "delete")))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** A file that was rotated before anybody saw it is nobody's to ship: no fault is to come before each was kept in mind. */
    private void awaitTailer() throws Exception {
        Eventually.within(STARTED, () -> {
            assertThat(tailer.errors())
                    .filteredOn(line -> line.contains("Following "))
                    .hasSize(Log.values().length);
            assertThat(folder.resolve("data/checkpoint")).exists();
        });
    }

    private SillokProcess startTailer() throws IOException {
        return SillokProcess.start(folder, "tail", "-c", tailerConfig().toString());
    }

    private String jobYaml() {
        return """
                kafka: {bootstrap.servers: "%s", group.id: %s}
                opensearch: {url: "%s"}
                files: {metrics: %s}
                checkpoints: {interval: 1s}
                metrics: {window: 1s}
                """.formatted(kafka.process.bootstrapServers(), SERVICE, openSearch.address(), metrics());
    }

    private String tailerYaml() {
        StringBuilder yaml =
                new StringBuilder("""
                service: %s
                host: app-1
                data: %s
                kafka: {bootstrap.servers: "%s"}
                quiet_time: 200ms
                checkpoint_interval: 200ms
                files:
                """.formatted(SERVICE, folder.resolve("data"), kafka.process.bootstrapServers()));
        for (Log log : Log.values()) {
            yaml.append(log.yaml(logFolder()));
        }
        return yaml.toString();
    }

    /** Ends the writing; how many lines each log has. */
    int stopWriting() throws IOException, InterruptedException {
        return logs.stop();
    }

    void stopTailer() throws InterruptedException {
        assertThat(tailer.stop(Duration.ofSeconds(30)))
                .as("exit code of the tailer: %s", tailer.errors())
                .isZero();
    }

    Rest index() {
        return new Rest(openSearch.address());
    }

    /** All of these lines are parsed, and the index takes them. */
    List<String> deadLetters() {
        return Records.readAll(kafka.process.bootstrapServers(), Topics.LOGS_DEAD).stream()
                .map(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                .toList();
    }

    Path logFolder() {
        return folder.resolve("logs");
    }

    Path tailerConfig() {
        return folder.resolve("tailer.yaml");
    }

    Path jobConfig() {
        return folder.resolve("job.yaml");
    }

    Path metrics() {
        return folder.resolve("metrics.jsonl");
    }

    /** What the job says of itself. */
    String jobState() throws IOException, InterruptedException {
        return cluster.jobStatus(job) + " " + cluster.jobExceptions(job);
    }

    String events() {
        return done + ", " + logs.rotations() + " rotations";
    }

    @Override
    public void close() {
        logs.close();
        tailer.close();
        cluster.close();
        openSearch.close();
        kafka.process.close();
    }
}
