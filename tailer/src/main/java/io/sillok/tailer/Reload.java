package io.sillok.tailer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A new config on its way to the tailer's thread.
 *
 * @param sink that takes the place of the old one, if Kafka's settings are others
 */
record Reload(TailerConfig config, Optional<SliceSink> sink, CountDownLatch applied) {

    private static final long PATIENCE_SECONDS = 10;

    static Reload to(TailerConfig config, Optional<SliceSink> sink) {
        return new Reload(config, sink, new CountDownLatch(1));
    }

    /** What a config changes that only a new start can change; these decide what a file is and where it is remembered. */
    static List<String> refusals(TailerConfig now, TailerConfig next) {
        List<String> refusals = new ArrayList<>();
        if (!now.data().equals(next.data())) {
            refusals.add("data cannot change from " + now.data() + " to " + next.data()
                    + " while the tailer runs: positions stand in the one; restart it");
        }
        if (!now.host().equals(next.host())) {
            refusals.add("host cannot change from " + now.host() + " to " + next.host()
                    + " while the tailer runs: every file would become another; restart it");
        }
        if (!now.edge().equals(next.edge())) {
            refusals.add("masking cannot change while the tailer runs: records that are open were masked by the rules"
                    + " before; restart it");
        }
        return refusals;
    }

    static boolean changesKafka(TailerConfig now, TailerConfig next) {
        return !now.topic().equals(next.topic()) || !now.kafka().equals(next.kafka());
    }

    /** Waits until the tailer's thread has taken it; tells whether it did. */
    boolean await() {
        try {
            return applied.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
