package io.sillok.sinks;

import io.sillok.model.IndexOperation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes documents to an index. Each write may be repeated: a document that is there already is not written again.
 *
 * <p>Thread-safe. Operations of one list are done in its order; lists that are under way together are not ordered, so
 * who changes a document waits for the outcome of its creation. Who repeats what comes back as {@link Outcome.Retry},
 * and when, is the caller's affair: see {@link RetryPolicy}.
 */
public interface DocumentSink extends AutoCloseable {

    /**
     * @return one outcome for each operation, in their order. Failures of the store or the network are outcomes; the
     *     future itself fails only by a defect of the program.
     */
    CompletableFuture<List<Outcome>> write(List<IndexOperation> operations);

    @Override
    void close();
}
