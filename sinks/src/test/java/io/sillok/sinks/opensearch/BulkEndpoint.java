package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.http.StubServer.Request;
import io.sillok.sinks.http.StubServer.Response;
import io.sillok.sinks.memory.MemoryDocumentSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** The bulk API over an index in memory: reads the lines as OpenSearch does, and answers in its words. */
final class BulkEndpoint implements Function<Request, Response> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MemoryDocumentSink index = new MemoryDocumentSink();

    MemoryDocumentSink index() {
        return index;
    }

    private static final Map<String, Kind> KINDS =
            Map.of("create", Kind.CREATE, "update", Kind.UPDATE, "index", Kind.REPLACE, "delete", Kind.DELETE);

    @Override
    public Response apply(Request request) {
        if (!request.method().equals("POST") || !request.path().startsWith("/_bulk?filter_path=")) {
            return new Response(404, "{}");
        }
        try {
            return new Response(200, bulk(text(request)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Request request) throws IOException {
        boolean zipped = "gzip".equals(request.headers().get("content-encoding"));
        byte[] body =
                zipped ? new GZIPInputStream(new ByteArrayInputStream(request.body())).readAllBytes() : request.body();
        return new String(body, StandardCharsets.UTF_8);
    }

    private String bulk(String lines) throws IOException {
        ArrayNode items = JSON.createArrayNode();
        String[] line = lines.split("\n");
        for (int i = 0; i < line.length; i++) {
            Map.Entry<String, JsonNode> action =
                    JSON.readTree(line[i]).properties().iterator().next();
            Kind kind = KINDS.get(action.getKey());
            JsonNode target = action.getValue();
            String source = kind == Kind.DELETE ? "{}" : line[++i];
            if (kind == Kind.UPDATE) {
                source = JSON.readTree(source).get("doc").toString();
            }
            Outcome outcome = index.write(List.of(new IndexOperation(
                            kind,
                            target.get("_index").asText(),
                            target.get("_id").asText(),
                            target.path("version").asLong(),
                            source.getBytes(StandardCharsets.UTF_8))))
                    .join()
                    .get(0);
            items.addObject().set(action.getKey(), item(outcome, source));
        }
        return JSON.createObjectNode().set("items", items).toString();
    }

    private static ObjectNode item(Outcome outcome, String source) {
        ObjectNode item = JSON.createObjectNode();
        if (outcome.equals(Outcome.created())) {
            return item.put("status", 201);
        }
        if (outcome.equals(Outcome.updated()) || outcome.equals(Outcome.deleted())) {
            return item.put("status", 200);
        }
        if (outcome.equals(Outcome.existing())) {
            item.put("status", 409).putObject("error").put("type", "version_conflict_engine_exception");
        } else if (outcome instanceof Outcome.Refused) {
            item.put("status", 400)
                    .putObject("error")
                    .put("type", "mapper_parsing_exception")
                    .put("reason", "failed to parse [" + source + "]");
        } else {
            item.put("status", 404).putObject("error").put("type", "document_missing_exception");
        }
        return item;
    }
}
