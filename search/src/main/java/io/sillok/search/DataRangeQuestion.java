package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** From when to when the events are. */
final class DataRangeQuestion {

    /** A few events far from all others (a wrong clock, a time made up for a line without one) must not decide what is shown. */
    private static final int FAR = 20;

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

    /** The whole range, to the millisecond. */
    Optional<TimeRange> all(JsonNode answer) {
        return range(
                Aggregations.value(Aggregations.answer(answer, "first")),
                Aggregations.value(Aggregations.answer(answer, "last")));
    }

    /** The whole range, or the part where nearly all events are if that is a small part. */
    Optional<TimeRange> typical(JsonNode answer) {
        JsonNode middle = Aggregations.answer(answer, "middle");
        OptionalDouble low = Aggregations.percentile(middle, 0);
        OptionalDouble high = Aggregations.percentile(middle, 1);
        Optional<TimeRange> all = all(answer);
        if (all.isEmpty() || low.isEmpty() || high.isEmpty()) {
            return all;
        }
        double first = Aggregations.value(Aggregations.answer(answer, "first")).orElseThrow();
        double last = Aggregations.value(Aggregations.answer(answer, "last")).orElseThrow();
        double span = Math.max(1000, high.getAsDouble() - low.getAsDouble());
        OptionalDouble from =
                OptionalDouble.of(low.getAsDouble() - first > FAR * span ? low.getAsDouble() - span / 10 : first);
        OptionalDouble to =
                OptionalDouble.of(last - high.getAsDouble() > FAR * span ? high.getAsDouble() + span / 10 : last);
        return range(from, to);
    }

    private static Optional<TimeRange> range(OptionalDouble first, OptionalDouble last) {
        return first.isEmpty() || last.isEmpty()
                ? Optional.empty()
                : Optional.of(TimeRange.between(
                        Instant.ofEpochMilli((long) first.getAsDouble()),
                        Instant.ofEpochMilli((long) last.getAsDouble() + 1)));
    }
}
