package io.sillok.job.requests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements of one request, the costliest first. A query may be told by a log and by a span; whichever tells of a
 * statement more often is believed.
 */
record RequestQueries(List<QueryTally> statements) {

    /** The same statement as often in one request is a loop around what could be one query. */
    static final int REPEATED = 5;

    static RequestQueries of(List<QueryTally> tallies) {
        Map<String, Map<Boolean, QueryTally>> byHash = new LinkedHashMap<>();
        for (QueryTally tally : tallies) {
            byHash.computeIfAbsent(tally.hash(), none -> new LinkedHashMap<>())
                    .merge(tally.traced(), tally, QueryTally::plus);
        }
        List<QueryTally> statements = new ArrayList<>();
        byHash.values()
                .forEach(told -> statements.add(told.values().stream()
                        .max(Comparator.comparingInt(QueryTally::count).thenComparingDouble(QueryTally::seconds))
                        .orElseThrow()));
        statements.sort(
                Comparator.comparingDouble(QueryTally::seconds).reversed().thenComparing(QueryTally::hash));
        return new RequestQueries(statements);
    }

    int count() {
        return statements.stream().mapToInt(QueryTally::count).sum();
    }

    double seconds() {
        return statements.stream().mapToDouble(QueryTally::seconds).sum();
    }

    int mostRepeated() {
        return statements.stream().mapToInt(QueryTally::count).max().orElse(0);
    }

    static boolean repeats(QueryTally statement) {
        return statement.count() >= REPEATED;
    }
}
