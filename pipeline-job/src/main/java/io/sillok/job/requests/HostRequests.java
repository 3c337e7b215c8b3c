package io.sillok.job.requests;

import io.sillok.job.LinkMethod;
import io.sillok.job.requests.HostLine.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the requests of a host that its lines without ids tell of. The web server's lines are the requests: those with an id,
 * else those of one of its logs, which then get one. A line is tied to a request by what both say, once the web server's log
 * has passed the line's time, or after a wait. Pure but for the lines it is given.
 */
final class HostRequests {

    /** Most that are remembered of one host; older ones go first. */
    static final int MOST_LINES = 50_000;

    /** A line may be about a request that goes on for as long. */
    static final int LONGEST_REQUEST_SECONDS = 60;

    private static final long KEPT_MILLIS = 60_000;
    private static final long KEPT_UNDER_WAY_MILLIS = 120_000;
    private static final long FIRST_LOOK_MILLIS = 2_000;
    private static final long SETTLED_MILLIS = 5_000;
    private static final long ALONE_MILLIS = 10_000;
    private static final int PASSED_SECONDS = 2;

    /** Two requests whose durations differ by less cannot be told apart by them. */
    private static final double SAME_DURATION = 0.005;

    /** What is remembered of a host beside its lines. */
    static final class Host {
        /** Second of the latest request. */
        long servedUntil;

        boolean hasIds;
        boolean hasAccessLog;

        /** The log whose lines are the requests where none has ids; empty before the first. */
        String requestLog = "";
    }

    /**
     * A line that was tied to a request, under its ids.
     *
     * @param assigned whether the request's id was given by us, so that no other log can know it
     */
    record Found(Clue clue, LinkMethod method, double confidence, boolean assigned) {}

    private final Host host;
    private final List<HostLine> lines;
    private final long now;
    private final long seen;
    private final boolean ends;
    private final KnownRequests requests = new KnownRequests();
    private final List<Found> found = new ArrayList<>();

    /**
     * @param lines those that are remembered; changed
     * @param now milliseconds of processing time
     */
    HostRequests(Host host, List<HostLine> lines, long now) {
        this(host, lines, now, now, false);
    }

    private HostRequests(Host host, List<HostLine> lines, long now, long seen, boolean ends) {
        this.host = host;
        this.lines = lines;
        this.now = now;
        this.seen = seen;
        this.ends = ends;
    }

    /** As if all that is waited for were over: nothing more will come. */
    static HostRequests atTheEnd(Host host, List<HostLine> lines, long now) {
        return new HostRequests(host, lines, now + ALONE_MILLIS, now, true);
    }

    List<Found> settle(Iterable<Clue> incoming) {
        lines.forEach(this::remember);
        for (Clue clue : incoming) {
            HostLine line = new HostLine(clue, seen);
            if (line.role != Role.ACCESS || !line.known() || requests.addsNew(line)) {
                lines.add(line);
            }
            note(line);
        }
        each(Role.ACCESS, this::settleAccess);
        each(Role.FPM_ACCESS, this::settleFpmAccess);
        each(Role.FPM_NOTICE, this::settleNotice);
        each(Role.SERVER_ERROR, this::settleServerError);
        Map<String, HostLine> byFpmRequest = known(Part.FPM_REQUEST);
        each(Role.FPM_SLOW, line -> settleSlow(line, byFpmRequest));
        Map<String, HostLine> byError = known(Part.ERROR_KEY);
        each(Role.PHP_ERROR, line -> Optional.ofNullable(byError.get(line.fact().text(Part.ERROR_KEY)))
                .ifPresent(other -> tie(line, other, LinkMethod.ERROR, other.confidence)));
        forget();
        return found;
    }

    private void remember(HostLine line) {
        if (line.role == Role.ACCESS && line.known()) {
            requests.addsNew(line);
        }
    }

    private void note(HostLine line) {
        if (line.role == Role.ACCESS) {
            host.hasAccessLog = true;
            host.hasIds |= line.known();
            host.servedUntil = Math.max(host.servedUntil, line.second());
        }
    }

    private void each(Role role, Consumer<HostLine> step) {
        for (HostLine line : lines) {
            if (line.role == role && !line.known()) {
                step.accept(line);
            }
        }
    }

    private Map<String, HostLine> known(Part part) {
        Map<String, HostLine> byKey = new HashMap<>();
        for (HostLine line : lines) {
            if (line.known() && line.role != Role.ACCESS && line.fact().has(part)) {
                byKey.putIfAbsent(line.fact().text(part), line);
            }
        }
        return byKey;
    }

    private boolean settled(HostLine line) {
        // Its document goes another way to the index, and should be there before what is added to it.
        boolean written = age(line) >= FIRST_LOOK_MILLIS;
        boolean passed = host.servedUntil >= line.end() + PASSED_SECONDS;
        return written && (passed || age(line) >= SETTLED_MILLIS);
    }

    /** Whether it is settled, and its turn: what found nothing is held against all requests again ever more rarely. */
    private boolean isDue(HostLine line) {
        boolean due = settled(line) && (ends || age(line) >= FIRST_LOOK_MILLIS << line.looks);
        if (due) {
            line.looks++;
        }
        return due;
    }

    private long age(HostLine line) {
        return now - line.seen;
    }

    /** Another log may have told the same request, with an id. */
    private void settleAccess(HostLine line) {
        if (!host.hasIds && host.requestLog.isEmpty() && age(line) >= FIRST_LOOK_MILLIS) {
            host.requestLog = lines.stream()
                    .filter(other -> other.role == Role.ACCESS)
                    .max(Comparator.comparing((HostLine other) -> other.fact().has(Part.DURATION))
                            .thenComparing(HostLine::file))
                    .map(HostLine::file)
                    .orElse("");
        }
        if (line.file().equals(host.requestLog)) {
            assign(line);
            return;
        }
        if (!settled(line)) {
            return;
        }
        List<HostLine> same = requests.copiedBy(line);
        if (!same.isEmpty()) {
            same.get(0).toldBy.add(line.file());
            tie(line, same.get(0), LinkMethod.ACCESS_LOG_COPY, 1.0 / same.size());
        } else if (age(line) >= ALONE_MILLIS) {
            assign(line);
        }
    }

    private static boolean agree(Part part, Fact a, Fact b) {
        return !a.has(part) || !b.has(part) || a.text(part).equals(b.text(part));
    }

    /** The line itself is all that is known of the request; its document's id becomes the request's. */
    private void assign(HostLine line) {
        line.requestId = line.clue.outline().event().position().documentId();
        line.assigned = true;
        requests.addsNew(line);
        found.add(new Found(
                line.clue.under(Optional.empty(), line.requestId, LinkMethod.ASSIGNED, 1),
                LinkMethod.ASSIGNED,
                1,
                true));
    }

    private void settleFpmAccess(HostLine line) {
        boolean anyPath = isFrontController(line.fact());
        List<HostLine> fitting = List.of();
        if (isDue(line)) {
            fitting = fitting(line, requests.ending(line, anyPath, -1, PASSED_SECONDS), HostRequests::isServedBy);
            if (fitting.isEmpty()) {
                List<HostLine> givenUp = requests.givenUpBefore(line, anyPath, LONGEST_REQUEST_SECONDS);
                fitting = fitting(line, givenUp, HostRequests::wasUnderWay);
            }
        }
        if (!fitting.isEmpty()) {
            HostLine best = fitting.get(0);
            double least = difference(line, best);
            long alike = fitting.stream()
                    .filter(request -> difference(line, request) <= least + SAME_DURATION)
                    .count();
            best.toldBy.add(line.file());
            tie(line, best, LinkMethod.URL_AND_TIME, 1.0 / alike);
        } else if (!host.hasAccessLog && age(line) >= ALONE_MILLIS && !anyPath) {
            assign(line);
        }
    }

    /** The web server's requests that FPM may speak of, and that no line of its log was tied to yet. */
    private static List<HostLine> fitting(
            HostLine line, List<HostLine> candidates, BiPredicate<HostLine, HostLine> fits) {
        return candidates.stream()
                .filter(request -> !request.toldBy.contains(line.file()) && fits.test(line, request))
                .sorted(Comparator.comparingDouble(request -> difference(line, request)))
                .toList();
    }

    private static double difference(HostLine fpm, HostLine request) {
        return fpm.fact().has(Part.DURATION) ? Math.abs(request.served() - fpm.duration()) : 0;
    }

    private static boolean isServedBy(HostLine fpm, HostLine request) {
        boolean sameStatus = fpm.fact().number(Part.STATUS) == request.fact().number(Part.STATUS);
        boolean begun = fpm.start() >= Math.floor(request.start()) - 1 && fpm.start() <= request.end() + 1;
        boolean fitsIn = fpm.duration() <= request.served() + 1;
        return sameStatus && begun && fitsIn;
    }

    private static boolean wasUnderWay(HostLine fpm, HostLine request) {
        return fpm.start() >= Math.floor(request.start()) - 1 && fpm.start() <= request.end() + 1;
    }

    /** Behind a front controller FPM knows the script, and not what was asked for. */
    private static boolean isFrontController(Fact fpm) {
        return fpm.text(Part.PATH).endsWith("/index.php");
    }

    private void settleNotice(HostLine line) {
        under(line, isFrontController(line.fact()), request -> wasUnderWay(line, request));
    }

    private void settleServerError(HostLine line) {
        under(
                line,
                false,
                request -> agree(Part.CLIENT, line.fact(), request.fact())
                        && line.second() >= Math.floor(request.start())
                        && line.second() <= request.second() + 1);
    }

    /** A line about a request that may go on for a while. */
    private void under(HostLine line, boolean anyPath, Predicate<HostLine> fits) {
        if (!isDue(line)) {
            return;
        }
        List<HostLine> fitting = requests.underWay(line, anyPath, LONGEST_REQUEST_SECONDS).stream()
                .filter(fits)
                .sorted(Comparator.comparingDouble(request -> Math.abs(request.start() - line.start())))
                .toList();
        if (!fitting.isEmpty()) {
            tie(line, fitting.get(0), LinkMethod.URL_AND_TIME, 1.0 / fitting.size());
        }
    }

    /** FPM writes the notice first, so the block may stand in the next second. */
    private void settleSlow(HostLine line, Map<String, HostLine> notices) {
        String key = line.fact().text(Part.FPM_REQUEST);
        int second = key.lastIndexOf('/') + 1;
        HostLine notice = notices.get(key);
        if (notice == null && second > 0) {
            notice = notices.get(key.substring(0, second) + (Long.parseLong(key.substring(second)) - 1));
        }
        if (notice != null) {
            tie(line, notice, LinkMethod.FPM_REQUEST, notice.confidence);
        }
    }

    private void tie(HostLine line, HostLine request, LinkMethod method, double confidence) {
        line.trace = request.trace;
        line.requestId = request.requestId;
        line.assigned = request.assigned;
        line.confidence = confidence;
        found.add(new Found(
                line.clue.under(line.trace, line.requestId, method, confidence), method, confidence, line.assigned));
    }

    /** In one pass: what a look over tens of thousands of lines takes out one by one, an array moves as often. */
    private void forget() {
        int surplus = lines.size() - MOST_LINES;
        if (surplus > 0) {
            lines.subList(0, surplus).clear();
        }
        lines.removeIf(this::isOver);
    }

    private boolean isOver(HostLine line) {
        boolean underWay = !line.known() && line.role != Role.ACCESS && line.role != Role.FPM_ACCESS;
        return age(line) > (underWay ? KEPT_UNDER_WAY_MILLIS : KEPT_MILLIS);
    }
}
