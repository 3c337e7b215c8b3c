package io.sillok.job.requests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests of a host, by what other lines say of them too. However many they are, a line is held against those only
 * that may be its own, and in a flood of one URL against a bounded number of them. Not thread-safe.
 */
final class KnownRequests {

    static final int MOST_CANDIDATES = LookLimit.MOST;

    /** Those that last longer are looked for among themselves: they are few, and lines speak of them long before they end. */
    private static final int LASTING_SECONDS = 2;

    /** How far two clocks, or the seconds that they are cut to, are apart. */
    private static final int APART_SECONDS = 2;

    /** nginx's client closed its connection; the upstream took too long. */
    private static final Set<Integer> GIVEN_UP = Set.of(499, 504);

    /** Of the lines of a file that tell the same parts. */
    private record CopiesKey(Place place, String file, boolean clientTold, boolean sizeTold) {}

    private record ServedKey(Place place, String file, boolean timed) {}

    private final Map<CopiesKey, CopiedRequests> copies = new HashMap<>();
    private final Map<ServedKey, ServedRequests> served = new HashMap<>();
    private final LookLimit limit = new LookLimit();
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

    /** Those that the line may tell too, and that its file has not told yet: of its URL, second, status, client and size. */
    List<HostLine> copiedBy(HostLine line) {
        Fact fact = line.fact();
        Place place = all.at(line, false, line.second());
        List<HostLine> there = all.there(place);
        if (there.isEmpty()) {
            return there;
        }
        CopiesKey key = new CopiesKey(place, line.file(), fact.has(Part.CLIENT), fact.has(Part.SIZE));
        return copies.computeIfAbsent(key, none -> new CopiedRequests(there, line))
                .of(line, limit);
    }

    /**
     * Those of the line's status that ended so many seconds around its end, and that its file has not told yet: of each
     * second those first that took as long as it says.
     *
     * @param anyPath whether the line knows the method and the query only
     */
    List<HostLine> ending(HostLine line, boolean anyPath, int from, int to) {
        long end = (long) Math.floor(line.end());
        boolean timed = line.fact().has(Part.DURATION);
        List<HostLine> found = new ArrayList<>();
        for (long second = end + from; second <= end + to; second++) {
            Place place = all.at(line, anyPath, second);
            List<HostLine> there = all.there(place);
            if (!there.isEmpty()) {
                found.addAll(served.computeIfAbsent(
                                new ServedKey(place, line.file(), timed),
                                key -> new ServedRequests(there, key.file, timed))
                        .of(line, limit));
            }
        }
        return found;
    }

    /** How often a line was held against a request by now, in the two look-ups of what ended when the line says. */
    long looks() {
        return limit.looks();
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

    /** @param path null where only the others are asked for */
    private record Place(long second, String method, String path, String query) {}

    /** By the second of their end, method and query, with and without the path. */
    private static final class Index {

        private final Map<Place, List<HostLine>> places = new HashMap<>();

        void add(HostLine line) {
            place(line.second(), line.fact(), line.fact().text(Part.PATH)).add(line);
            place(line.second(), line.fact(), null).add(line);
        }

        private List<HostLine> place(long second, Fact fact, String path) {
            return places.computeIfAbsent(of(second, fact, path), none -> new ArrayList<>(2));
        }

        Place at(HostLine line, boolean anyPath, long second) {
            return of(second, line.fact(), anyPath ? null : line.fact().text(Part.PATH));
        }

        /** Where there are any, those that are added later will be in it. */
        List<HostLine> there(Place place) {
            return places.getOrDefault(place, List.of());
        }

        private static Place of(long second, Fact fact, String path) {
            return new Place(second, fact.text(Part.METHOD), path, fact.text(Part.QUERY));
        }

        /** @param most that are found in all */
        void addTo(List<HostLine> found, HostLine line, boolean anyPath, long second, int most) {
            List<HostLine> there = there(at(line, anyPath, second));
            found.addAll(there.subList(0, Math.min(there.size(), most - found.size())));
        }
    }
}
