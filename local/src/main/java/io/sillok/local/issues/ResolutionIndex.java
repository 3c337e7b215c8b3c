package io.sillok.local.issues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.search.Resolution;
import io.sillok.sinks.http.Exchange;
import io.sillok.sinks.http.HttpEndpoint;
import io.sillok.sinks.http.HttpSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where resolutions are kept, one document for each issue. Made when the first is put: no job needs to know of it. What is
 * written is found by searches that come after.
 */
public final class ResolutionIndex implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EXCERPT = 300;

    /** What people said cannot be read from the logs again, so there is a copy wherever there is a node for it. */
    private static final String INDEX = """
            {"settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}},
             "mappings": {"dynamic": false, "properties": {"resolved_at": {"type": "date"}}}}
            """;

    private final HttpEndpoint endpoint;

    public ResolutionIndex(HttpSettings settings) {
        this.endpoint = new HttpEndpoint(settings);
    }

    /** In place of what was said of the issue before. */
    public void put(Resolution resolution) throws IOException {
        Exchange.Reply made = send("PUT", "", INDEX.getBytes(StandardCharsets.UTF_8));
        boolean there = made.status() == 400 && reason(made).contains("already exists");
        if (made.status() != 200 && !there) {
            throw refused(made);
        }
        Exchange.Reply put = send("PUT", document(resolution.issue()), JSON.writeValueAsBytes(resolution.json()));
        if (put.status() != 200 && put.status() != 201) {
            throw refused(put);
        }
    }

    /** @param issue id of its document; it may have gone meanwhile */
    public void remove(String issue) throws IOException {
        Exchange.Reply removed = send("DELETE", document(issue), new byte[0]);
        if (removed.status() != 200 && removed.status() != 404) {
            throw refused(removed);
        }
    }

    /** An issue's id is a digest, so nothing in it means anything in an address. */
    private static String document(String issue) {
        if (!issue.matches("[0-9A-Za-z_-]{1,100}")) {
            throw new IllegalArgumentException("not an issue's id");
        }
        return "/_doc/" + issue + "?refresh=true";
    }

    private Exchange.Reply send(String method, String path, byte[] body) throws IOException {
        Exchange exchange = endpoint.send(
                        method, "/" + Resolution.INDEX + path, Map.of("Content-Type", "application/json"), body)
                .join();
        if (exchange instanceof Exchange.Unreachable unreachable) {
            throw new IOException("OpenSearch: " + unreachable.reason()
                    + "; nothing is certain to be changed, so run the command again");
        }
        return (Exchange.Reply) exchange;
    }

    private IOException refused(Exchange.Reply reply) {
        String where = "OpenSearch at " + endpoint.url() + " ";
        if (reply.status() == 401 || reply.status() == 403) {
            return new IOException(where + "does not accept the credentials (" + reply.status()
                    + "): to resolve and reopen issues they need the rights to create, read, write and delete in "
                    + Resolution.INDEX);
        }
        return new IOException(where + "answered " + reply.status() + " to a write to " + Resolution.INDEX + ": "
                + reason(reply) + "; nothing was changed");
    }

    private static String reason(Exchange.Reply reply) {
        try {
            JsonNode error = JSON.readTree(reply.body()).path("error");
            String reason = error.path("reason").asText("no reason given");
            return reason.substring(0, Math.min(reason.length(), EXCERPT));
        } catch (IOException e) {
            return "no reason given";
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
