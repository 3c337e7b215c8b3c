package io.sillok.local.dead;

import io.sillok.model.IndexOperation;
import io.sillok.sinks.Backoff;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;

/** Writes to the index until it has answered for good, or has not for some time. */
final class PatientWrites {

    private static final int ATTEMPTS = 8;
    private static final int BATCH = 500;

    private final DocumentSink sink;
    private final RandomGenerator random = new SplittableRandom();

    PatientWrites(DocumentSink sink) {
        this.sink = sink;
    }

    /**
     * @return final outcomes, in the order of the operations
     * @throws IOException if the index does not take them now
     */
    List<Outcome> write(List<IndexOperation> operations) throws IOException, InterruptedException {
        List<Outcome> all = new ArrayList<>(operations.size());
        for (int from = 0; from < operations.size(); from += BATCH) {
            all.addAll(batch(operations.subList(from, Math.min(from + BATCH, operations.size()))));
        }
        return all;
    }

    private List<Outcome> batch(List<IndexOperation> operations) throws IOException, InterruptedException {
        Outcome[] outcomes = new Outcome[operations.size()];
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            left.add(i);
        }
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            List<Outcome> answers = send(left.stream().map(operations::get).toList());
            List<Integer> again = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                outcomes[left.get(i)] = answers.get(i);
                if (answers.get(i) instanceof Outcome.Retry) {
                    again.add(left.get(i));
                }
            }
            left = again;
            if (!left.isEmpty() && attempt == ATTEMPTS) {
                throw new IOException("the index does not take documents now ("
                        + ((Outcome.Retry) outcomes[left.get(0)]).reason()
                        + "); nothing is lost, run the command again");
            }
            if (!left.isEmpty()) {
                Thread.sleep(Backoff.STANDARD.after(attempt, random).toMillis());
            }
        }
        return List.of(outcomes);
    }

    private List<Outcome> send(List<IndexOperation> operations) throws InterruptedException {
        try {
            return sink.write(operations).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the index's sink failed by a defect", e.getCause());
        }
    }
}
