package io.sillok.local.pipeline;

import io.sillok.local.servers.FlinkMiniCluster;
import io.sillok.local.servers.JobFailure;
import io.sillok.local.servers.KafkaBroker;
import io.sillok.local.servers.ServerStartException;
import io.sillok.local.servers.TopicSpec;
import io.sillok.model.Topics;
import io.sillok.model.config.ConfigException;
import io.sillok.search.LogSearch;
import io.sillok.search.opensearch.OpenSearchAddress;
import io.sillok.search.opensearch.OpenSearchClient;
import io.sillok.search.web.SearchServer;
import io.sillok.tailer.Reading;
import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import io.sillok.tailer.TailerEvents;
import io.sillok.tailer.TailerStartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of Sillok on one machine: broker, cluster, OpenSearch, job, tailer and page, the same parts as elsewhere. What was
 * opened last is closed first, so that each part still finds those it speaks to. Thread-safe once started.
 */
public final class LocalPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPipeline.class);

    private static final int SLOTS = 1;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final LocalSettings settings;
    private final Progress progress;
    private final JobFailures jobFailures = new JobFailures();
    private boolean drained;

    private KafkaBroker broker;
    private LastingOpenSearch openSearch;
    private LocalJob job;
    private Tailer tailer;
    private SearchServer page;

    private LocalPipeline(LocalSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Starts all parts; if one does not start, ends those that did.
     *
     * @throws ServerStartException naming the part, the place and the mend
     */
    public static LocalPipeline start(LocalSettings settings, Progress progress)
            throws ConfigException, IOException, InterruptedException {
        LocalPipeline pipeline = new LocalPipeline(settings, progress);
        try {
            pipeline.startAll();
            return pipeline;
        } catch (ConfigException | IOException | InterruptedException | RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    private void startAll() throws ConfigException, IOException, InterruptedException {
        Path data = settings.data();
        AskedPorts.check(settings);
        makeFolder(data);
        progress.say("starting OpenSearch, Kafka and Flink in " + data);
        CompletableFuture<LastingOpenSearch> node = CompletableFuture.supplyAsync(this::startOpenSearch);
        try {
            broker = open(KafkaBroker.start(data.resolve("kafka"), settings.kafkaPort()));
            createTopics();
            progress.say("Kafka is at " + broker.bootstrapServers());
        } finally {
            openSearch = open(join(node));
        }
        progress.say("OpenSearch is at " + openSearch.address());
        Path flink = data.resolve("flink");
        FlinkMiniCluster cluster = open(FlinkMiniCluster.start(flink, SLOTS));
        job = LocalJob.resume(cluster, LocalJobConfig.of(settings, broker.bootstrapServers(), openSearch.address()));
        opened.push(this::suspendJob);
        page = open(startPage());
        tailer = open(startTailer());
        RunningInstance note = RunningInstance.of(openSearch.address(), page.address(), broker.bootstrapServers());
        note.announce(LocalFolders.running());
        opened.push(() -> note.withdraw(LocalFolders.running()));
        progress.say("the job runs; the tailer reads");
    }

    URI openSearchAddress() {
        return openSearch.address();
    }

    /** Where a person looks. */
    public URI pageAddress() {
        return page.address();
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Tailer tailer() {
        return tailer;
    }

    /** Processes to the end what was read, closes all windows and commits what they hold. The job has ended then. */
    void drain() throws IOException, InterruptedException {
        job.drain();
        drained = true;
    }

    /**
     * Why the pipeline cannot go on, if it cannot: the part, the place and the mend. Tells of what it can go on with; to
     * be asked now and then.
     */
    public Optional<String> failure() {
        if (openSearch.failure().isPresent()) {
            return openSearch.failure();
        }
        if (broker.onFailure().isDone()) {
            return Optional.of("Kafka cannot go on: " + broker.onFailure().join() + "; look at the space left in "
                    + settings.data() + ", then start Sillok again: it goes on where it was");
        }
        if (tailer.failure().isPresent()) {
            return Optional.of("the tailer has ended: " + tailer.failure().get() + "; see " + log()
                    + ", then start Sillok again: it goes on where it was");
        }
        return drained ? Optional.empty() : jobFailure();
    }

    private Optional<String> jobFailure() {
        Optional<JobFailure> last = job.lastFailure();
        if (job.failed()) {
            return Optional.of("the job has failed"
                    + last.map(failure -> " (" + failure.reason() + ")").orElse("") + "; see " + log()
                    + ", then start Sillok again: it goes on where it was");
        }
        jobFailures
                .news(last)
                .ifPresent(failure -> progress.say("the job failed and is started again by itself, nothing is lost ("
                        + failure.reason() + "); see " + log()));
        return Optional.empty();
    }

    private static String log() {
        return System.getProperty("sillok.log", "its log");
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("a part did not end in order: {}", e.toString());
            }
        }
    }

    private static void makeFolder(Path data) throws ServerStartException {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new ServerStartException(
                    "the data folder " + data + " cannot be made (" + e + "); name one that this user may write to", e);
        }
    }

    private LastingOpenSearch startOpenSearch() {
        try {
            return LastingOpenSearch.start(settings.data().resolve("opensearch"), settings.openSearchPort(), progress);
        } catch (ServerStartException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static LastingOpenSearch join(CompletableFuture<LastingOpenSearch> node)
            throws ServerStartException, InterruptedException {
        try {
            return node.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServerStartException failure) {
                throw failure;
            }
            throw new ServerStartException("OpenSearch did not start: " + e.getCause(), e);
        }
    }

    private void createTopics() throws IOException, InterruptedException {
        TopicSpec logs = TopicSpec.of(Topics.LOGS_RAW, 1);
        TopicSpec spans = TopicSpec.of(Topics.OTLP_SPANS, 1);
        broker.createTopics(List.of(
                retained(anyTime(logs)),
                retained(anyTime(spans)),
                TopicSpec.of(Topics.LOGS_DEAD, 1).with("retention.ms", "-1"),
                TopicSpec.of(Topics.LEDGER, 1).compacted()));
    }

    /** A capture may be of a day that this machine's clock has not reached. */
    private static TopicSpec anyTime(TopicSpec topic) {
        return topic.with("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    }

    /** Topics with raw text keep it as long as they are told; a capture's records are older than any retention. */
    private TopicSpec retained(TopicSpec topic) {
        return settings.retention().map(topic::deletedAfter).orElseGet(() -> topic.with("retention.ms", "-1"));
    }

    private SearchServer startPage() throws IOException {
        LogSearch search = new LogSearch(OpenSearchClient.to(OpenSearchAddress.of(openSearch.address())));
        return PagePort.bind(settings.pagePort(), address -> SearchServer.start(address, search));
    }

    private Tailer startTailer() throws ServerStartException {
        TailerConfig config = settings.tailer()
                .into(LocalFolders.tailer(settings.data()), Map.of("bootstrap.servers", broker.bootstrapServers()));
        Reading reading = settings.once() ? Reading.ONCE : Reading.FOLLOW;
        try {
            return Tailer.start(config, reading, settings.clock(), TailerEvents.logged());
        } catch (TailerStartException e) {
            throw new ServerStartException(e.getMessage(), e);
        }
    }

    private void suspendJob() throws InterruptedException {
        if (!drained) {
            job.suspend();
        }
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }
}
