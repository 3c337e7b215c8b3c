package io.sillok.sinks.memory;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.DocumentSinkContract;

final class MemoryDocumentSinkTest extends DocumentSinkContract {

    private final MemoryDocumentSink sink = new MemoryDocumentSink();

    @Override
    protected DocumentSink sink() {
        return sink;
    }

    @Override
    protected JsonNode stored(String index, String id) {
        return sink.document(index, id).orElseThrow();
    }
}
