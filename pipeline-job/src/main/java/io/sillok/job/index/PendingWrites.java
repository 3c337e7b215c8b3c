package io.sillok.job.index;

import io.sillok.model.IndexOperation;
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
 */
final class PendingWrites {

    /** What finally became of an operation. */
    record Settled(IndexOperation operation, Outcome outcome) {}

    private static final class Document {
        final Deque<IndexOperation> operations = new ArrayDeque<>(2);
        boolean underWay;
        int attempts;
        long notBefore;
    }

    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private int size;

    PendingWrites(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    void add(IndexOperation operation, long now) {
        Document document = documents.computeIfAbsent(operation.id(), id -> new Document());
        if (document.operations.isEmpty()) {
            document.notBefore = now;
        }
        document.operations.add(operation);
        size++;
    }

    int size() {
        return size;
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
            IndexOperation next = document.operations.getFirst();
            if (!batch.isEmpty() && bytes + next.source().length > mostBytes) {
                break;
            }
            document.underWay = true;
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
            if (outcome instanceof Outcome.Retry retry) {
                document.notBefore = now + retry.after().toNanos();
            } else {
                settled.add(new Settled(operation, outcome));
                complete(operation, document);
            }
        }
        return settled;
    }

    private void complete(IndexOperation operation, Document document) {
        document.operations.removeFirst();
        document.attempts = 0;
        size--;
        if (document.operations.isEmpty()) {
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
