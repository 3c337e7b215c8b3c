package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.DocumentSinkContract;
import io.sillok.sinks.http.HttpSettings;
import io.sillok.sinks.http.StubServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Over the wire, in many small gzipped requests. */
final class OpenSearchSinkContractTest extends DocumentSinkContract {

    private final BulkEndpoint bulk = new BulkEndpoint();
    private StubServer server;
    private OpenSearchSink sink;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer(bulk);
        sink = new OpenSearchSink(new OpenSearchSettings(HttpSettings.of(server.url()), 2000, true, 1, 0));
    }

    @AfterEach
    void stop() {
        sink.close();
        server.close();
    }

    @Override
    protected DocumentSink sink() {
        return sink;
    }

    @Override
    protected JsonNode stored(String index, String id) {
        return bulk.index().document(index, id).orElseThrow();
    }
}
