package io.sillok.job.requests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a request began, how long it took, and where that went; in seconds.
 *
 * @param nginx beside waiting for what is behind it
 * @param php beside waiting for the database
 */
record RequestTimes(
        Instant start,
        Optional<Double> total,
        Optional<Double> nginx,
        Optional<Double> upstream,
        Optional<Double> php,
        Optional<Double> db) {

    private static final double MICROS = 1e6;

    /** @param db seconds of all queries; empty if none is known */
    static RequestTimes of(List<Fact> facts, Optional<Double> db) {
        Optional<Double> served = longest(facts, fact -> fact.is(HostLine.WEB_SERVER), Part.DURATION);
        Optional<Double> upstream = longest(facts, fact -> fact.is(HostLine.WEB_SERVER), Part.UPSTREAM);
        Optional<Double> fpm = longest(facts, fact -> fact.is("php_fpm.access"), Part.DURATION);
        Optional<Double> span = longest(facts, Fact::isServerSpan, Part.DURATION);
        Optional<Double> inPhp = fpm.or(() -> span).or(() -> upstream);
        return new RequestTimes(
                begin(facts),
                served.or(() -> span).or(() -> fpm).map(RequestTimes::rounded),
                served.flatMap(all -> upstream.map(behind -> rounded(all - behind))),
                upstream.map(RequestTimes::rounded),
                inPhp.map(all -> rounded(all - db.orElse(0.0))),
                db.map(RequestTimes::rounded));
    }

    private static Optional<Double> longest(List<Fact> facts, Predicate<Fact> which, Part part) {
        return facts.stream()
                .filter(which)
                .filter(fact -> fact.has(part))
                .map(fact -> fact.number(part))
                .max(Double::compare);
    }

    private static double rounded(double seconds) {
        return Math.round(Math.max(0, seconds) * MICROS) / MICROS;
    }

    /** Of what knows more than the second, if anything does. */
    private static Instant begin(List<Fact> facts) {
        List<Fact> telling = facts.stream()
                .filter(fact -> fact.is(HostLine.WEB_SERVER) || fact.isServerSpan())
                .toList();
        List<Fact> exact =
                telling.stream().filter(fact -> fact.time().getNano() != 0).toList();
        return List.of(exact, telling, facts).stream()
                .filter(some -> !some.isEmpty())
                .findFirst()
                .flatMap(some -> some.stream().map(RequestTimes::start).min(Instant::compareTo))
                .orElse(Instant.EPOCH);
    }

    /** When what a fact tells of began: the web server's line bears the time of the end. */
    static Instant start(Fact fact) {
        return fact.is(HostLine.WEB_SERVER)
                ? fact.time().minus(Duration.ofNanos((long) (fact.number(Part.DURATION) * 1e9)))
                : fact.time();
    }
}
