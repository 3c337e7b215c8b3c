package io.sillok.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.servers.JobFailure;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JobFailuresTest {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private final JobFailures failures = new JobFailures();

    @Test
    void tellsEachNewReasonOnceAndRemindsOfOneThatLasts() {
        assertThat(failures.news(Optional.empty())).isEmpty();
        assertThat(failures.news(failed(0, "disk full"))).isPresent();
        assertThat(failures.news(failed(0, "disk full"))).isEmpty();
        assertThat(failures.news(failed(30, "disk full"))).isEmpty();
        assertThat(failures.news(failed(40, "no broker"))).isPresent();
        assertThat(failures.news(failed(339, "no broker"))).isEmpty();
        assertThat(failures.news(failed(340, "no broker"))).isPresent();
    }

    private static Optional<JobFailure> failed(long seconds, String reason) {
        return Optional.of(new JobFailure(START.plusSeconds(seconds), reason));
    }
}
