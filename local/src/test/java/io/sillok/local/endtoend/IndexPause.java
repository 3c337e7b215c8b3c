package io.sillok.local.endtoend;

import io.sillok.local.servers.Rest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long nothing was indexed while logs were written: what a loss of a process costs those who search. OpenSearch's own
 * count of documents is asked ten times a second.
 */
final class IndexPause implements AutoCloseable {

    private static final int EVERY_MILLIS = 100;

    private final Supplier<Rest> index;
    private final Thread watching = new Thread(this::watch, "index-pause");
    private volatile boolean ended;
    private volatile long longestMillis;
    private volatile long changes;

    private IndexPause(Supplier<Rest> index) {
        this.index = index;
    }

    /** @param index as it is at the moment: it may be killed itself */
    static IndexPause watch(Supplier<Rest> index) {
        IndexPause pause = new IndexPause(index);
        pause.watching.start();
        return pause;
    }

    private void watch() {
        long known = -1;
        long changed = System.nanoTime();
        while (!ended) {
            long now = count();
            if (now >= 0 && now != known) {
                long pause = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - changed);
                longestMillis = known < 0 ? 0 : Math.max(longestMillis, pause);
                known = now;
                changes++;
                changed = System.nanoTime();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private long count() {
        try {
            return index.get()
                    .get("/logs/_stats/indexing")
                    .at("/_all/primaries/indexing/index_total")
                    .asLong(-1);
        } catch (IOException subsumed) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** The longest one that has ended, in milliseconds. */
    long longestMillis() {
        return longestMillis;
    }

    /** How often more was indexed by now. */
    long changes() {
        return changes;
    }

    @Override
    public void close() {
        ended = true;
        watching.interrupt();
        try {
            watching.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
