package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tailer does, pass by pass: take acknowledgements, look for files, give each file a turn of reading, send, save
 * positions. Not thread-safe and without a thread: {@link Tailer} calls it, tests call it with times of their own.
 */
final class FileServer {

    /** A turn of reading; what it brings usually goes as one slice. */
    static final int READ_BYTES = 256 * 1024;

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(150);

    /** While lines wait for what may follow, so that the quiet time is kept to. */
    private static final Duration QUIET_LOOK_INTERVAL = Duration.ofMillis(50);

    private final TailerConfig config;
    private final Reading reading;
    private final InstantSource clock;
    private final TailerEvents events;
    private final CheckpointStore store;
    private final Checkpoints checkpoints;
    private final Shipper shipper;
    private final StreamFactory streams;
    private final Discovery discovery;

    private final Map<FileKey, FileWatcher> watchers = new LinkedHashMap<>();

    /** Streams of content that a truncation took away, until all of it is acknowledged. */
    private final List<FileStream> draining = new ArrayList<>();

    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);

    private Instant nextDiscovery = Instant.MIN;
    private Instant nextSave = Instant.MIN;
    private boolean started;
    private boolean positionsMoved;
    private boolean saveFailed;
    private long bytesRead;

    FileServer(
            TailerConfig config,
            Reading reading,
            CheckpointStore store,
            SliceSink sink,
            InstantSource clock,
            TailerEvents events,
            Runnable wakeUp) {
        this.config = config;
        this.reading = reading;
        this.clock = clock;
        this.events = events;
        this.store = store;
        this.checkpoints = new Checkpoints(config.host(), store.loaded());
        this.shipper = new Shipper(sink, events, config.inFlightBytes(), wakeUp);
        this.streams = new StreamFactory(config, checkpoints, shipper, clock);
        List<PathsProvider> providers =
                config.files().stream().map(PathsProvider::new).toList();
        this.discovery = new Discovery(providers, watchers, checkpoints, streams, events);
    }

    /**
     * Does one round of everything.
     *
     * @param now of a clock that only goes forward
     * @return whether there is more to do at once
     */
    boolean pass(Instant now) {
        takeAnswers(now);
        discover(now);
        boolean more = giveTurns(now);
        send(now);
        if (positionsMoved && !now.isBefore(nextSave)) {
            save(now);
        }
        return more;
    }

    /** Takes what came back and saves it; to be called when nothing is sent any more. */
    void settle(Instant now) {
        takeAnswers(now);
        if (positionsMoved) {
            save(now);
        }
    }

    boolean idle() {
        return shipper.idle();
    }

    void closeFiles() throws IOException {
        for (FileWatcher watcher : watchers.values()) {
            watcher.close();
        }
    }

    TailerProgress progress() {
        List<FileProgress> files = watchers.values().stream()
                .map(watcher -> new FileProgress(
                        watcher.path(),
                        watcher.group().parser(),
                        watcher.size(),
                        watcher.stream().readTo(),
                        watcher.stream().shippedTo(),
                        watcher.stream().acknowledgedTo()))
                .toList();
        return new TailerProgress(files, bytesRead, shipper.bytesShipped(), shipper.bytesAcknowledged(), caughtUp());
    }

    private boolean caughtUp() {
        return started
                && shipper.idle()
                && watchers.values().stream().allMatch(watcher -> watcher.atEnd() && isCaughtUp(watcher.stream()));
    }

    private boolean isCaughtUp(FileStream stream) {
        return switch (reading) {
            case FOLLOW -> stream.caughtUp();
            case ONCE -> stream.acknowledgedTo() == stream.readTo();
        };
    }

    private void takeAnswers(Instant now) {
        for (FileStream moved : shipper.takeAnswers(now)) {
            moved.checkpoint().ifPresent(checkpoints::put);
            positionsMoved = true;
        }
        draining.removeIf(FileStream::allAcknowledged);
    }

    private void discover(Instant now) {
        if (now.isBefore(nextDiscovery)) {
            return;
        }
        discovery.look(now);
        if (!started) {
            discovery.tellWhatIsMissing();
            discovery.lookForPredecessors(now);
            started = true;
        }
        nextDiscovery = now.plus(config.discoveryInterval());
    }

    /** One turn for each file that is due; who had none for lack of room is first in the next pass. */
    private boolean giveTurns(Instant now) {
        boolean more = false;
        List<FileWatcher> served = new ArrayList<>();
        for (FileWatcher watcher : List.copyOf(watchers.values())) {
            if (!shipper.hasRoom()) {
                break;
            }
            if (watcher.isDue(now)) {
                more |= giveTurn(watcher, now);
                served.add(watcher);
            }
        }
        if (!shipper.hasRoom()) {
            served.forEach(this::toTheBack);
        }
        return more && shipper.hasRoom();
    }

    private void toTheBack(FileWatcher watcher) {
        if (watchers.remove(watcher.key(), watcher)) {
            watchers.put(watcher.key(), watcher);
        }
    }

    private boolean giveTurn(FileWatcher watcher, Instant now) {
        long before = watcher.stream().readTo();
        try {
            FileWatcher.Look look = watcher.look(buffer, now);
            bytesRead += watcher.stream().readTo() - before;
            watcher.stream().quietCut(now);
            switch (look) {
                case READ -> {}
                case AT_END -> atEnd(watcher, now);
                case TRUNCATED -> truncated(watcher);
            }
            if (watcher.atEnd()) {
                watcher.stream().flush();
            }
            return look != FileWatcher.Look.AT_END;
        } catch (IOException e) {
            watcher.lookAgainAt(now.plus(config.discoveryInterval()));
            if (watcher.fails()) {
                events.fileUnreadable(watcher.path(), e.getClass().getSimpleName());
            }
            return false;
        }
    }

    private void atEnd(FileWatcher watcher, Instant now) throws IOException {
        boolean waiting = watcher.stream().holdsCompleteLines();
        watcher.lookAgainAt(now.plus(waiting ? QUIET_LOOK_INTERVAL : LOOK_INTERVAL));
        if (reading == Reading.ONCE) {
            watcher.stream().finish();
        }
        if (watcher.rotated()) {
            if (watcher.quietFor(config.rotatedWait(), now)) {
                letGo(watcher);
            }
            return;
        }
        Optional<FileStat> stat = watcher.statOfPath();
        if (stat.isEmpty()) {
            nextDiscovery = now;
        } else if (watcher.isReplacedInPlace(stat.get())) {
            truncated(watcher);
        }
    }

    /** Ends a rotated file that nobody wrote to for long: its last record is whole as it is. */
    private void letGo(FileWatcher watcher) throws IOException {
        FileStream stream = watcher.stream();
        stream.finish();
        stream.flush();
        if (!stream.allAcknowledged()) {
            return;
        }
        watchers.remove(watcher.key());
        events.fileReleased(watcher.path(), stream.readTo());
        watcher.close();
    }

    /** What was read before is shipped under the old identity; what stands there now is a new file. */
    private void truncated(FileWatcher watcher) {
        FileStream old = watcher.stream();
        events.fileTruncated(watcher.path(), old.readTo());
        old.finish();
        old.flush();
        draining.add(old);
        watcher.restart(streams.create(watcher.key(), watcher.path(), watcher.group(), Optional.empty()));
    }

    private void send(Instant now) {
        // An identity is saved before the first slice carries it, else a crash could give the file another one.
        if (!streams.identitiesUnsaved() || (mayTrySaving(now) && save(now))) {
            shipper.send(now);
        }
    }

    /** A disk that is full is not tried again at once. */
    private boolean mayTrySaving(Instant now) {
        return !saveFailed || !now.isBefore(nextSave);
    }

    private boolean save(Instant now) {
        nextSave = now.plus(config.checkpointInterval());
        checkpoints.seen(inUse(), clock.instant());
        try {
            store.save(checkpoints.all());
        } catch (IOException e) {
            saveFailed = true;
            events.checkpointFailed(store.path(), e.toString());
            return false;
        }
        saveFailed = false;
        positionsMoved = false;
        streams.identitiesSaved();
        return true;
    }

    private Set<FileId> inUse() {
        return Stream.concat(watchers.values().stream().map(FileWatcher::stream), draining.stream())
                .flatMap(stream -> stream.checkpoint().stream())
                .map(FileCheckpoint::id)
                .collect(Collectors.toSet());
    }
}
