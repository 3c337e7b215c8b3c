package io.sillok.sinks.memory;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.IndexOperation;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An index in memory, with the semantics of a real one. It has no limit: for tests and small inputs. */
public final class MemoryDocumentSink implements DocumentSink {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private record Version(long number, ObjectNode document) {}

    private final Map<String, Map<String, Version>> indices = new LinkedHashMap<>();

    @Override
    public synchronized CompletableFuture<List<Outcome>> write(List<IndexOperation> operations) {
        List<Outcome> outcomes = new ArrayList<>(operations.size());
        for (IndexOperation operation : operations) {
            Optional<ObjectNode> document = document(operation.source());
            outcomes.add(
                    document.isEmpty() ? new Outcome.Refused("not a JSON object") : write(operation, document.get()));
        }
        return CompletableFuture.completedFuture(outcomes);
    }

    private Outcome write(IndexOperation operation, ObjectNode document) {
        Map<String, Version> index = indices.computeIfAbsent(operation.index(), name -> new LinkedHashMap<>());
        Version present = index.get(operation.id());
        return switch (operation.kind()) {
            case CREATE -> {
                if (present != null) {
                    yield Outcome.existing();
                }
                index.put(operation.id(), new Version(1, document));
                yield Outcome.created();
            }
            case UPDATE -> {
                if (present == null) {
                    yield new Outcome.Retry(Cause.MISSING, "document missing");
                }
                merge(present.document, document);
                index.put(operation.id(), new Version(present.number + 1, present.document));
                yield Outcome.updated();
            }
            case REPLACE -> {
                if (present != null && present.number > operation.version()) {
                    yield Outcome.existing();
                }
                index.put(operation.id(), new Version(operation.version(), document));
                yield present == null ? Outcome.created() : Outcome.updated();
            }
            case DELETE -> {
                index.remove(operation.id());
                yield Outcome.deleted();
            }
        };
    }

    /** Objects are merged, everything else is replaced. */
    private static void merge(ObjectNode target, ObjectNode change) {
        change.properties().forEach(field -> {
            JsonNode present = target.get(field.getKey());
            if (present instanceof ObjectNode inner && field.getValue() instanceof ObjectNode innerChange) {
                merge(inner, innerChange);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }

    private static Optional<ObjectNode> document(byte[] json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The document as it is now. */
    public synchronized Optional<JsonNode> document(String index, String id) {
        return Optional.ofNullable(indices.getOrDefault(index, Map.of()).get(id))
                .map(version -> version.document.deepCopy());
    }

    /** All documents of an index by id, in the order of their creation. */
    public synchronized Map<String, JsonNode> documents(String index) {
        Map<String, JsonNode> copy = new LinkedHashMap<>();
        indices.getOrDefault(index, Map.of()).forEach((id, version) -> copy.put(id, version.document.deepCopy()));
        return copy;
    }

    public synchronized List<String> indices() {
        return List.copyOf(indices.keySet());
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }
}
