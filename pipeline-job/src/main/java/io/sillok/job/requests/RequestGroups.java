package io.sillok.job.requests;

import io.sillok.model.Digest;
import io.sillok.model.SpanId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Divides what came under one key into requests. A trace may be of several: one at every service that it entered, or one for
 * every call of a page. Each line of a web server with an id of its own is a request, and each server span that fits none of
 * these; what else there is goes to the request whose span it names, else to the first one.
 *
 * <p>Depends on what came and not on its order, so that a replay divides it in the same way.
 */
final class RequestGroups {

    private static final int ID_BYTES = 16;
    private static final int DEEPEST = 64;

    /** The facts of one request, and the spans in it. */
    private static final class Group {
        final String name;
        final List<Fact> facts = new ArrayList<>();
        final Set<Long> spans = new HashSet<>();
        final List<QueryTally> queries = new ArrayList<>();
        final Map<LineTally, Integer> lines = new LinkedHashMap<>();
        int spanCount;

        Group(String name) {
            this.name = name;
        }

        Fact first() {
            return facts.stream().min(IN_ORDER).orElseThrow();
        }
    }

    /** The earliest, of several the longest, is the one that the others are part of. */
    private static final Comparator<Fact> IN_ORDER = Comparator.<Fact, Instant>comparing(RequestTimes::start)
            .thenComparingDouble(fact -> -fact.number(Part.DURATION))
            .thenComparingLong(Fact::id);

    private final String key;
    private final OpenRequests open;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<Long, Group> bySpan = new HashMap<>();

    private RequestGroups(String key, OpenRequests open) {
        this.key = key;
        this.open = open;
    }

    static List<RequestRecord> of(String key, OpenRequests open) {
        RequestGroups groups = new RequestGroups(key, open);
        groups.divide();
        return groups.records();
    }

    private void divide() {
        List<Fact> sorted = open.told().sorted(IN_ORDER).toList();
        List<Fact> rest = new ArrayList<>();
        for (Fact fact : sorted) {
            if (fact.is(HostLine.WEB_SERVER)) {
                Group group = groups.computeIfAbsent(requestName(fact), Group::new);
                group.facts.add(fact);
                fact.span().ifPresent(span -> enter(span.value(), group));
            } else {
                rest.add(fact);
            }
        }
        rest.stream().filter(Fact::isServerSpan).forEach(this::addServerSpan);
        rest.stream()
                .filter(fact -> !fact.isServerSpan())
                .forEach(fact -> home(fact).facts.add(fact));
        open.parents.keySet().forEach(span -> of(span).spanCount++);
        open.lines.forEach((line, count) -> of(line.span()).lines.merge(line, count, Integer::sum));
        open.queries.values().forEach(query -> of(query.span()).queries.add(query));
    }

    /** Two logs of a server tell one request: under its id, else under the caller's span and the URL. */
    private static String requestName(Fact line) {
        return line.has(Part.REQUEST_ID)
                ? line.text(Part.REQUEST_ID)
                : line.span().map(SpanId::hex).orElse("") + line.text(Part.METHOD) + line.text(Part.PATH);
    }

    private void enter(long span, Group group) {
        group.spans.add(span);
        bySpan.putIfAbsent(span, group);
    }

    /** It is the web server's request if that logged its span or its parent, or is the only one and has no ids. */
    private void addServerSpan(Fact span) {
        Optional<Group> known = Optional.ofNullable(bySpan.get(span.id()))
                .or(() -> span.parent().map(parent -> bySpan.get(parent.value())))
                .or(() -> only().filter(group -> group.spans.isEmpty() && !open.parents.containsKey(parent(span))));
        Group group = known.orElseGet(
                () -> groups.computeIfAbsent(span.span().orElseThrow().hex(), Group::new));
        group.facts.add(span);
        enter(span.id(), group);
    }

    private static long parent(Fact span) {
        return span.parent().map(SpanId::value).orElse(0L);
    }

    private Optional<Group> only() {
        return groups.size() == 1 ? Optional.of(groups.values().iterator().next()) : Optional.empty();
    }

    private Group home(Fact fact) {
        Group named = groups.get(fact.text(Part.REQUEST_ID));
        return named != null ? named : of(fact.span().map(SpanId::value).orElse(0L));
    }

    /** The request that a span is part of: its own, that of its parents, else the first. */
    private Group of(long span) {
        long at = span;
        for (int depth = 0; at != 0 && depth < DEEPEST; depth++) {
            Group group = bySpan.get(at);
            if (group != null) {
                return group;
            }
            at = open.parents.getOrDefault(at, 0L);
        }
        return first();
    }

    private Group first() {
        return groups.values().stream()
                .filter(group -> !group.facts.isEmpty())
                .min(Comparator.comparing(Group::first, IN_ORDER))
                .orElseGet(() -> groups.computeIfAbsent("", Group::new));
    }

    /** The first request of a key has the key's id, whatever else will come. */
    private List<RequestRecord> records() {
        Group first = first();
        List<RequestRecord> records = new ArrayList<>();
        for (Group group : groups.values()) {
            String name = group == first ? key : key + '/' + group.name;
            records.add(new RequestRecord(
                    Digest.hex(name.getBytes(StandardCharsets.UTF_8), ID_BYTES),
                    open.trace,
                    group.facts,
                    group.lines,
                    group.queries,
                    group.spanCount,
                    group == first ? open.dropped : 0));
        }
        return records;
    }
}
