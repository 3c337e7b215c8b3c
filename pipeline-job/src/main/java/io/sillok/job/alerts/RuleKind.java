package io.sillok.job.alerts;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule watches, and what it does if its config does not say otherwise. */
enum RuleKind {
    /** Share of requests with a 5xx. */
    ERROR_RATE(0.05, Duration.ofMinutes(5), Duration.ofMinutes(1), 20, "critical"),
    /** A quantile of requests' durations, in seconds. */
    LATENCY(2, Duration.ofMinutes(5), Duration.ofMinutes(1), 20, "warning"),
    /** An exception of a kind that was not seen before. */
    NEW_ISSUE(0, Duration.ofDays(1), Duration.ZERO, 0, "warning"),
    /** An exception of a kind that had been quiet for long. */
    REGRESSED_ISSUE(0, Duration.ofDays(1), Duration.ZERO, 0, "warning"),
    /** How often a pool of FPM had no child left. */
    FPM_SATURATION(0, Duration.ofMinutes(5), Duration.ZERO, 0, "critical"),
    /** Failed logins from one address. */
    FAILED_LOGINS_BY_ADDRESS(10, Duration.ofMinutes(5), Duration.ZERO, 0, "warning"),
    /** Failed logins into one account. */
    FAILED_LOGINS_BY_ACCOUNT(10, Duration.ofMinutes(15), Duration.ZERO, 0, "warning"),
    /** Accounts into which one address failed to log in. */
    PASSWORD_SPRAYING(5, Duration.ofMinutes(15), Duration.ZERO, 0, "critical"),
    /** Failed logins from an address or into an account, before one that succeeded. */
    LOGIN_AFTER_FAILURES(5, Duration.ofMinutes(15), Duration.ZERO, 0, "critical"),
    /** How far an hour's count is from that of the same hour of past days: a robust z-score. */
    ANOMALY(5, Duration.ofHours(1), Duration.ZERO, 20, "warning");

    final double above;
    final Duration over;
    final Duration lasting;
    final long least;
    final String severity;

    RuleKind(double above, Duration over, Duration lasting, long least, String severity) {
        this.above = above;
        this.over = over;
        this.lasting = lasting;
        this.least = least;
        this.severity = severity;
    }

    /** The name in configs. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RuleKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    boolean ofLogins() {
        return switch (this) {
            case FAILED_LOGINS_BY_ADDRESS, FAILED_LOGINS_BY_ACCOUNT, PASSWORD_SPRAYING, LOGIN_AFTER_FAILURES -> true;
            default -> false;
        };
    }

    boolean ofIssues() {
        return this == NEW_ISSUE || this == REGRESSED_ISSUE;
    }
}
