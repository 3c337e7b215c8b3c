package io.sillok.job.requests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests of a host, by what other lines say of them too. However many they are, a line is held against those only
 * that may be its own, and in an outage against a bounded number of them. Not thread-safe.
 */
final class KnownRequests {

    /** Nobody can tell which of so many a line is of. */
    static final int MOST_CANDIDATES = 1_000;

    /** Those that last longer are looked for among themselves: they are few, and lines speak of them long before they end. */
    private static final int LASTING_SECONDS = 2;

    /** How far two clocks, or the seconds that they are cut to, are apart. */
    private static final int APART_SECONDS = 2;

    /** nginx's client closed its connection; the upstream took too long. */
    private static final Set<Integer> GIVEN_UP = Set.of(499, 504);

    private final Set<String> names = new HashSet<>();
    private final Index all = new Index();
    private final Index lasting = new Index();
    private final Index givenUp = new Index();

    /** @return false if another line has told the request already */
    boolean addsNew(HostLine line) {
        if (!names.add(line.request())) {
            return false;
        }
        all.add(line);
        if (line.duration() >= LASTING_SECONDS) {
            lasting.add(line);
        }
        if (isGivenUp(line)) {
            givenUp.add(line);
        }
        return true;
    }

    private static boolean isGivenUp(HostLine request) {
        return GIVEN_UP.contains((int) request.fact().number(Part.STATUS));
    }

    /** Those of the URL that ended in the same second as the line. */
    List<HostLine> endingWith(HostLine line) {
        List<HostLine> found = new ArrayList<>();
        all.addTo(found, line, false, line.second(), Integer.MAX_VALUE);
        return found;
    }

    /**
     * Those that ended so many seconds around the line's end.
     *
     * @param anyPath whether the line knows the method and the query only
     */
    List<HostLine> ending(HostLine line, boolean anyPath, int from, int to) {
        long end = (long) Math.floor(line.end());
        List<HostLine> found = new ArrayList<>();
        for (long second = end + from; second <= end + to; second++) {
            all.addTo(found, line, anyPath, second, Integer.MAX_VALUE);
        }
        return found;
    }

    /** Those that were given up within so many seconds before the line's end, the latest first. */
    List<HostLine> givenUpBefore(HostLine line, boolean anyPath, int seconds) {
        long end = (long) Math.floor(line.end());
        List<HostLine> found = new ArrayList<>();
        for (long second = end; second >= end - seconds && found.size() < MOST_CANDIDATES; second--) {
            givenUp.addTo(found, line, anyPath, second, MOST_CANDIDATES);
        }
        return found;
    }

    /**
     * Those that may have been under way when the line's began, and that ended no later than so many seconds behind it:
     * first those that ended next to it, so that a flood of others leaves its own among them.
     */
    List<HostLine> underWay(HostLine line, boolean anyPath, int seconds) {
        long begin = (long) Math.floor(line.start());
        long brief = begin + LASTING_SECONDS + APART_SECONDS;
        long latest = (long) Math.floor(line.end()) + seconds;
        List<HostLine> found = new ArrayList<>();
        all.addTo(found, line, anyPath, begin, MOST_CANDIDATES);
        for (int apart = 1; apart <= APART_SECONDS; apart++) {
            all.addTo(found, line, anyPath, begin - apart, MOST_CANDIDATES);
            all.addTo(found, line, anyPath, begin + apart, MOST_CANDIDATES);
        }
        for (long second = begin + APART_SECONDS + 1; second <= latest && found.size() < MOST_CANDIDATES; second++) {
            (second <= brief ? all : lasting).addTo(found, line, anyPath, second, MOST_CANDIDATES);
        }
        return found;
    }

    /** By the second of their end, method and query, with and without the path. */
    private static final class Index {

        private record Place(long second, String method, String path, String query) {}

        private final Map<Place, List<HostLine>> places = new HashMap<>();

        void add(HostLine line) {
            place(line.second(), line.fact(), line.fact().text(Part.PATH)).add(line);
            place(line.second(), line.fact(), null).add(line);
        }

        private List<HostLine> place(long second, Fact fact, String path) {
            return places.computeIfAbsent(of(second, fact, path), none -> new ArrayList<>(2));
        }

        private static Place of(long second, Fact fact, String path) {
            return new Place(second, fact.text(Part.METHOD), path, fact.text(Part.QUERY));
        }

        /** @param most that are found in all */
        void addTo(List<HostLine> found, HostLine line, boolean anyPath, long second, int most) {
            String path = anyPath ? null : line.fact().text(Part.PATH);
            List<HostLine> there = places.getOrDefault(of(second, line.fact(), path), List.of());
            found.addAll(there.subList(0, Math.min(there.size(), most - found.size())));
        }
    }
}
