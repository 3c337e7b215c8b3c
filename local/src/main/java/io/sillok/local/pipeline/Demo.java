package io.sillok.local.pipeline;

import io.sillok.job.alerts.AlertSettings;
import io.sillok.job.issues.IssueSettings;
import io.sillok.local.servers.ServerStartException;
import io.sillok.model.LedgerEntry;
import io.sillok.model.Topics;
import io.sillok.model.config.ConfigException;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.tailer.FileGroup;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The whole pipeline over a capture: processed as it was being written, then looked at. */
public final class Demo implements AutoCloseable {

    /** How long the figures may stand still before it is said that they do not add up. */
    private static final Duration STALLED = Duration.ofSeconds(30);

    private final CaptureFolder capture;
    private final LocalPipeline pipeline;
    private final Progress progress;
    private final Path data;
    private final long started = System.nanoTime();
    private final InstantSource clock;

    private Demo(CaptureFolder capture, LocalPipeline pipeline, Progress progress, Path data, InstantSource clock) {
        this.capture = capture;
        this.pipeline = pipeline;
        this.progress = progress;
        this.data = data;
        this.clock = clock;
    }

    /**
     * @param logs the capture's folder; empty for the sample
     * @param pagePort empty for the usual one
     */
    public static Demo start(Optional<Path> logs, Optional<Integer> pagePort, Progress progress)
            throws ServerStartException, ConfigException, IOException, InterruptedException {
        CaptureFolder capture = CaptureFolder.open(logs.orElseGet(LocalFolders::sampleShop));
        progress.say(capture.logs().size() + " log files, " + capture.bytes() + " bytes, in " + capture.folder());
        InstantSource clock = CaptureTime.clock(capture, InstantSource.system());
        StaleDemos.remove(LocalFolders.state());
        Path data = LocalFolders.demo();
        LocalSettings settings = new LocalSettings(
                TailerConfig.of("shop-1", data, Map.of(), groups(capture)),
                clock,
                true,
                0,
                0,
                pagePort,
                Optional.empty(),
                Optional.empty(),
                MaskSettings.standard(),
                IssueSettings.STANDARD,
                AlertSettings.NONE);
        return new Demo(capture, LocalPipeline.start(settings, progress), progress, data, clock);
    }

    private static List<FileGroup> groups(CaptureFolder capture) {
        return capture.logs().stream()
                .map(log -> new FileGroup(
                        List.of(log.path().toString()),
                        List.of(),
                        log.format().parser(),
                        log.format().definition(),
                        "shop",
                        "production"))
                .toList();
    }

    public LocalPipeline pipeline() {
        return pipeline;
    }

    /**
     * Waits until every byte is accepted and every event indexed, or until nothing moves any more; then sends the spans
     * that come late and waits for these.
     */
    public void process() throws IOException, InterruptedException {
        try (SpanPublisher spans = new SpanPublisher(pipeline.bootstrapServers(), clock);
                ConsumedOffsets offsets = new ConsumedOffsets(pipeline.bootstrapServers(), LocalJobConfig.GROUP);
                Ledger ledger = new Ledger(pipeline.bootstrapServers(), Topics.LEDGER)) {
            for (Path file : capture.spans()) {
                spans.publish(file);
            }
            IndexCounts counts = new IndexCounts(pipeline.openSearchAddress());
            awaitEvents(ledger, counts);
            for (Path file : capture.lateSpans()) {
                spans.publish(file);
            }
            awaitSpans(offsets);
        }
    }

    private void awaitEvents(Ledger ledger, IndexCounts counts) throws IOException, InterruptedException {
        long all = capture.bytes();
        Standstill standstill = new Standstill(STALLED);
        while (true) {
            ledger.look(Duration.ofMillis(500));
            counts.refresh();
            long accepted = ledger.sum(LedgerEntry::accepted);
            long events = ledger.sum(LedgerEntry::events);
            long indexed = counts.logs();
            progress.figures(accepted, all, events, seconds());
            pipeline.failure().ifPresent(Demo::fail);
            if (accepted >= all && indexed >= events && pipeline.tailer().caughtUp()) {
                return;
            }
            if (standstill.since(accepted + events + indexed)) {
                progress.say("nothing moves any more: " + accepted + " of " + all + " bytes accepted, " + events
                        + " events, " + indexed + " indexed");
                return;
            }
        }
    }

    private void awaitSpans(ConsumedOffsets offsets) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STALLED.toNanos();
        while (!offsets.atEndOf(Topics.OTLP_SPANS)) {
            pipeline.failure().ifPresent(Demo::fail);
            if (System.nanoTime() > deadline) {
                progress.say("not all spans were read within " + STALLED.toSeconds() + " s");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Ends the job in order, so that all windows are counted, and asks each store what it has. */
    public DemoSummary finish() throws IOException, InterruptedException {
        pipeline.drain();
        IndexCounts counts = new IndexCounts(pipeline.openSearchAddress());
        counts.refresh();
        try (Ledger ledger = new Ledger(pipeline.bootstrapServers(), Topics.LEDGER)) {
            ledger.lookToEnd();
            return new DemoSummary(
                    capture.logs().size(),
                    ledger.sum(LedgerEntry::accepted),
                    ledger.sum(LedgerEntry::records),
                    ledger.sum(LedgerEntry::events),
                    counts.logs(),
                    counts.rejected(),
                    ledger.sum(LedgerEntry::resent),
                    counts.duplicates(),
                    ledger.sum(LedgerEntry::missing),
                    ledger.sum(LedgerEntry::maskedFields),
                    counts.traces(),
                    counts.spans(),
                    counts.logsWithSpan(),
                    MetricSeries.count(LocalJobConfig.metrics(data)),
                    Math.round(seconds() * 10) / 10.0,
                    pipeline.openSearchAddress().toString());
        }
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    private static void fail(String reason) {
        throw new IllegalStateException(reason);
    }

    /** Ends every part and removes their data. */
    @Override
    public void close() {
        pipeline.close();
        try {
            FolderRemoval.remove(data);
        } catch (IOException e) {
            progress.say(data + " could not be removed: " + e.getMessage());
        }
    }
}
