package io.sillok.job.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.job.requests.RequestErrors.RequestError;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import io.sillok.model.TraceId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One request, as all logs and spans tell of it.
 *
 * @param facts those that tell of it, of errors, and of what was slow
 * @param lines how many of each kind name it, the facts' own included
 * @param dropped facts beyond the bound
 */
record RequestRecord(
        String id,
        Optional<TraceId> trace,
        List<Fact> facts,
        Map<LineTally, Integer> lines,
        List<QueryTally> queries,
        int spans,
        long dropped) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SHOWN = 50;

    /** What the request's own line or span says, whichever knows; the web server first, then the span, then FPM. */
    private static final List<Part> COPIED = List.of(
            Part.METHOD,
            Part.PATH,
            Part.QUERY,
            Part.ROUTE,
            Part.STATUS,
            Part.SIZE,
            Part.CLIENT,
            Part.REQUEST_ID,
            Part.POOL,
            Part.PID,
            Part.SCRIPT,
            Part.MEMORY,
            Part.OUTCOME,
            Part.ELAPSED,
            Part.STACK);

    private static final List<Part> RESOURCE = List.of(Part.SERVICE, Part.ENVIRONMENT, Part.HOST);

    /** By severity number, from which on a line counts under the name. */
    private static final TreeMap<Integer, String> SEVERITIES =
            new TreeMap<>(Map.of(1, "trace", 5, "debug", 9, "info", 13, "warn", 17, "error", 21, "fatal"));

    private enum Rank {
        WEB_SERVER,
        SPAN,
        FPM,
        OTHER;

        static Rank of(Fact fact) {
            if (fact.is(HostLine.WEB_SERVER)) {
                return WEB_SERVER;
            }
            return fact.isServerSpan() ? SPAN : fact.is("php_fpm.access") ? FPM : OTHER;
        }
    }

    String index() {
        return IndexOperation.daily(IndexOperation.REQUESTS, times().start());
    }

    private RequestTimes times() {
        RequestQueries statements = RequestQueries.of(queries);
        return RequestTimes.of(facts, statements.count() == 0 ? Optional.empty() : Optional.of(statements.seconds()));
    }

    /** @param version how many inputs it sums up */
    IndexOperation write(long version) {
        RequestTimes times = times();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("timestamp", times.start().toString());
        trace.ifPresent(known -> {
            document.put("trace_id", known.hex());
            document.put("trace_id_low", known.lowHex());
        });
        List<Fact> ranked = facts.stream()
                .sorted(Comparator.comparing(Rank::of)
                        .thenComparing(fact -> !fact.has(Part.DURATION))
                        .thenComparing(Fact::time)
                        .thenComparing(Fact::id))
                .toList();
        copy(RESOURCE, ranked, document.putObject("resource"));
        ObjectNode attributes = document.putObject("attributes");
        copy(COPIED, ranked, attributes);
        put(times, attributes);
        put(RequestQueries.of(queries), attributes, document.putArray("queries"));
        put(RequestErrors.of(facts), attributes, document.putArray("errors"));
        countLines(attributes, document.putObject("lines"));
        attributes.put("request.spans", spans);
        ranked.stream()
                .filter(fact -> fact.has(Part.CONFIDENCE))
                .mapToDouble(fact -> fact.number(Part.CONFIDENCE))
                .min()
                .ifPresent(least -> attributes.put(Fields.LINK_CONFIDENCE, Math.round(least * 100) / 100.0));
        if (dropped > 0) {
            attributes.put("request.dropped", dropped);
        }
        return IndexOperation.replace(index(), id, version, bytes(document));
    }

    private static void copy(List<Part> parts, List<Fact> ranked, ObjectNode to) {
        for (Part part : parts) {
            ranked.stream()
                    .filter(fact -> fact.has(part))
                    .filter(fact -> part != Part.PATH || Rank.of(fact) != Rank.OTHER)
                    .findFirst()
                    .ifPresent(fact -> put(part, fact, to));
        }
    }

    private static void put(Part part, Fact fact, ObjectNode to) {
        double number = fact.number(part);
        if (part.isText()) {
            to.put(part.attribute(), fact.text(part));
        } else if (number == Math.rint(number)) {
            to.put(part.attribute(), (long) number);
        } else {
            to.put(part.attribute(), number);
        }
    }

    private static void put(RequestTimes times, ObjectNode attributes) {
        times.total().ifPresent(seconds -> attributes.put(Fields.HTTP_DURATION, seconds));
        times.nginx().ifPresent(seconds -> attributes.put("request.time.nginx", seconds));
        times.upstream().ifPresent(seconds -> attributes.put("request.time.upstream", seconds));
        times.php().ifPresent(seconds -> attributes.put("request.time.php", seconds));
        times.db().ifPresent(seconds -> attributes.put("request.time.db", seconds));
    }

    private static void put(RequestQueries queries, ObjectNode attributes, ArrayNode shown) {
        attributes.put("request.queries.count", queries.count());
        attributes.put("request.queries.repeated", queries.mostRepeated());
        attributes.put("request.n_plus_one", queries.mostRepeated() >= RequestQueries.REPEATED);
        queries.statements().stream().limit(MOST_SHOWN).forEach(statement -> {
            ObjectNode each = shown.addObject();
            each.put("text", statement.text());
            each.put("hash", statement.hash());
            each.put("count", statement.count());
            each.put("seconds", micros(statement.seconds()));
            each.put("longest", micros(statement.longest()));
            if (RequestQueries.repeats(statement)) {
                each.put("n_plus_one", true);
            }
        });
    }

    private static double micros(double seconds) {
        return Math.round(seconds * 1e6) / 1e6;
    }

    private static void put(RequestErrors all, ObjectNode attributes, ArrayNode shown) {
        attributes.put("request.errors", all.errors().size());
        all.errors().stream().limit(1).forEach(first -> {
            attributes.put("error.message", first.message());
            if (!first.type().isEmpty()) {
                attributes.put(Fields.EXCEPTION_TYPE, first.type());
                attributes.put(Fields.EXCEPTION_MESSAGE, first.message());
            }
            if (first.fact().has(Part.FINGERPRINT)) {
                attributes.put(Fields.EXCEPTION_FINGERPRINT, first.fact().text(Part.FINGERPRINT));
            }
        });
        for (RequestError error :
                all.errors().subList(0, Math.min(MOST_SHOWN, all.errors().size()))) {
            ObjectNode each = shown.addObject();
            each.put("timestamp", error.fact().time().toString());
            each.put("log.format", error.fact().text(Part.FORMAT));
            if (!error.type().isEmpty()) {
                each.put("type", error.type());
            }
            each.put("message", error.message());
            each.put("told", error.told());
        }
    }

    private void countLines(ObjectNode attributes, ObjectNode byFormat) {
        Map<String, Integer> formats = new TreeMap<>();
        Map<String, Integer> severities = new TreeMap<>();
        lines.forEach((line, count) -> {
            formats.merge(line.format(), count, Integer::sum);
            Stream.ofNullable(SEVERITIES.floorEntry(line.severity()))
                    .forEach(severity -> severities.merge(severity.getValue(), count, Integer::sum));
        });
        attributes.put(
                "request.lines",
                formats.values().stream().mapToInt(count -> count).sum());
        formats.forEach(byFormat::put);
        severities.forEach((name, count) -> attributes.put("request.logs." + name, count));
    }

    private static byte[] bytes(ObjectNode document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
