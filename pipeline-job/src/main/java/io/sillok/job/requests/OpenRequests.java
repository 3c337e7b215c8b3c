package io.sillok.job.requests;

import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import io.sillok.model.IndexOperation;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the requests of one trace (almost always one), or of the request with one id. What tells where a request
 * begins or what went wrong is kept, within bounds; of the rest only how often it was. Not thread-safe.
 */
final class OpenRequests {

    private static final int MOST_FACTS = 64;
    private static final int MOST_LINES = 128;
    private static final int MOST_QUERIES = 128;
    private static final int MOST_SPANS = 256;
    private static final int MOST_ROUTES = 8;

    private static final Comparator<Fact> EARLIEST =
            Comparator.comparing(Fact::time).thenComparingLong(Fact::id);

    /** A document that was written. */
    record Shown(String index, String id) {}

    Optional<TraceId> trace = Optional.empty();

    /** All that came, which is the version of what is shown. */
    long inputs;

    /** Facts beyond the bound. */
    long dropped;

    final Map<Long, Fact> facts = new LinkedHashMap<>();

    /** The earliest of what came, as long as there are no facts: it says when and where, if nothing else. */
    Optional<Fact> earliest = Optional.empty();

    final Map<LineTally, Integer> lines = new LinkedHashMap<>();
    final Map<String, QueryTally> queries = new LinkedHashMap<>();

    /** The parents of spans. */
    final Map<Long, Long> parents = new LinkedHashMap<>();

    final List<Shown> shown = new ArrayList<>();

    /** Milliseconds of processing time; 0 while there is nothing new to show. */
    long showsAt;

    long newSince;
    long closesAt;
    long timerAt;

    void add(Optional<TraceId> under, Fact fact) {
        inputs++;
        if (under.isPresent() && trace.filter(id -> id.high() != 0).isEmpty()) {
            trace = under;
        }
        if (fact.isSpan()) {
            addSpan(fact);
        } else {
            addLine(fact);
        }
        boolean first = earliest.isEmpty() || EARLIEST.compare(fact, earliest.get()) < 0;
        earliest = !facts.isEmpty() ? Optional.empty() : first ? Optional.of(fact.without(Part.SQL)) : earliest;
    }

    /** What tells of the requests; of those of which nothing does, what came first. */
    Stream<Fact> told() {
        return Stream.concat(facts.values().stream(), earliest.stream());
    }

    private void addSpan(Fact fact) {
        if (parents.size() < MOST_SPANS) {
            parents.put(fact.id(), fact.parent().map(id -> id.value()).orElse(0L));
        }
        if (fact.has(Part.SQL)) {
            count(QueryTally.of(fact));
        } else if (fact.isServerSpan()) {
            keep(fact);
        }
    }

    private void addLine(Fact fact) {
        if (!fact.update()) {
            LineTally line = LineTally.of(fact);
            if (lines.size() < MOST_LINES || lines.containsKey(line)) {
                lines.merge(line, 1, Integer::sum);
            } else {
                lines.merge(new LineTally(0, line.format(), line.severity()), 1, Integer::sum);
            }
            if (fact.has(Part.SQL)) {
                count(QueryTally.of(fact));
            }
        }
        if (HostLine.Role.of(fact).isPresent() || fact.isError()) {
            keep(fact.without(Part.SQL));
        } else if (fact.has(Part.ROUTE)) {
            keepRoute(fact.without(Part.SQL));
        }
    }

    /** Of lines that tell nothing but the route, the earliest of each: the same one in whatever order they come. */
    private void keepRoute(Fact fact) {
        List<Fact> telling =
                facts.values().stream().filter(Fact::tellsOnlyRoute).toList();
        Optional<Fact> same = telling.stream()
                .filter(other -> other.text(Part.ROUTE).equals(fact.text(Part.ROUTE))
                        && other.text(Part.SERVICE).equals(fact.text(Part.SERVICE)))
                .findFirst();
        if (same.isEmpty() && telling.size() < MOST_ROUTES) {
            keep(fact);
        } else if (same.isPresent() && EARLIEST.compare(fact, same.get()) < 0) {
            facts.remove(same.get().id());
            keep(fact);
        }
    }

    /** What comes again, and fuller, takes the place of what was there. */
    private void keep(Fact fact) {
        if (facts.containsKey(fact.id()) || facts.size() < MOST_FACTS) {
            facts.put(fact.id(), fact);
        } else {
            dropped++;
        }
    }

    private void count(QueryTally query) {
        if (queries.size() < MOST_QUERIES || queries.containsKey(query.key())) {
            queries.merge(query.key(), query, QueryTally::plus);
        } else {
            QueryTally other =
                    new QueryTally(0, query.traced(), "other", "other statements", 1, query.seconds(), query.longest());
            queries.merge(other.key(), other, QueryTally::plus);
        }
    }

    /**
     * The writes that show what is known now.
     *
     * @param key under which it came
     */
    List<IndexOperation> show(String key) {
        List<IndexOperation> writes = new ArrayList<>();
        List<Shown> now = new ArrayList<>();
        for (RequestRecord each : RequestGroups.of(key, this)) {
            writes.add(each.write(inputs));
            now.add(new Shown(each.index(), each.id()));
        }
        shown.stream().filter(old -> !now.contains(old)).forEach(old -> writes.add(delete(old)));
        shown.clear();
        shown.addAll(now);
        return writes;
    }

    /** Takes away what was shown: it belongs to another key. */
    List<IndexOperation> moved() {
        List<IndexOperation> writes = shown.stream().map(OpenRequests::delete).toList();
        shown.clear();
        return writes;
    }

    private static IndexOperation delete(Shown shown) {
        return IndexOperation.delete(shown.index, shown.id);
    }

    void write(CompactOutput out) throws IOException {
        out.trace(trace);
        for (long number : List.of(inputs, dropped, showsAt, newSince, closesAt, timerAt)) {
            out.number(number);
        }
        out.number(facts.size());
        for (Fact fact : facts.values()) {
            fact.write(out);
        }
        out.number(lines.size());
        for (Map.Entry<LineTally, Integer> line : lines.entrySet()) {
            out.bits(line.getKey().span());
            out.text(line.getKey().format());
            out.number(line.getKey().severity());
            out.number(line.getValue());
        }
        out.number(queries.size());
        for (QueryTally query : queries.values()) {
            query.write(out);
        }
        out.number(parents.size());
        for (Map.Entry<Long, Long> span : parents.entrySet()) {
            out.bits(span.getKey());
            out.bits(span.getValue());
        }
        out.number(shown.size());
        for (Shown each : shown) {
            out.text(each.index);
            out.text(each.id);
        }
        out.flag(earliest.isPresent());
        if (earliest.isPresent()) {
            earliest.get().write(out);
        }
    }

    static OpenRequests read(CompactInput in) throws IOException {
        OpenRequests open = readWithoutEarliest(in);
        open.earliest = in.flag() ? Optional.of(Fact.read(in)) : Optional.empty();
        return open;
    }

    private static OpenRequests readWithoutEarliest(CompactInput in) throws IOException {
        OpenRequests open = new OpenRequests();
        open.trace = in.trace();
        open.inputs = in.number();
        open.dropped = in.number();
        open.showsAt = in.number();
        open.newSince = in.number();
        open.closesAt = in.number();
        open.timerAt = in.number();
        for (int left = in.count(); left > 0; left--) {
            Fact fact = Fact.read(in);
            open.facts.put(fact.id(), fact);
        }
        for (int left = in.count(); left > 0; left--) {
            LineTally line = new LineTally(in.bits(), in.text(), in.count());
            open.lines.put(line, in.count());
        }
        for (int left = in.count(); left > 0; left--) {
            QueryTally query = QueryTally.read(in);
            open.queries.put(query.key(), query);
        }
        for (int left = in.count(); left > 0; left--) {
            long span = in.bits();
            open.parents.put(span, in.bits());
        }
        for (int left = in.count(); left > 0; left--) {
            String index = in.text();
            open.shown.add(new Shown(index, in.text()));
        }
        return open;
    }

    /** The wire form of what is kept of them; savepoints know it by this name. */
    public static final class Format implements Wire<PackedRequests> {

        private static final int UNPACKED = 1;
        private static final int WITHOUT_EARLIEST = 2;

        @Override
        public int version() {
            return 3;
        }

        @Override
        public boolean reads(int version) {
            return version >= UNPACKED && version <= version();
        }

        @Override
        public void write(PackedRequests requests, DataOutput out) throws IOException {
            requests.write(out);
        }

        @Override
        public PackedRequests read(DataInput in) throws IOException {
            return PackedRequests.read(in);
        }

        @Override
        public PackedRequests read(DataInput in, int version) throws IOException {
            return switch (version) {
                case UNPACKED -> PackedRequests.of(readWithoutEarliest(new CompactInput(in)));
                case WITHOUT_EARLIEST -> PackedRequests.of(readWithoutEarliest(read(in).unpacked()));
                default -> read(in);
            };
        }
    }
}
