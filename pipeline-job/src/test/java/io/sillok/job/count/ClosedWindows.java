package io.sillok.job.count;

import java.util.List;

/** Closed windows for the tests of those who watch them. */
public final class ClosedWindows {

    private final String scope;
    private final long end;
    private final WindowTallies tallies = new WindowTallies();

    private ClosedWindows(String scope, long end) {
        this.scope = scope;
        this.end = end;
    }

    public static ClosedWindows of(String scope, long end) {
        return new ClosedWindows(scope, end);
    }

    public ClosedWindows requests(String route, String status, int times, double seconds) {
        Tally tally = new Tally();
        tally.add((long) times);
        for (int i = 0; i < times; i++) {
            tally.add(seconds);
        }
        String[] names = scope.split("\n", -1);
        if (times > 0) {
            tallies.add(new Series(Family.REQUESTS, List.of(names[0], names[1], "GET", route, status)), tally);
        }
        return this;
    }

    public ClosedWindows pool(String pool, String event, int times) {
        Tally tally = new Tally();
        tally.add((long) times);
        String[] names = scope.split("\n", -1);
        tallies.add(new Series(Family.FPM_EVENTS, List.of(names[0], names[1], pool, event)), tally);
        return this;
    }

    public ClosedWindow window() {
        return new ClosedWindow(scope, end, tallies);
    }
}
