package io.sillok.job.issues;

import java.io.Serializable;
import java.time.Duration;

/**
 * How issues are kept.
 *
 * @param quiet after how long without an event the next one is a regression
 * @param keep after how long without an event the issue is forgotten
 */
public record IssueSettings(Duration quiet, Duration keep) implements Serializable {

    public static final IssueSettings STANDARD = new IssueSettings(Duration.ofDays(7), Duration.ofDays(90));
}
