package io.sillok.local.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** What stands in the index, asked of OpenSearch itself. */
final class IndexCounts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 5_000;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI opensearch;

    IndexCounts(URI opensearch) {
        this.opensearch = opensearch;
    }

    /** Makes what was written so far visible to the counts that follow. */
    void refresh() throws IOException, InterruptedException {
        post("/" + IndexOperation.LOGS + "," + IndexOperation.TRACES + "/_refresh?ignore_unavailable=true", "");
    }

    long logs() throws IOException, InterruptedException {
        return count(IndexOperation.LOGS, "{}");
    }

    long rejected() throws IOException, InterruptedException {
        return count(IndexOperation.LOGS_REJECTED, "{}");
    }

    long spans() throws IOException, InterruptedException {
        return count(IndexOperation.TRACES, "{}");
    }

    long logsWithSpan() throws IOException, InterruptedException {
        return count(
                IndexOperation.LOGS, "{\"query\":{\"exists\":{\"field\":\"attributes." + Fields.SPAN_NAME + "\"}}}");
    }

    /** Traces that have at least one span. */
    long traces() throws IOException, InterruptedException {
        return buckets(IndexOperation.TRACES, List.of("trace_id"), 1).buckets();
    }

    /** Documents beyond the first that share file, offset and ordinal with another one. */
    long duplicates() throws IOException, InterruptedException {
        Buckets positions = buckets(
                IndexOperation.LOGS,
                List.of(
                        "attributes." + Fields.FILE_ID,
                        "attributes." + Fields.FILE_OFFSET,
                        "attributes." + Fields.ORDINAL),
                2);
        return positions.documents() - positions.buckets();
    }

    /** How many buckets have at least so many documents, and how many documents these have together. */
    private record Buckets(long buckets, long documents) {}

    private Buckets buckets(String alias, List<String> fields, int least) throws IOException, InterruptedException {
        long buckets = 0;
        long documents = 0;
        JsonNode after = null;
        do {
            ObjectNode query = JSON.createObjectNode().put("size", 0);
            ObjectNode composite = query.putObject("aggs")
                    .putObject("keys")
                    .putObject("composite")
                    .put("size", PAGE);
            for (String field : fields) {
                composite
                        .withArray("sources")
                        .addObject()
                        .putObject(field)
                        .putObject("terms")
                        .put("field", field);
            }
            if (after != null) {
                composite.set("after", after);
            }
            JsonNode keys = post("/" + alias + "/_search?ignore_unavailable=true", query.toString())
                    .at("/aggregations/keys");
            for (JsonNode bucket : keys.path("buckets")) {
                long count = bucket.path("doc_count").asLong();
                if (count >= least) {
                    buckets++;
                    documents += count;
                }
            }
            after = keys.get("after_key");
        } while (after != null);
        return new Buckets(buckets, documents);
    }

    private long count(String alias, String query) throws IOException, InterruptedException {
        return post("/" + alias + "/_count?ignore_unavailable=true", query)
                .path("count")
                .asLong();
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(opensearch.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() == 404) {
            // Nothing was written yet, so there is no index.
            return JSON.createObjectNode();
        }
        if (response.statusCode() != 200) {
            throw new IOException("OpenSearch at " + opensearch + " answered " + response.statusCode() + " to " + path);
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IOException("OpenSearch at " + opensearch + " does not answer (" + e + ")", e);
        }
    }
}
