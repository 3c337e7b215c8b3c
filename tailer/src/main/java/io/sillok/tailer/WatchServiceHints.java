package io.sillok.tailer;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hints from the JDK's watch service: inotify on Linux. A thread takes them as they come and wakes the tailer, at most once
 * in {@link #PAUSE} however many there are.
 */
final class WatchServiceHints implements ChangeHints {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Each folder costs about a kilobyte of kernel memory; more are found by looking. */
    private static final int MOST_FOLDERS = 8192;

    /** If the tailer does not come to take them. */
    private static final int MOST_HINTS = 8192;

    private final WatchService service;
    private final TailerEvents events;
    private final Runnable wakeUp;
    private final Thread thread;

    /** Two paths of one folder share a key. Guarded by itself, like the five below. */
    private final Map<WatchKey, Set<Path>> folders = new HashMap<>();

    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final Set<Path> shared = new HashSet<>();
    private final Set<Path> changed = new LinkedHashSet<>();
    private final Set<Path> cameOrWent = new LinkedHashSet<>();
    private final Set<Path> uncertain = new LinkedHashSet<>();

    private final AtomicInteger registering = new AtomicInteger();
    private final Semaphore endPause = new Semaphore(0);
    private boolean refused;

    private WatchServiceHints(WatchService service, TailerEvents events, Runnable wakeUp) {
        this.service = service;
        this.events = events;
        this.wakeUp = wakeUp;
        this.thread = new Thread(this::run, "sillok-hints");
        thread.setDaemon(true);
    }

    /** @param wakeUp called on another thread when hints came */
    static ChangeHints open(TailerEvents events, Runnable wakeUp) {
        try {
            WatchServiceHints hints =
                    new WatchServiceHints(FileSystems.getDefault().newWatchService(), events, wakeUp);
            hints.thread.start();
            return hints;
        } catch (IOException | UnsupportedOperationException e) {
            events.hintsUnavailable(reason(e));
            return new SilentHints();
        }
    }

    @Override
    public void watch(Path folder) {
        Optional<WatchKey> unused = Optional.empty();
        holdOffPauses();
        try {
            synchronized (folders) {
                if (!keys.containsKey(folder) && keys.size() >= MOST_FOLDERS) {
                    refuse("more than " + MOST_FOLDERS + " folders");
                    return;
                }
            }
            WatchKey key = folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
            boolean others = Writers.isShared(folder);
            synchronized (folders) {
                if (others) {
                    shared.add(folder);
                } else {
                    shared.remove(folder);
                }
                WatchKey before = keys.put(folder, key);
                folders.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(folder);
                unused = before == null || before == key ? Optional.empty() : release(before, folder);
            }
        } catch (IOException e) {
            forget(folder);
            // A folder that may not be listed or is gone is told of by who lists it.
            if (reason(e).contains("limit")) {
                refuse(reason(e));
            }
        } finally {
            unused.ifPresent(WatchKey::cancel);
            registering.decrementAndGet();
        }
    }

    @Override
    public void forget(Path folder) {
        holdOffPauses();
        try {
            Optional<WatchKey> unused;
            synchronized (folders) {
                unused = Optional.ofNullable(keys.remove(folder)).flatMap(key -> release(key, folder));
            }
            unused.ifPresent(WatchKey::cancel);
        } finally {
            registering.decrementAndGet();
        }
    }

    @Override
    public boolean hears(Path folder) {
        synchronized (folders) {
            return keys.containsKey(folder) && !shared.contains(folder);
        }
    }

    @Override
    public void take(Hearer hearer) {
        Set<Path> toldChanged;
        Set<Path> toldCameOrWent;
        Set<Path> toldUncertain;
        synchronized (folders) {
            if (changed.isEmpty() && cameOrWent.isEmpty() && uncertain.isEmpty()) {
                return;
            }
            toldChanged = takeAll(changed);
            toldCameOrWent = takeAll(cameOrWent);
            toldUncertain = takeAll(uncertain);
        }
        toldUncertain.forEach(hearer::uncertain);
        toldCameOrWent.forEach(hearer::cameOrWent);
        toldChanged.forEach(hearer::changed);
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            events.hintsUnavailable(reason(e));
        }
        endPause.release();
    }

    private void run() {
        try {
            while (true) {
                WatchKey first = service.take();
                hear(first);
                wakeUp.run();
                pause(first);
            }
        } catch (ClosedWatchServiceException e) {
            // The tailer ends.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what there is of all keys. */
    private void hear(WatchKey first) {
        for (WatchKey key = first; key != null; key = service.poll()) {
            synchronized (folders) {
                for (WatchEvent<?> event : key.pollEvents()) {
                    folders.getOrDefault(key, Set.of()).forEach(folder -> hear(folder, event));
                }
                if (!key.reset()) {
                    Set<Path> gone = folders.getOrDefault(key, Set.of());
                    uncertain.addAll(gone);
                    gone.forEach(keys::remove);
                    folders.remove(key);
                }
            }
        }
    }

    private void hear(Path folder, WatchEvent<?> event) {
        if (event.kind() == OVERFLOW || changed.size() + cameOrWent.size() >= MOST_HINTS) {
            uncertain.add(folder);
        } else if (event.kind() == ENTRY_MODIFY) {
            changed.add(folder.resolve((Path) event.context()));
        } else {
            cameOrWent.add(folder.resolve((Path) event.context()));
        }
    }

    /**
     * The JDK's own thread wakes for every single write, unless it is held up: it signals under the key's monitor. While
     * it waits, the kernel joins equal events, so that 50,000 appends a second cost a few wake-ups and not a tenth of a
     * core. It is let go at once when a folder is to be registered, which that thread does too.
     */
    private void pause(WatchKey busy) throws InterruptedException {
        synchronized (busy) {
            if (registering.get() == 0 && endPause.tryAcquire(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
                endPause.drainPermits();
            }
        }
    }

    private void holdOffPauses() {
        registering.incrementAndGet();
        endPause.release();
    }

    /** Returns the key if no other path needs it. */
    private Optional<WatchKey> release(WatchKey key, Path folder) {
        Set<Path> left = folders.getOrDefault(key, Set.of());
        left.remove(folder);
        if (!left.isEmpty()) {
            return Optional.empty();
        }
        folders.remove(key);
        return Optional.of(key);
    }

    private void refuse(String reason) {
        if (!refused) {
            refused = true;
            events.hintsUnavailable(reason);
        }
    }

    private static Set<Path> takeAll(Set<Path> paths) {
        Set<Path> taken = Set.copyOf(paths);
        paths.clear();
        return taken;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
