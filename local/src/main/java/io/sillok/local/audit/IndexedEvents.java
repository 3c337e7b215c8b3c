package io.sillok.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.local.audit.EventAccount.Found;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import io.sillok.sinks.http.Exchange;
import io.sillok.sinks.http.HttpEndpoint;
import io.sillok.sinks.http.HttpSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** How many documents the index has of each file, counted by OpenSearch to the last one. */
public final class IndexedEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;
    private static final String ATTRIBUTES = "attributes.";

    private IndexedEvents() {}

    /**
     * By file id. What was written before this is called is counted.
     *
     * @throws IOException if OpenSearch does not answer
     */
    public static Map<String, Found> in(HttpSettings opensearch) throws IOException {
        try (HttpEndpoint endpoint = new HttpEndpoint(opensearch)) {
            ask(endpoint, "/" + IndexOperation.LOGS + "/_refresh?ignore_unavailable=true", "");
            Map<String, Found> files = new HashMap<>();
            ObjectNode query = query();
            JsonNode after;
            do {
                JsonNode page = ask(
                                endpoint,
                                "/" + IndexOperation.LOGS + "/_search?ignore_unavailable=true",
                                query.toString())
                        .at("/aggregations/files");
                for (JsonNode bucket : page.path("buckets")) {
                    files.put(
                            bucket.at("/key/file").asText(),
                            new Found(
                                    bucket.path("doc_count").asLong(),
                                    bucket.at("/rejected/doc_count").asLong()));
                }
                after = page.path("after_key");
                ((ObjectNode) query.at("/aggs/files/composite")).set("after", after);
            } while (!after.isMissingNode());
            return files;
        }
    }

    private static ObjectNode query() {
        ObjectNode query = JSON.createObjectNode().put("size", 0);
        query.putObject("query")
                .putObject("bool")
                .putObject("must_not")
                .putObject("term")
                .put(ATTRIBUTES + Fields.REPLAYED, "added");
        ObjectNode files = query.putObject("aggs").putObject("files");
        files.putObject("composite")
                .put("size", PAGE)
                .putArray("sources")
                .addObject()
                .putObject("file")
                .putObject("terms")
                .put("field", ATTRIBUTES + Fields.FILE_ID);
        ObjectNode rejected = files.putObject("aggs")
                .putObject("rejected")
                .putObject("filter")
                .putObject("bool");
        rejected.withArray("should").addObject().putObject("term").put("_index", IndexOperation.LOGS_REJECTED);
        rejected.withArray("should").addObject().putObject("term").put(ATTRIBUTES + Fields.REPLAYED, "instead");
        return query;
    }

    private static JsonNode ask(HttpEndpoint endpoint, String path, String body) throws IOException {
        Exchange exchange = endpoint.send(
                        "POST", path, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8))
                .join();
        if (exchange instanceof Exchange.Unreachable unreachable) {
            throw new IOException("OpenSearch at " + endpoint.url() + ": " + unreachable.reason()
                    + "; name it with --opensearch or --job");
        }
        Exchange.Reply reply = (Exchange.Reply) exchange;
        if (reply.status() == 404) {
            // Nothing was written yet, so there is no index.
            return JSON.createObjectNode();
        }
        if (reply.status() != 200) {
            throw new IOException("OpenSearch at " + endpoint.url() + " answered " + reply.status()
                    + "; see its address, and this user's rights to read logs");
        }
        return JSON.readTree(reply.body());
    }
}
