package io.sillok.job.count;

import io.sillok.job.ReadEvent;
import io.sillok.job.issues.IssueSighting;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;

/** New and returned issues, as observations. */
public final class ObserveIssues implements MapFunction<IssueSighting, Observation> {

    private final long windowMillis;

    public ObserveIssues(Duration window) {
        this.windowMillis = window.toMillis();
    }

    @Override
    public Observation map(IssueSighting sighting) {
        String[] scope = sighting.scope().split("\n", -1);
        Series series =
                new Series(Family.ISSUES, List.of(scope[0], scope[1], sighting.regressed() ? "regressed" : "new"));
        Tally tally = new Tally();
        tally.add(1);
        long window = Math.floorDiv(sighting.time(), windowMillis) * windowMillis;
        return new Observation(series, "", ReadEvent.COUNTED, window, tally);
    }
}
