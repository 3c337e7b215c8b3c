package io.sillok.local.discover.nginx;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses of the logs that tell the same requests the one that counts for metrics: one with durations before one without,
 * one with all requests before one with some.
 */
final class CountedLogs {

    private static final Comparator<AccessLog> BEST_FIRST = Comparator.comparing(
                    (AccessLog log) -> !log.format().isReadable())
            .thenComparing(AccessLog::conditional)
            .thenComparing(log -> !log.format().tellsDuration());

    private CountedLogs() {}

    /**
     * @param together the logs that a request is written to, for each place that has logs of its own
     * @return paths of the logs that count
     */
    static Set<String> of(List<List<AccessLog>> together) {
        Set<String> counted = new HashSet<>();
        together.stream().sorted(Comparator.comparingInt(List::size)).forEach(logs -> {
            if (logs.stream().noneMatch(log -> counted.contains(log.path().text()))) {
                logs.stream()
                        .min(BEST_FIRST)
                        .ifPresent(log -> counted.add(log.path().text()));
            }
        });
        return counted;
    }
}
