package io.sillok.tailer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a tailer does, pass by pass: take acknowledgements, look for files, give each file a turn of reading, send, save
 * positions. Not thread-safe and without a thread: {@link Tailer} calls it, tests call it with times of their own.
 */
final class FileServer {

    /** Discovery takes at most a fiftieth of the time, if a look takes ten microseconds. */
    private static final Duration DISCOVERY_PAUSE_PER_LOOK = Duration.ofNanos(500_000);

    /** So that silence of the sink is noticed. */
    private static final Duration SHIPPER_INTERVAL = Duration.ofSeconds(1);

    private static final Duration SIZES_INTERVAL = Duration.ofSeconds(10);

    private TailerConfig config;
    private final Reading reading;
    private final TailerEvents events;
    private final Checkpoints checkpoints;
    private final CheckpointSaver saver;
    private final Shipper shipper;
    private final StreamFactory streams;
    private final ChangeHints hints;
    private final LookSchedule schedule;
    private final OpenFiles files;
    private final Descriptors descriptors;
    private final Folders folders;
    private final Rotations rotations;
    private final Discovery discovery;
    private final Turns turns;
    private final List<PathsProvider> providers = new ArrayList<>();

    /** Where something came or went, by the hints. */
    private final Set<Path> named = new LinkedHashSet<>();

    /** What was written to, by the hints. */
    private final Set<Path> changed = new LinkedHashSet<>();

    /** Streams of content that a truncation took away, until all of it is acknowledged. */
    private final List<FileStream> draining = new ArrayList<>();

    private Instant nextDiscovery = Instant.MIN;
    private Instant nextSizes = Instant.MIN;
    private Instant soonestDiscovery = Instant.MIN;
    private Instant lastPass = Instant.EPOCH;
    private boolean started;

    FileServer(
            TailerConfig config,
            Reading reading,
            CheckpointStore store,
            SliceSink sink,
            InstantSource clock,
            TailerEvents events,
            Runnable wakeUp,
            Lookout lookout,
            Writers writers,
            Descriptors descriptors) {
        this.config = config;
        this.reading = reading;
        this.events = events;
        this.checkpoints = new Checkpoints(config.host(), store.loaded());
        this.saver = new CheckpointSaver(
                store, checkpoints, config.checkpointInterval(), this::noteWhatIsOpen, clock, events);
        this.shipper = new Shipper(sink, events, config.inFlightBytes(), wakeUp);
        this.streams = new StreamFactory(config, checkpoints, shipper, clock, saver::identityMade);
        this.hints = lookout.hints();
        this.schedule = new LookSchedule(lookout.pace(), hints);
        this.descriptors = descriptors;
        this.files = new OpenFiles(schedule, hints, descriptors.bounded(config.openFiles()));
        this.folders = new Folders(hints, clock);
        config.files().forEach(group -> providers.add(new PathsProvider(group, folders)));
        WatcherFactory factory = new WatcherFactory(files, checkpoints, streams, events);
        this.rotations = new Rotations(providers, files, draining, checkpoints, factory, streams, events);
        this.discovery = new Discovery(providers, folders, files, checkpoints, factory, rotations, events);
        ByteBuffer buffer = ByteBuffer.allocate(Turns.READ_BYTES);
        FileEnds ends = new FileEnds(
                reading, files, rotations, checkpoints, streams, writers, draining, buffer, events, named::add);
        this.turns = new Turns(reading, files, schedule, shipper, streams, ends, buffer, events, named::add);
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
        takeHints(now);
        discover(now);
        boolean more = turns.give(now);
        files.letRest();
        send(now);
        noteSizes(now);
        saver.saveIfDue(now);
        return more;
    }

    /** When there will be something to do, if no answer and no hint comes before. */
    Instant nextDue() {
        Instant due = nextDiscovery;
        due = earlier(due, schedule.next().orElse(due));
        due = earlier(due, saver.due().orElse(due));
        due = earlier(due, turns.limitedUntil().orElse(due));
        return shipper.idle() ? due : earlier(due, lastPass.plus(SHIPPER_INTERVAL));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** How many looks at open files there were so far. */
    long looks() {
        return turns.looks();
    }

    /** How many bytes that were read are held in memory. */
    long held() {
        return shipper.held();
    }

    /** Takes what came back and saves it; to be called when nothing is sent any more. */
    void settle(Instant now) {
        takeAnswers(now);
        saver.settle(now);
    }

    /**
     * Goes on by another config, of the same host and data folder. Files of which no group speaks any more are left where
     * they are acknowledged; those of another group are framed and named by its rules from the next record on.
     *
     * @param sink in place of the one before
     */
    void reconfigure(TailerConfig next, Optional<SliceSink> sink, Instant now) throws IOException {
        boolean quietTimeChanged = !config.quietTime().equals(next.quietTime());
        streams.use(next);
        saver.every(next.checkpointInterval());
        shipper.bound(next.inFlightBytes());
        files.bound(descriptors.bounded(next.openFiles()));
        if (config.rateLimit() != next.rateLimit()) {
            turns.limit(next.rateLimit());
        }
        config = next;
        sink.ifPresent(successor -> shipper.replace(successor, now));
        providers.clear();
        next.files().forEach(group -> providers.add(new PathsProvider(group, folders)));
        for (FileWatcher watcher : List.copyOf(files.all())) {
            Optional<FileGroup> group = groupOf(watcher);
            if (group.isEmpty()) {
                leave(watcher);
            } else if (quietTimeChanged || !group.get().readsLike(watcher.group())) {
                streams.regroup(watcher.stream(), group.get(), now);
            }
            group.ifPresent(watcher::regroup);
        }
        discovery.tellWhatIsMissing();
        nextDiscovery = now;
    }

    /** A file that was rotated belongs where its log does. */
    private Optional<FileGroup> groupOf(FileWatcher watcher) {
        Path log = watcher.stream().checkpoint().map(FileCheckpoint::path).orElse(watcher.path());
        return Stream.of(watcher.path(), log)
                .flatMap(path -> providers.stream().filter(provider -> provider.covers(path)))
                .map(PathsProvider::group)
                .findFirst();
    }

    private void leave(FileWatcher watcher) throws IOException {
        FileStream stream = watcher.stream();
        stream.abandon();
        draining.add(stream);
        files.remove(watcher);
        events.fileLeft(watcher.path(), stream.shippedTo());
        watcher.close();
    }

    void closeSink(Duration timeout) {
        shipper.close(timeout);
    }

    boolean idle() {
        return shipper.idle();
    }

    void closeFiles() throws IOException {
        hints.close();
        for (FileWatcher watcher : files.all()) {
            watcher.close();
        }
    }

    TailerProgress progress() {
        List<FileProgress> progress = files.all().stream()
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
                progress,
                turns.bytesRead(),
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
                && files.all().stream().allMatch(watcher -> watcher.atEnd() && isCaughtUp(watcher.stream()));
    }

    private boolean isCaughtUp(FileStream stream) {
        return switch (reading) {
            case FOLLOW -> stream.caughtUp();
            case ONCE -> stream.acknowledgedTo() == stream.furthest();
        };
    }

    private void takeAnswers(Instant now) {
        for (FileStream moved : shipper.takeAnswers(now)) {
            moved.checkpoint().ifPresent(checkpoints::move);
            saver.positionsMoved(now);
        }
        draining.removeIf(FileStream::allAcknowledged);
    }

    private void takeHints(Instant now) {
        hints.take(new ChangeHints.Hearer() {
            @Override
            public void changed(Path path) {
                changed.add(path);
                // The right to read it may have been given.
                if (files.at(path).isEmpty() && discovery.isNamed(path)) {
                    named.add(path);
                }
            }

            @Override
            public void cameOrWent(Path path) {
                named.add(path);
            }

            @Override
            public void uncertain(Path folder) {
                files.in(folder).forEach(file -> schedule.hinted(file, now));
                folders.doubt(folder);
                nextDiscovery = earlier(nextDiscovery, soonestDiscovery);
            }
        });
    }

    private void discover(Instant now) {
        if (!named.isEmpty()) {
            if (discovery.lookAt(named, now)) {
                nextDiscovery = earlier(nextDiscovery, soonestDiscovery);
            }
            named.clear();
        }
        changed.forEach(path -> files.at(path).ifPresent(file -> schedule.hinted(file, now)));
        changed.clear();
        if (now.isBefore(nextDiscovery)) {
            return;
        }
        Instant began = streams.clock().instant();
        soonestDiscovery = now.plus(DISCOVERY_PAUSE_PER_LOOK.multipliedBy(discovery.look(now)));
        if (!started) {
            rotations.takeWhereLinksLed(now);
        }
        rotations.look(began, now);
        if (!started) {
            discovery.tellWhatIsMissing();
            started = true;
        }
        Instant regular = regularDiscovery(now);
        nextDiscovery = regular.isAfter(soonestDiscovery) ? regular : soonestDiscovery;
    }

    /** On whole seconds, when quiet files are looked at too, so that an idle tailer wakes up once for both. */
    private Instant regularDiscovery(Instant now) {
        Instant regular = now.plus(config.discoveryInterval());
        Instant whole = LookPace.wholeSecond(regular);
        return whole.isAfter(now) ? whole : regular;
    }

    private void send(Instant now) {
        if (saver.identitiesAreSaved(now)) {
            shipper.send(now);
        }
    }

    /** Positions stand still in an outage; what was seen by then is to be known all the same if it is destroyed. */
    private void noteSizes(Instant now) {
        if (!now.isBefore(nextSizes)) {
            nextSizes = now.plus(SIZES_INTERVAL);
            noteWhatIsOpen(streams.clock().instant());
        }
    }

    private void noteWhatIsOpen(Instant time) {
        for (FileWatcher watcher : files.all()) {
            Optional<FileCheckpoint> known = watcher.stream().checkpoint();
            if (known.isPresent()) {
                try {
                    checkpoints.seen(known.get().id(), watcher.born(), watcher.log(), watcher.size(), time);
                } catch (NoSuchFileException e) {
                    // It is closed and was renamed or deleted.
                    named.add(watcher.path());
                } catch (IOException e) {
                    watcher.tellUnreadable(e, events);
                }
            }
        }
    }
}
