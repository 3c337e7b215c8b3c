package io.sillok.local.pipeline;

import io.sillok.local.parse.FileParsing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The time that a capture is of. A demo reads an old capture as if it were just being written, so that its days, windows
 * and retention are those of the data.
 */
final class CaptureTime {

    /** Forged and odd times stand alone; the capture's own stand together. */
    private static final double OUTLIERS = 0.001;

    private CaptureTime() {}

    /** A clock that starts at the end of the capture and goes on from there; the real one if no log tells a time. */
    static InstantSource clock(CaptureFolder capture, InstantSource real) throws IOException {
        List<Instant> times = new ArrayList<>();
        for (CaptureFolder.CapturedLog log : capture.logs()) {
            if (log.format().parser().equals("nginx.access")) {
                collect(log, times);
            }
        }
        if (times.isEmpty()) {
            for (CaptureFolder.CapturedLog log : capture.logs()) {
                collect(log, times);
            }
        }
        if (times.isEmpty()) {
            return real;
        }
        Collections.sort(times);
        Instant end = times.get((int) Math.floor((times.size() - 1) * (1 - OUTLIERS)));
        Duration shift = Duration.between(real.instant(), end.plusSeconds(1));
        return () -> real.instant().plus(shift);
    }

    private static void collect(CaptureFolder.CapturedLog log, List<Instant> times) throws IOException {
        FileParsing parsing = FileParsing.of(log.path(), "", log.format().parser(), Map.of());
        parsing.run(event -> event.event().timestamp().ifPresent(times::add));
    }
}
