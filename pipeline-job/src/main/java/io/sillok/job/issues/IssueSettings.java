package io.sillok.job.issues;

import io.sillok.model.config.ConfigSection;
import java.io.Serializable;
import java.time.Duration;

/**
 * How issues are kept.
 *
 * @param quiet after how long without an event the next one is a regression
 * @param releaseQuiet the same for an event of a release in which the issue was not seen yet
 * @param keep after how long without an event the issue is forgotten
 */
public record IssueSettings(Duration quiet, Duration releaseQuiet, Duration keep) implements Serializable {

    public static final IssueSettings STANDARD =
            new IssueSettings(Duration.ofDays(7), Duration.ofDays(1), Duration.ofDays(90));

    private static final Duration LEAST = Duration.ofMinutes(1);

    /** Reads {@code quiet} and {@code keep}; problems go to the section. */
    public static IssueSettings from(ConfigSection section) {
        IssueSettings settings = new IssueSettings(
                section.duration("quiet", STANDARD.quiet),
                section.duration("release_quiet", STANDARD.releaseQuiet),
                section.duration("keep", STANDARD.keep));
        if (settings.quiet.compareTo(LEAST) < 0) {
            section.problem("quiet", "must be at least 1m");
        }
        if (settings.releaseQuiet.compareTo(LEAST) < 0) {
            section.problem("release_quiet", "must be at least 1m");
        }
        if (settings.keep.compareTo(settings.quiet) <= 0) {
            section.problem("keep", "must be longer than issues.quiet, or nothing ever comes back");
        }
        return settings;
    }
}
