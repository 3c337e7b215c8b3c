package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** From when to when the events are. */
final class DataRangeQuestion {

    /** A few events far from all others (a wrong clock, a time made up for a line without one) must not decide what is shown. */
    private static final int FAR = 10;

    private final LogQuery query;

    DataRangeQuestion(LogQuery query) {
        this.query = query;
    }

    ObjectNode body() {
        ObjectNode body = Aggregations.search(query.dsl());
        Aggregations.with(body, "first", Aggregations.on("min", "timestamp"));
        Aggregations.with(body, "last", Aggregations.on("max", "timestamp"));
        return Aggregations.with(body, "middle", Aggregations.percentiles("timestamp", 2, 98));
    }

    /** From the first to the last, to the millisecond. */
    Optional<TimeRange> range(JsonNode answer) {
        return toMillis(
                Aggregations.value(Aggregations.answer(answer, "first")),
                Aggregations.value(Aggregations.answer(answer, "last")));
    }

    /** Where to look for the first and the last event so that the far ones are left out. */
    TimeRange withoutFar(JsonNode answer) {
        JsonNode middle = Aggregations.answer(answer, "middle");
        OptionalDouble low = Aggregations.percentile(middle, 0);
        OptionalDouble high = Aggregations.percentile(middle, 1);
        if (low.isEmpty() || high.isEmpty()) {
            return TimeRange.ALL;
        }
        double far = FAR * Math.max(1000, high.getAsDouble() - low.getAsDouble());
        return TimeRange.between(Instant.ofEpochMilli((long) (low.getAsDouble() - far)), Instant.ofEpochMilli((long)
                (high.getAsDouble() + far)));
    }

    private static Optional<TimeRange> toMillis(OptionalDouble first, OptionalDouble last) {
        return first.isEmpty() || last.isEmpty()
                ? Optional.empty()
                : Optional.of(TimeRange.between(
                        Instant.ofEpochMilli((long) first.getAsDouble()),
                        Instant.ofEpochMilli((long) last.getAsDouble() + 1)));
    }
}
