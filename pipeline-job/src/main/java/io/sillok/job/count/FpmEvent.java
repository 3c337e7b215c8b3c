package io.sillok.job.count;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What happened to a pool of PHP-FPM.
 *
 * @param toldTwice FPM's error log and its slow log both tell of it
 */
record FpmEvent(String pool, String name, boolean toldTwice) {

    /** Logs of one host compete under this name, so that what two of them tell counts once. */
    static final String COMPETITION = "php-fpm\n";

    /** {@code request.outcome} of FPM's notices, and the event's name. */
    private static final Map<String, String> OUTCOMES = Map.of("slow", "slow", "timed_out", "timed_out");

    /** Signals by which a child is asked to end. */
    private static final Set<Long> ASKED = Set.of(2L, 3L, 15L);

    static Optional<FpmEvent> of(LogEvent event) {
        String pool = event.text(Fields.PHP_FPM_POOL).orElse("");
        if (event.text(Fields.LOG_FORMAT).equals(Optional.of("php_fpm.slow"))) {
            return Optional.of(new FpmEvent(pool, "slow", true));
        }
        if (event.attributes().containsKey("php_fpm.max_children")) {
            return Optional.of(new FpmEvent(pool, "max_children", false));
        }
        if (event.attributes().get("php_fpm.child.exit.signal") instanceof Long signal) {
            return Optional.of(new FpmEvent(pool, ASKED.contains(signal) ? "terminated" : "crashed", false));
        }
        if (event.attributes().get("php_fpm.child.exit.code") instanceof Long code) {
            return Optional.of(new FpmEvent(pool, code == 0 ? "exited" : "failed", false));
        }
        return event.text("php_fpm.request.outcome")
                .map(OUTCOMES::get)
                .map(name -> new FpmEvent(pool, name, name.equals("slow")));
    }
}
