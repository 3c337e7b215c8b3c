package io.sillok.job.alerts;

import io.sillok.sinks.Backoff;
import io.sillok.sinks.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Alerts that were not delivered yet: for each webhook in their order, one at a time. Bounded: a rule may tell so much in an
 * hour and a webhook have so much waiting, and what cannot be delivered for a day is given up. Times are milliseconds.
 * Not thread-safe.
 */
final class PendingAlerts {

    /** What was not told, and why. */
    enum Loss {
        /** The webhook will never take it. */
        REFUSED,
        /** It could not be delivered for too long. */
        EXPIRED,
        /** Too much waits already. */
        OVERFLOWN,
        /** Its rule told too much within an hour. */
        SUPPRESSED
    }

    /** Is told of losses. */
    interface Losses {
        void lost(Loss loss, Delivery delivery, String reason);
    }

    static final int MOST_WAITING = 1000;
    static final int MOST_OF_A_RULE = 100;

    private static final int MOST_SUPPRESSED = 10_000;
    private static final long HOUR = 3_600_000;
    private static final long LONGEST = 24 * HOUR;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final class Line {
        final Deque<Delivery> waiting = new ArrayDeque<>();
        boolean underWay;
        int failures;
        long notBefore;
    }

    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, Deque<Long>> told = new HashMap<>();
    private final Set<String> suppressed = new HashSet<>();
    private final RandomGenerator random;
    private final Losses losses;

    PendingAlerts(List<Webhook> webhooks, RandomGenerator random, Losses losses) {
        this.random = random;
        this.losses = losses;
        for (Webhook webhook : webhooks) {
            this.webhooks.put(webhook.name(), webhook);
            lines.put(webhook.name(), new Line());
        }
    }

    void add(Alert alert, long now) {
        boolean told = mayTell(alert, now);
        for (Webhook webhook : webhooks.values()) {
            if (webhook.wants(alert)) {
                Delivery delivery = new Delivery(webhook.name(), alert, now);
                if (told) {
                    add(delivery);
                } else {
                    losses.lost(Loss.SUPPRESSED, delivery, "more than " + MOST_OF_A_RULE + " alerts in an hour");
                }
            }
        }
    }

    /** A recovery of what was not told is not told. */
    private boolean mayTell(Alert alert, long now) {
        if (!alert.firing()) {
            return !suppressed.remove(alert.key());
        }
        Deque<Long> times = told.computeIfAbsent(alert.rule(), rule -> new ArrayDeque<>());
        while (!times.isEmpty() && times.peekFirst() <= now - HOUR) {
            times.removeFirst();
        }
        if (times.size() >= MOST_OF_A_RULE) {
            if (suppressed.size() < MOST_SUPPRESSED) {
                suppressed.add(alert.key());
            }
            return false;
        }
        times.addLast(now);
        return true;
    }

    /** Also for what a checkpoint held; what goes to a webhook that is no more goes nowhere. */
    void add(Delivery delivery) {
        Line line = lines.get(delivery.webhook());
        if (line == null) {
            return;
        }
        if (line.waiting.size() >= MOST_WAITING) {
            Delivery first = line.waiting.removeFirst();
            if (line.underWay) {
                // it is on its way, and may still arrive
                Delivery second = line.waiting.removeFirst();
                line.waiting.addFirst(first);
                first = second;
            }
            losses.lost(Loss.OVERFLOWN, first, "more than " + MOST_WAITING + " alerts wait");
        }
        line.waiting.addLast(delivery);
    }

    /** What may go now, at most one for each webhook. */
    List<Delivery> take(long now) {
        List<Delivery> next = new ArrayList<>();
        for (Line line : lines.values()) {
            while (!line.underWay
                    && !line.waiting.isEmpty()
                    && now - line.waiting.peekFirst().began() > LONGEST) {
                losses.lost(Loss.EXPIRED, line.waiting.removeFirst(), "not delivered for a day");
                line.failures = 0;
            }
            if (!line.underWay && !line.waiting.isEmpty() && line.notBefore <= now) {
                line.underWay = true;
                next.add(line.waiting.peekFirst());
            }
        }
        return next;
    }

    Webhook webhook(Delivery delivery) {
        return webhooks.get(delivery.webhook());
    }

    /** @return whether it was delivered */
    boolean settle(Delivery delivery, Outcome outcome, long now) {
        Line line = lines.get(delivery.webhook());
        line.underWay = false;
        if (outcome instanceof Outcome.Retry retry) {
            line.failures++;
            long wait = Math.max(
                    BACKOFF.after(line.failures, random).toMillis(),
                    retry.after().toMillis());
            line.notBefore = now + wait;
            return false;
        }
        line.waiting.removeFirst();
        line.failures = 0;
        line.notBefore = now;
        if (outcome instanceof Outcome.Refused refused) {
            losses.lost(Loss.REFUSED, delivery, refused.reason());
            return false;
        }
        return true;
    }

    /** When something may go that has to wait now. */
    OptionalLong next() {
        return lines.values().stream()
                .filter(line -> !line.underWay && !line.waiting.isEmpty())
                .mapToLong(line -> line.notBefore)
                .min();
    }

    int size() {
        return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
    }

    /** All that waits or is on its way, in order. */
    List<Delivery> all() {
        List<Delivery> all = new ArrayList<>();
        lines.values().forEach(line -> all.addAll(line.waiting));
        return all;
    }
}
