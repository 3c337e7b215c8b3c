package io.sillok.parsers.laravel;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query that the application logged from {@code DB::listen}: its SQL is the message, and the context has what Laravel's
 * event {@code QueryExecuted} knows.
 *
 * @param milliseconds that the query took
 */
record ListenedQuery(String sql, double milliseconds) {

    private static final double MILLIS_PER_SECOND = 1e3;

    static Optional<ListenedQuery> of(String message, Map<String, Object> context) {
        if (context.get("bindings") instanceof List && context.get("time") instanceof Number time) {
            return Optional.of(new ListenedQuery(message, time.doubleValue()));
        }
        return Optional.empty();
    }

    void addTo(LogEvent.Builder event) {
        event.attribute(Fields.DB_QUERY_TEXT, sql)
                .attribute(Fields.DB_QUERY_DURATION, milliseconds / MILLIS_PER_SECOND);
    }
}
