package io.sillok.job.requests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Requests of one place and second that the lines of one of FPM's files may tell of, by status and by how long PHP took: those
 * that took as long as a line says are found first, however many others there are. Not thread-safe.
 */
final class ServedRequests {

    private final List<HostLine> requests;
    private final String file;
    private final boolean timed;
    private final Map<Double, NavigableSet<Served>> byStatus = new HashMap<>();
    private int sorted;

    /** @param number in which it became known; that of a place between requests is -1 */
    private record Served(double seconds, int number, HostLine request) {

        static final Comparator<Served> ORDER =
                Comparator.comparingDouble(Served::seconds).thenComparingInt(Served::number);
    }

    /**
     * @param requests of the place and second; those added later are seen
     * @param timed whether the file's lines tell how long it took; else they are found in the order they became known in
     */
    ServedRequests(List<HostLine> requests, String file, boolean timed) {
        this.requests = requests;
        this.file = file;
        this.timed = timed;
    }

    /** Those that the file has not told yet, the likeliest first. */
    List<HostLine> of(HostLine line, LookLimit limit) {
        for (; sorted < requests.size(); sorted++) {
            HostLine request = requests.get(sorted);
            byStatus.computeIfAbsent(request.fact().number(Part.STATUS), none -> new TreeSet<>(Served.ORDER))
                    .add(new Served(timed ? request.served() : 0, sorted, request));
        }
        NavigableSet<Served> likely = byStatus.get(line.fact().number(Part.STATUS));
        return likely == null ? List.of() : nearest(likely, timed ? line.duration() : 0, limit);
    }

    private List<HostLine> nearest(NavigableSet<Served> likely, double seconds, LookLimit limit) {
        Served here = new Served(seconds, -1, null);
        Iterator<Served> longer = likely.tailSet(here, true).iterator();
        Iterator<Served> shorter = likely.headSet(here, false).descendingIterator();
        Served up = next(longer);
        Served down = next(shorter);
        List<HostLine> found = new ArrayList<>();
        List<Served> told = new ArrayList<>();
        while ((up != null || down != null) && found.size() < LookLimit.MOST) {
            limit.looked();
            boolean upwards = down == null || (up != null && up.seconds - seconds <= seconds - down.seconds);
            Served nearest = upwards ? up : down;
            if (upwards) {
                up = next(longer);
            } else {
                down = next(shorter);
            }
            if (nearest.request.toldBy.contains(file)) {
                told.add(nearest);
            } else {
                found.add(nearest.request);
            }
        }
        // what the file has told stays told: nobody comes by it again
        told.forEach(likely::remove);
        return found;
    }

    private static Served next(Iterator<Served> each) {
        return each.hasNext() ? each.next() : null;
    }
}
