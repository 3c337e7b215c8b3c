package io.sillok.job.index;

import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Operations that the index has not acknowledged. Those of one document go in their order, one at a time, across retries;
 * of different documents in any. Times are nanoseconds of any one clock. Not thread-safe.
 *
 * <p>A change may overtake the document that it is for, since the two may come by different ways. If the document is not
 * there the change waits for it, behind whatever may make it, until nothing more is expected.
 */
final class PendingWrites {

    /** What finally became of an operation. */
    record Settled(IndexOperation operation, Outcome outcome) {}

    /** More changes than this do not wait for their documents. */
    static final int MOST_EARLY = 20_000;

    /** It is under way, or among those that may go, or among those that wait for their time. */
    private static final class Document {
        final long number;
        final Deque<IndexOperation> writes = new ArrayDeque<>(2);

        /** Changes that found no document, in their order. */
        final Deque<IndexOperation> early = new ArrayDeque<>(0);

        /** Whether what is under way is of the early ones. */
        boolean earlyUnderWay;

        /** Whether it waits because it was not there. */
        boolean missing;

        int attempts;

        /** When it may go, if it waits. */
        long due;

        Document(long number) {
            this.number = number;
        }
    }

    private final Map<String, Document> documents = new HashMap<>();
    private final Deque<Document> ready = new ArrayDeque<>();
    private final TreeSet<Document> waiting = new TreeSet<>(PendingWrites::inTurn);
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final Outage outage;
    private long numbers;
    private int size;
    private int early;
    private boolean expectsMore = true;

    PendingWrites(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
        this.outage = new Outage(policy, random);
    }

    /** By difference, for a clock of nanoseconds may overflow. */
    private static int inTurn(Document one, Document other) {
        int due = Long.signum(one.due - other.due);
        return due != 0 ? due : Long.compare(one.number, other.number);
    }

    void add(IndexOperation operation) {
        Document document = documents.get(operation.id());
        if (document == null) {
            document = new Document(numbers++);
            documents.put(operation.id(), document);
            document.writes.add(operation);
            ready.add(document);
        } else if (operation.kind() == Kind.UPDATE && !document.early.isEmpty()) {
            document.early.add(operation);
            early++;
        } else {
            document.writes.add(operation);
            // It may make what the others wait for.
            if (document.writes.size() == 1 && waiting.remove(document)) {
                ready.add(document);
            }
        }
        size++;
    }

    int size() {
        return size;
    }

    /** How many of these wait for their documents to be there. */
    int early() {
        return early;
    }

    /**
     * Says that all was added that will be for now, so that a change whose document is still not there finds none any more:
     * it is tried once more.
     */
    void expectNoMore() {
        expectsMore = false;
        waiting.removeIf(document -> document.missing && ready.add(document));
    }

    void expectMore() {
        expectsMore = true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The operations that may go now: at most one of each document. */
    List<IndexOperation> take(long now, int mostOperations, long mostBytes) {
        List<IndexOperation> batch = new ArrayList<>();
        if (outage.untilNext(now) > 0) {
            return batch;
        }
        while (!waiting.isEmpty() && waiting.first().due - now <= 0) {
            ready.add(waiting.pollFirst());
        }
        long bytes = 0;
        while (!ready.isEmpty() && batch.size() < mostOperations) {
            Document document = ready.getFirst();
            boolean waited = document.writes.isEmpty();
            IndexOperation next = waited ? document.early.getFirst() : document.writes.getFirst();
            if (!batch.isEmpty() && bytes + next.source().length > mostBytes) {
                break;
            }
            ready.removeFirst();
            document.earlyUnderWay = waited;
            bytes += next.source().length;
            batch.add(next);
        }
        return batch;
    }

    /** Takes note of what became of a batch; gives back the outcomes that are final. */
    List<Settled> settle(List<IndexOperation> batch, List<Outcome> outcomes, long now) {
        if (batch.size() != outcomes.size()) {
            throw new IllegalStateException(outcomes.size() + " outcomes for " + batch.size() + " operations");
        }
        boolean away = outage.shownBy(outcomes, now);
        List<Settled> settled = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            IndexOperation operation = batch.get(i);
            Document document = documents.get(operation.id());
            if (away) {
                ready.add(document);
            } else {
                settle(operation, document, outcomes.get(i), now, settled);
            }
        }
        return settled;
    }

    private void settle(IndexOperation operation, Document document, Outcome of, long now, List<Settled> settled) {
        document.attempts++;
        Outcome outcome = policy.judge(of, document.attempts, random);
        if (!(outcome instanceof Outcome.Retry retry)) {
            settled.add(new Settled(operation, outcome));
            complete(operation, document);
            return;
        }
        boolean missing = retry.cause() == Outcome.Cause.MISSING;
        if (missing && !mayCome(document)) {
            settled.add(new Settled(operation, gone(operation, retry)));
            complete(operation, document);
        } else if (missing && (!expectsMore || !document.writes.isEmpty())) {
            ready.add(document);
        } else {
            document.missing = missing;
            document.due = now + retry.after().toNanos();
            waiting.add(document);
        }
    }

    /** Whether the document of a change that is not there may still come; the change goes behind what may make it. */
    private boolean mayCome(Document document) {
        if (!document.earlyUnderWay && (expectsMore ? early < MOST_EARLY : document.writes.size() > 1)) {
            do {
                document.early.add(document.writes.removeFirst());
                early++;
            } while (!document.writes.isEmpty() && document.writes.getFirst().kind() == Kind.UPDATE);
            return true;
        }
        return document.earlyUnderWay && (expectsMore || !document.writes.isEmpty());
    }

    private static Outcome gone(IndexOperation operation, Outcome.Retry missing) {
        return operation.origin().isPresent()
                ? new Outcome.Refused(missing.reason())
                : new Outcome.Indexed(Outcome.Effect.GONE);
    }

    private void complete(IndexOperation operation, Document document) {
        if (document.earlyUnderWay) {
            document.early.removeFirst();
            early--;
        } else {
            document.writes.removeFirst();
            while (operation.kind() != Kind.UPDATE && !document.early.isEmpty()) {
                document.writes.addFirst(document.early.removeLast());
                early--;
            }
        }
        document.attempts = 0;
        size--;
        if (document.writes.isEmpty() && document.early.isEmpty()) {
            documents.remove(operation.id());
        } else {
            ready.add(document);
        }
    }

    /** How long until an operation may go that now has to wait; zero if one may go at once. */
    Duration untilNext(long now) {
        long next = !ready.isEmpty() ? 0 : waiting.isEmpty() ? Long.MAX_VALUE : Math.max(0, waiting.first().due - now);
        return Duration.ofNanos(Math.max(next, outage.untilNext(now)));
    }
}
