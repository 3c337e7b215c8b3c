package io.sillok.tailer;

import io.sillok.model.config.ConfigException;
import io.sillok.model.edge.EdgeMasker;
import io.sillok.tailer.spans.SpanReceiver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A running tailer: one thread that passes over the files until it is closed. Thread-safe.
 *
 * <p>Closing sends what was read, waits for Kafka for some seconds, saves the checkpoint, and ends within ten seconds.
 */
public final class Tailer implements AutoCloseable {

    private static final Duration FLUSH_INTERVAL = Duration.ofMillis(50);

    /** Whatever there is to do; who asks whether the tailer lives wants to see it pass. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

    private static final Duration FLUSH_TIME = Duration.ofSeconds(4);
    private static final Duration SINK_CLOSE_TIME = Duration.ofSeconds(1);

    private final FileServer server;
    private final CheckpointStore store;
    private final TailerEvents events;
    private final Thread thread;
    private final Semaphore wakeUps;
    private final ProgressBoard board;
    private volatile Optional<StatusListener> status = Optional.empty();
    private volatile Optional<SpanReceiver> spans = Optional.empty();

    private Optional<ConfigSource> source = Optional.empty();

    private volatile TailerConfig config;
    private volatile SliceSink sink;
    private volatile Optional<Reload> reload = Optional.empty();
    private volatile boolean closing;
    private volatile long lastPass = System.nanoTime();
    private volatile Optional<Throwable> failure = Optional.empty();

    private Tailer(
            TailerConfig config,
            FileServer server,
            CheckpointStore store,
            SliceSink sink,
            TailerEvents events,
            Semaphore wakeUps) {
        this.config = config;
        this.events = events;
        this.server = server;
        this.store = store;
        this.sink = sink;
        this.wakeUps = wakeUps;
        this.board = new ProgressBoard(wakeUps::release);
        this.thread = new Thread(this::run, "sillok-tailer");
    }

    /** Starts following into Kafka. */
    public static Tailer start(TailerConfig config, InstantSource clock, TailerEvents events)
            throws TailerStartException {
        return start(config, Reading.FOLLOW, clock, events);
    }

    /**
     * Starts a tailer that ships to Kafka.
     *
     * @param clock gives slices their timestamps, nothing else
     * @throws TailerStartException if the data folder or the topic cannot be used; that no broker answers is not a reason
     */
    public static Tailer start(TailerConfig config, Reading reading, InstantSource clock, TailerEvents events)
            throws TailerStartException {
        return start(config, reading, KafkaSliceSink.open(config, events), clock, events);
    }

    /** Starts a tailer that ships to a given sink, which it closes in the end. */
    public static Tailer start(
            TailerConfig config, Reading reading, SliceSink sink, InstantSource clock, TailerEvents events)
            throws TailerStartException {
        Semaphore wakeUps = new Semaphore(0);
        try {
            CheckpointStore store = CheckpointStore.open(config.data(), events);
            Lookout lookout =
                    switch (reading) {
                        case FOLLOW -> Lookout.hinted(events, wakeUps::release);
                        case ONCE -> Lookout.POLLING;
                    };
            FileServer server = new FileServer(
                    config,
                    reading,
                    store,
                    sink,
                    clock,
                    events,
                    wakeUps::release,
                    lookout,
                    Writers.ofThisMachine(),
                    Descriptors.ofThisProcess());
            Tailer tailer = new Tailer(config, server, store, sink, events, wakeUps);
            tailer.thread.start();
            tailer.openStatus();
            tailer.openSpans();
            return tailer;
        } catch (TailerStartException e) {
            sink.close(Duration.ZERO);
            throw e;
        }
    }

    /** From now on {@link #reload()} reads the config there. */
    public synchronized void reloadsFrom(ConfigSource where) {
        source = Optional.of(where);
    }

    /**
     * Reads the config again and goes on by it; positions stay. If it is wrong in any way, or changes what only a new start
     * can change, the one before stays in force as a whole. Blocks until the new one is.
     *
     * @return why it is refused, all problems at once; none if it is in force
     */
    public synchronized List<String> reload() {
        List<String> problems;
        try {
            problems = source.isPresent()
                    ? reload(source.get().load())
                    : List.of("this tailer was not started from a config of its own");
        } catch (ConfigException e) {
            problems = e.problems();
        } catch (TailerStartException e) {
            problems = List.of(e.getMessage());
        }
        if (problems.isEmpty()) {
            events.configReloaded(config.files().size());
        } else {
            events.configRefused(problems);
        }
        return problems;
    }

    private List<String> reload(TailerConfig read) throws TailerStartException {
        TailerConfig before = config;
        List<String> refusals = Reload.refusals(before, read);
        TailerConfig next = read.maskedBy(before.edge());
        if (!refusals.isEmpty() || closing) {
            return closing ? List.of("the tailer is ending") : refusals;
        }
        HeapNeed.check(next, Runtime.getRuntime().maxMemory());
        boolean kafkaChanges = Reload.changesKafka(before, next);
        Optional<SliceSink> newSink = kafkaChanges ? Optional.of(KafkaSliceSink.open(next, events)) : Optional.empty();
        Reload now = Reload.to(next, newSink);
        reload = Optional.of(now);
        wakeUps.release();
        if (!now.await()) {
            return List.of("the tailer's thread does not come to it; it will be in force when it does");
        }
        config = next;
        newSink.ifPresent(opened -> sink = opened);
        if (kafkaChanges || !before.spans().equals(next.spans())) {
            spans.ifPresent(SpanReceiver::close);
            openSpans();
        }
        if (!before.status().equals(next.status())) {
            status.ifPresent(StatusListener::close);
            openStatus();
        }
        return List.of();
    }

    private void openStatus() {
        status = StatusListener.open(config, new StatusPage(this, events), events);
    }

    private void openSpans() {
        spans = config.spans()
                .flatMap(settings ->
                        SpanReceiver.open(settings, KafkaSettings.spans(config, settings.maxBytes()), events));
    }

    /** How far it is, as of a fraction of a second ago. */
    public TailerProgress progress() {
        return board.read();
    }

    /** Whether every file was read to its end and acknowledged, as of a fraction of a second ago. */
    public boolean caughtUp() {
        return progress().caughtUp();
    }

    /** What ended the tailer though nobody closed it: an error in it, never a file or a broker. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Where metrics and health can be asked, {@code host:port}; nowhere if it is switched off or the port is taken. */
    public Optional<String> statusAddress() {
        return status.map(StatusListener::address);
    }

    /** Where spans are taken, {@code host:port}; nowhere if it is switched off or the port is taken. */
    public Optional<String> spansAddress() {
        return spans.map(SpanReceiver::address);
    }

    /** Where a tailer of this config, in another process, can be asked; nowhere if it is off, or none runs and its port is free to choose. */
    public static Optional<String> statusAddress(TailerConfig config) throws IOException {
        return StatusListener.addressOf(config);
    }

    /** How long ago the last pass ended. */
    Duration sinceLastPass() {
        return Duration.ofNanos(System.nanoTime() - lastPass);
    }

    /** How many values each rule of masking took out here; none where nothing is masked. */
    Map<String, Long> maskedFields() {
        return config.edge().map(EdgeMasker::maskedFields).orElse(Map.of());
    }

    boolean closing() {
        return closing;
    }

    /** Whether Kafka ever answered. */
    boolean kafkaReached() {
        return sink.reached();
    }

    @Override
    public void close() {
        closing = true;
        wakeUps.release();
        status.ifPresent(StatusListener::close);
        spans.ifPresent(SpanReceiver::close);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (store) {
            follow();
            flush();
            server.closeFiles();
        } catch (IOException | RuntimeException | Error e) {
            failure = Optional.of(e);
        } finally {
            board.end();
            server.closeSink(SINK_CLOSE_TIME);
        }
    }

    private void follow() throws IOException {
        while (!closing) {
            if (reload.isPresent()) {
                reconfigure(reload.get());
            }
            boolean more = server.pass(monotonic());
            lastPass = System.nanoTime();
            postProgress();
            if (!more) {
                Duration sleep = Duration.between(monotonic(), server.nextDue());
                await(sleep.compareTo(LONGEST_SLEEP) < 0 ? sleep : LONGEST_SLEEP);
            }
        }
    }

    private void reconfigure(Reload next) throws IOException {
        reload = Optional.empty();
        server.reconfigure(next.config(), next.sink(), monotonic());
        next.applied().countDown();
    }

    private void flush() {
        Instant end = monotonic().plus(FLUSH_TIME);
        while (!server.idle() && monotonic().isBefore(end)) {
            await(FLUSH_INTERVAL);
            server.settle(monotonic());
            postProgress();
        }
        server.settle(monotonic());
        board.post(server.progress());
    }

    private void postProgress() {
        if (board.wanted()) {
            board.post(server.progress());
        }
    }

    private void await(Duration most) {
        try {
            if (wakeUps.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            // Only close() ends this thread, and it says so by the flag.
            closing = true;
        }
    }

    /** Never goes back, whatever is done to the wall clock. */
    private static Instant monotonic() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }
}
