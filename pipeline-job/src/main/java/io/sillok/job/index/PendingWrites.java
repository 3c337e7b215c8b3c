package io.sillok.job.index;

import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final class Document {
        final Deque<IndexOperation> writes = new ArrayDeque<>(2);

        /** Changes that found no document, in their order. */
        final Deque<IndexOperation> early = new ArrayDeque<>(0);

        boolean underWay;

        /** Whether what is under way is of the early ones. */
        boolean earlyUnderWay;

        int attempts;
        long notBefore;
    }

    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private int size;
    private int early;
    private boolean expectsMore = true;

    PendingWrites(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    void add(IndexOperation operation, long now) {
        Document document = documents.computeIfAbsent(operation.id(), id -> new Document());
        if (operation.kind() == Kind.UPDATE && !document.early.isEmpty()) {
            document.early.add(operation);
            early++;
        } else {
            if (document.writes.isEmpty()) {
                document.notBefore = now;
            }
            document.writes.add(operation);
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
    void expectNoMore(long now) {
        expectsMore = false;
        documents.values().forEach(document -> document.notBefore = Math.min(document.notBefore, now));
    }

    void expectMore() {
        expectsMore = true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The operations that may go now: at most one of each document, oldest documents first. */
    List<IndexOperation> take(long now, int mostOperations, long mostBytes) {
        List<IndexOperation> batch = new ArrayList<>();
        long bytes = 0;
        for (Document document : documents.values()) {
            if (batch.size() == mostOperations) {
                break;
            }
            if (document.underWay || document.notBefore - now > 0) {
                continue;
            }
            boolean waited = document.writes.isEmpty();
            IndexOperation next = waited ? document.early.getFirst() : document.writes.getFirst();
            if (!batch.isEmpty() && bytes + next.source().length > mostBytes) {
                break;
            }
            document.underWay = true;
            document.earlyUnderWay = waited;
            document.attempts++;
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
        List<Settled> settled = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            IndexOperation operation = batch.get(i);
            Document document = documents.get(operation.id());
            document.underWay = false;
            Outcome outcome = policy.judge(outcomes.get(i), document.attempts, random);
            if (!(outcome instanceof Outcome.Retry retry)) {
                settled.add(new Settled(operation, outcome));
                complete(operation, document);
            } else if (retry.cause() != Outcome.Cause.MISSING || mayCome(document)) {
                document.notBefore = now + retry.after().toNanos();
            } else {
                settled.add(new Settled(operation, gone(operation, retry)));
                complete(operation, document);
            }
        }
        return settled;
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
        }
    }

    /** How long until an operation may go that now has to wait; zero if one may go at once. */
    Duration untilNext(long now) {
        long least = Long.MAX_VALUE;
        for (Document document : documents.values()) {
            if (!document.underWay) {
                least = Math.min(least, Math.max(0, document.notBefore - now));
            }
        }
        return Duration.ofNanos(least);
    }
}
