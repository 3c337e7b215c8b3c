package io.sillok.job.count;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Set;
import org.apache.flink.util.Collector;

/**
 * Passes on facts, but not those it saw lately: nearly every span and line of a service tells one of a few routes, and to
 * ask state for each would cost more than all else. It is no state itself; what comes twice is learned once. Bounded. Not
 * thread-safe.
 */
final class ToldRoutes {

    private static final int MOST = 4096;

    private final Set<RouteFact> lately = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(java.util.Map.Entry<RouteFact, Boolean> eldest) {
            return size() > MOST;
        }
    });

    void tell(RouteFact fact, Collector<RouteFact> out) {
        if (lately.add(fact)) {
            out.collect(fact);
        }
    }
}
