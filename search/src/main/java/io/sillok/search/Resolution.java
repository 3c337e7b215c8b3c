package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.search.Issue.Touched;
import io.sillok.search.Standing.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * That a developer said an issue is resolved, and what was known of it then. The job knows nothing of it: whether the issue
 * came back is told by comparing the two when they are read. Pure.
 *
 * @param issue id of the issue's document, and of this one
 * @param at of the issue's events: what was seen then or before is resolved
 * @param release in which it is mended; empty if in whatever runs
 * @param count how often it had been seen
 * @param seen releases it had been seen in, with how often
 * @param known other releases of the service that were known, so that being seen in them again is nothing new
 */
public record Resolution(
        String issue, Instant at, String release, long count, Map<String, Long> seen, Set<String> known) {

    /** One document for each issue that somebody resolved; written by people's commands alone. */
    public static final String INDEX = "issue-resolutions";

    static final String AT = "resolved_at";

    /** @param known releases of the issue's service */
    public static Resolution of(Issue issue, Instant now, Optional<String> release, Set<String> known) {
        // A server's clock may go ahead of ours: what is known of the issue is what was looked at.
        Instant at = now.isBefore(issue.last()) ? issue.last() : now;
        Map<String, Long> seen = counts(issue);
        Set<String> others = new TreeSet<>(known);
        others.removeAll(seen.keySet());
        return new Resolution(
                issue.id(), at.truncatedTo(ChronoUnit.MILLIS), release.orElse(""), issue.count(), seen, others);
    }

    /** Empty if the document is none: then the issue is shown as if it was not there. */
    static Optional<Resolution> of(LogHit hit) {
        JsonNode source = hit.source();
        JsonNode count = source.path("count");
        JsonNode release = source.path("in_release");
        Map<String, Long> seen = new LinkedHashMap<>();
        for (JsonNode each : source.path("releases")) {
            if (!each.path("release").isTextual() || !each.path("count").canConvertToLong()) {
                return Optional.empty();
            }
            seen.put(each.path("release").asText(), each.path("count").asLong());
        }
        Set<String> known = new TreeSet<>();
        source.path("known_releases").forEach(each -> known.add(each.asText()));
        if (!count.canConvertToLong() || !(release.isMissingNode() || release.isTextual())) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(hit.text(AT));
            return Optional.of(new Resolution(hit.id(), at, release.asText(""), count.asLong(), seen, known));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As it is stored. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(AT, at.toString());
        if (!release.isEmpty()) {
            json.put("in_release", release);
        }
        json.put("count", count);
        ArrayNode releases = json.putArray("releases");
        seen.forEach((name, times) -> releases.addObject().put("release", name).put("count", times));
        known.forEach(json.putArray("known_releases")::add);
        return json;
    }

    Standing standing(Issue now) {
        if (!now.last().isAfter(at)) {
            return resolved();
        }
        Map<String, Long> counts = counts(now);
        // A count that fell was begun anew, so that is a sighting too.
        List<String> seenSince = counts.keySet().stream()
                .filter(name -> !counts.get(name).equals(seen.get(name)))
                .toList();
        if (release.isEmpty()) {
            return regressed(seenSince);
        }
        List<String> mended = seenSince.stream().filter(this::shouldBeMended).toList();
        return mended.isEmpty() && !seenWithoutRelease(now.count(), counts) ? resolved() : regressed(mended);
    }

    private boolean shouldBeMended(String name) {
        return name.equals(release) || !(seen.containsKey(name) || known.contains(name));
    }

    /** Who tells no release may run any: what nobody can rule out is shown. */
    private boolean seenWithoutRelease(long total, Map<String, Long> counts) {
        if (total < count) {
            // The job forgot the issue after a long quiet and began anew.
            return total > sum(counts);
        }
        // The oldest releases make room for new ones, and what was counted in them looks as if it was in none.
        return counts.keySet().containsAll(seen.keySet()) && total - sum(counts) > count - sum(seen);
    }

    private Standing resolved() {
        return new Standing(State.RESOLVED, Optional.of(at), release, "");
    }

    /** @param in the releases it was seen in since, oldest first */
    private Standing regressed(List<String> in) {
        String first =
                in.stream().filter(name -> !seen.containsKey(name)).findFirst().orElse(in.size() == 1 ? in.get(0) : "");
        return new Standing(State.REGRESSED, Optional.of(at), release, first);
    }

    private static Map<String, Long> counts(Issue issue) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Touched touched : issue.releases()) {
            counts.put(touched.name(), touched.count());
        }
        return counts;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
