package io.sillok.job.requests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The requests of a host, by what other lines say of them too. Not thread-safe. */
final class KnownRequests {

    private final Map<String, List<HostLine>> byUrlAndSecond = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /** @return false if another line has told the request already */
    boolean addsNew(HostLine line) {
        if (!names.add(line.request())) {
            return false;
        }
        byUrlAndSecond
                .computeIfAbsent(key(line.fact(), line.second()), none -> new ArrayList<>(2))
                .add(line);
        return true;
    }

    /** The requests with a line's method and query that ended so many seconds around the line's end. */
    List<HostLine> ending(HostLine line, int from, int to) {
        long end = (long) Math.floor(line.end());
        List<HostLine> ending = new ArrayList<>();
        for (long second = end + from; second <= end + to; second++) {
            ending.addAll(byUrlAndSecond.getOrDefault(key(line.fact(), second), List.of()));
        }
        return ending;
    }

    private static String key(Fact fact, long second) {
        return second + fact.text(Part.METHOD) + '?' + fact.text(Part.QUERY);
    }
}
