package io.sillok.job.alerts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an anomaly is looked for in: a count of an hour. */
enum Signal {
    REQUESTS,
    ERRORS,
    EXCEPTIONS,
    FAILED_LOGINS;

    static Optional<Signal> of(String key) {
        return Arrays.stream(values())
                .filter(signal -> signal.name().toLowerCase(Locale.ROOT).equals(key))
                .findFirst();
    }
}
