package io.sillok.job.count;

import io.sillok.job.ReadEvent;
import io.sillok.job.alerts.LoginAttempt;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;

/** Logins as observations. */
public final class ObserveLogins implements MapFunction<LoginAttempt, Observation> {

    private final long windowMillis;

    public ObserveLogins(Duration window) {
        this.windowMillis = window.toMillis();
    }

    @Override
    public Observation map(LoginAttempt attempt) {
        String[] scope = attempt.scope().split("\n", -1);
        String outcome = attempt.failed() ? "failed" : "succeeded";
        Series series = new Series(Family.LOGINS, List.of(scope[0], scope[1], attempt.format(), outcome));
        Tally tally = new Tally();
        tally.add(1);
        long window = Math.floorDiv(attempt.time(), windowMillis) * windowMillis;
        return new Observation(series, "", ReadEvent.COUNTED, window, tally);
    }
}
