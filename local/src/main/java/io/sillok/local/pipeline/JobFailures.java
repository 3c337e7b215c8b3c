package io.sillok.local.pipeline;

import io.sillok.local.servers.JobFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which of a job's failures a person is told: each that is new, and one that goes on now and then. Not thread-safe. */
final class JobFailures {

    private static final Duration REMINDER = Duration.ofMinutes(5);

    private Optional<JobFailure> told = Optional.empty();

    /** The failure if it is to be told. */
    Optional<JobFailure> news(Optional<JobFailure> latest) {
        Optional<JobFailure> news = latest.filter(this::isNews);
        if (news.isPresent()) {
            told = news;
        }
        return news;
    }

    private boolean isNews(JobFailure failure) {
        return told.map(last -> !last.reason().equals(failure.reason()) || isLongAfter(failure.time(), last.time()))
                .orElse(true);
    }

    private static boolean isLongAfter(Instant time, Instant last) {
        return Duration.between(last, time).compareTo(REMINDER) >= 0;
    }
}
