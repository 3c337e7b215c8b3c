package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.model.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exceptions of one kind, as the job sums them up.
 *
 * @param id of its document: one for each service and environment
 * @param regressed when it last came back after a long quiet
 * @param regressedRelease in which release it came back; empty where that was not told
 * @param users how many different ones it met, nearly; addresses where nobody is signed in
 * @param routes with how often, the most frequent first
 * @param releases with how often, oldest first
 * @param traces ids of some requests that it was in
 * @param sources formats of the logs that told of it
 * @param standing what became of it after a developer said that it is resolved
 */
public record Issue(
        String id,
        String fingerprint,
        String service,
        String environment,
        String type,
        String message,
        String place,
        String stacktrace,
        Instant first,
        Instant last,
        Optional<Instant> regressed,
        String regressedRelease,
        long count,
        long users,
        List<Touched> routes,
        List<Touched> releases,
        List<String> traces,
        List<String> sources,
        Standing standing) {

    /** So long an issue is marked as new, or as come back. */
    public static final Duration NEWS = Duration.ofDays(1);

    /** A route or release with how often the issue was seen in it. */
    public record Touched(String name, long count) {}

    /** What is to be said of it first. */
    public enum Mark {
        NEW,
        /** It came back after it was resolved, or within a day after a long quiet. */
        REGRESSED,
        RESOLVED,
        NONE
    }

    /** @param now by which what is new is judged */
    public Mark mark(Instant now) {
        if (standing.state() != Standing.State.OPEN) {
            return standing.state() == Standing.State.RESOLVED ? Mark.RESOLVED : Mark.REGRESSED;
        }
        if (first.isAfter(now.minus(NEWS))) {
            return Mark.NEW;
        }
        return regressed.filter(time -> time.isAfter(now.minus(NEWS))).isPresent() ? Mark.REGRESSED : Mark.NONE;
    }

    static Issue of(LogHit hit) {
        JsonNode source = hit.source();
        String line = hit.attribute(Fields.CODE_LINE);
        return new Issue(
                hit.id(),
                hit.attribute(Fields.EXCEPTION_FINGERPRINT),
                hit.resource(Fields.SERVICE_NAME),
                hit.resource(Fields.ENVIRONMENT),
                hit.attribute(Fields.EXCEPTION_TYPE),
                hit.attribute(Fields.EXCEPTION_MESSAGE),
                hit.attribute(Fields.CODE_FILE) + (line.isEmpty() ? "" : ":" + line),
                hit.attribute(Fields.EXCEPTION_STACKTRACE),
                time(hit, "first_seen").orElse(Instant.EPOCH),
                time(hit, "last_seen").orElse(Instant.EPOCH),
                time(hit, "regressed_at"),
                hit.text("regressed_release"),
                source.path("count").asLong(),
                source.path("users").asLong(),
                touched(source.path("routes"), "route"),
                touched(source.path("releases"), "release"),
                texts(source.path("trace_ids")),
                texts(source.path("sources")),
                Standing.OPEN);
    }

    /** The same with the routes that spans told of its events, where they told any. */
    Issue with(List<Touched> routesOfSpans) {
        return routesOfSpans.isEmpty() ? this : with(routesOfSpans, standing);
    }

    Issue with(Standing other) {
        return with(routes, other);
    }

    private Issue with(List<Touched> otherRoutes, Standing otherStanding) {
        return new Issue(
                id,
                fingerprint,
                service,
                environment,
                type,
                message,
                place,
                stacktrace,
                first,
                last,
                regressed,
                regressedRelease,
                count,
                users,
                otherRoutes,
                releases,
                traces,
                sources,
                otherStanding);
    }

    private static Optional<Instant> time(LogHit hit, String field) {
        return Optional.of(hit.text(field)).filter(text -> !text.isEmpty()).map(Instant::parse);
    }

    private static List<Touched> touched(JsonNode items, String name) {
        List<Touched> touched = new ArrayList<>();
        items.forEach(item -> touched.add(
                new Touched(item.path(name).asText(), item.path("count").asLong())));
        return touched;
    }

    private static List<String> texts(JsonNode items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
