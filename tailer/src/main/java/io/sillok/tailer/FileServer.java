package io.sillok.tailer;

import io.sillok.model.FileSlice;
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
import java.util.OptionalLong;

/**
 * What a tailer does, pass by pass: take acknowledgements, look for files, give each file a turn of reading, send, save
 * positions. Not thread-safe and without a thread: {@link Tailer} calls it, tests call it with times of their own.
 */
final class FileServer {

    /** A turn of reading; what it brings usually goes as one slice. */
    static final int READ_BYTES = FileSlice.MAX_BYTES;

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(150);

    /** While lines wait for what may follow, so that the quiet time is kept to. */
    private static final Duration QUIET_LOOK_INTERVAL = Duration.ofMillis(50);

    private final TailerConfig config;
    private final Reading reading;
    private final TailerEvents events;
    private final Checkpoints checkpoints;
    private final CheckpointSaver saver;
    private final Shipper shipper;
    private final StreamFactory streams;
    private final Rotations rotations;
    private final Discovery discovery;

    private final Map<FileKey, FileWatcher> watchers = new LinkedHashMap<>();

    /** Streams of content that a truncation took away, until all of it is acknowledged. */
    private final List<FileStream> draining = new ArrayList<>();

    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);

    private Instant nextDiscovery = Instant.MIN;
    private Instant lastPass = Instant.EPOCH;
    private boolean started;
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
        this.events = events;
        this.checkpoints = new Checkpoints(config.host(), store.loaded());
        this.saver = new CheckpointSaver(store, checkpoints, config.checkpointInterval(), this::content, clock, events);
        this.shipper = new Shipper(sink, events, config.inFlightBytes(), wakeUp);
        this.streams = new StreamFactory(config, checkpoints, shipper, clock, saver::identityMade);
        List<PathsProvider> providers =
                config.files().stream().map(PathsProvider::new).toList();
        WatcherFactory factory = new WatcherFactory(watchers, checkpoints, streams, events);
        this.rotations = new Rotations(providers, watchers, draining, checkpoints, factory, streams, events);
        this.discovery = new Discovery(providers, watchers, checkpoints, factory, rotations, events);
    }

    /**
     * Does one round of everything.
     *
     * @param now of a clock that only goes forward
     * @return whether there is more to do at once
     */
    boolean pass(Instant now) {
        lastPass = now;
        takeAnswers(now);
        discover(now);
        boolean more = giveTurns(now);
        send(now);
        saver.saveIfDue(now);
        return more;
    }

    /** Takes what came back and saves it; to be called when nothing is sent any more. */
    void settle(Instant now) {
        takeAnswers(now);
        saver.settle(now);
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
                        watcher.stream().acknowledgedTo(),
                        watcher.stream().checkpoint().map(FileCheckpoint::id),
                        watcher.waiting(lastPass)))
                .toList();
        return new TailerProgress(
                files,
                bytesRead,
                shipper.bytesShipped(),
                shipper.bytesAcknowledged(),
                caughtUp(),
                started,
                draining.size(),
                shipper.figures(),
                saver.figures(lastPass));
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
            moved.checkpoint().ifPresent(checkpoints::move);
            saver.positionsMoved(now);
        }
        draining.removeIf(FileStream::allAcknowledged);
    }

    private void discover(Instant now) {
        if (now.isBefore(nextDiscovery)) {
            return;
        }
        Instant began = streams.clock().instant();
        discovery.look(now);
        rotations.look(began, now);
        if (!started) {
            discovery.tellWhatIsMissing();
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
                case TRUNCATED -> truncated(watcher, now);
            }
            if (watcher.atEnd()) {
                watcher.stream().flush();
            }
            return look != FileWatcher.Look.AT_END;
        } catch (IOException e) {
            watcher.lookAgainAt(now.plus(config.discoveryInterval()));
            tellUnreadable(watcher, e);
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
            if (watcher.isComplete() || watcher.quietFor(config.rotatedWait(), now)) {
                letGo(watcher, now);
            }
            return;
        }
        Optional<FileStat> stat = watcher.statOfPath();
        if (stat.isEmpty()) {
            nextDiscovery = now;
        } else if (watcher.isReplacedInPlace(stat.get())) {
            truncated(watcher, now);
        }
    }

    /** Ends a rotated file that nobody wrote to for long: its last record is whole as it is. */
    private void letGo(FileWatcher watcher, Instant now) throws IOException {
        FileStream stream = watcher.stream();
        stream.finish();
        stream.flush();
        if (!stream.allAcknowledged()) {
            return;
        }
        watchers.remove(watcher.key());
        rotations.letGo(watcher, now);
        events.fileReleased(watcher.path(), stream.readTo());
        watcher.close();
    }

    /**
     * What stands there now is a new file. What was there before is read on in its copy, if one is found, under the
     * identity that it has; what is in no copy and was not read is lost.
     */
    private void truncated(FileWatcher watcher, Instant now) throws IOException {
        FileStream old = watcher.stream();
        events.fileTruncated(watcher.path(), old.readTo());
        OptionalLong copied = rotations.takeCopy(watcher, now);
        long missing = watcher.seenUnread() - (copied.orElse(old.readTo()) - old.readTo());
        if (missing > 0) {
            events.bytesUnaccounted(watcher.path(), missing);
        }
        if (copied.isEmpty()) {
            old.finish();
            old.flush();
            draining.add(old);
        }
        rotations.isUnclear(watcher.path(), now);
        watcher.restart(streams.create(
                watcher.key(), watcher.born(), watcher.path(), watcher.group(), watcher.log(), Optional.empty()));
    }

    private void send(Instant now) {
        if (saver.identitiesAreSaved(now)) {
            shipper.send(now);
        }
    }

    private CheckpointContent content(Instant time) {
        noteWhatIsOpen(time);
        return checkpoints.content(time);
    }

    private void noteWhatIsOpen(Instant time) {
        for (FileWatcher watcher : watchers.values()) {
            Optional<FileCheckpoint> known = watcher.stream().checkpoint();
            if (known.isPresent()) {
                try {
                    checkpoints.seen(known.get().id(), watcher.born(), watcher.log(), watcher.size(), time);
                } catch (IOException e) {
                    tellUnreadable(watcher, e);
                }
            }
        }
    }

    private void tellUnreadable(FileWatcher watcher, IOException cause) {
        if (watcher.fails()) {
            events.fileUnreadable(watcher.path(), cause.getClass().getSimpleName());
        }
    }
}
