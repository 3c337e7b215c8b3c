package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.sinks.http.Exchange;
import io.sillok.sinks.http.HttpEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The index templates: what every new day's index looks like. They are put before the first document is written; putting
 * them again changes only indices that are made later.
 */
public final class OpenSearchTemplates {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EXCERPT = 300;

    /** In the order in which they are put: the indices are composed of the fields. */
    enum Template {
        FIELDS("/_component_template/sillok-fields", "fields.json"),
        LOGS("/_index_template/sillok-logs", "logs.json"),
        TRACES("/_index_template/sillok-traces", "traces.json"),
        ISSUES("/_index_template/sillok-issues", "issues.json"),
        REQUESTS("/_index_template/sillok-requests", "requests.json");

        private final String path;
        private final String resource;

        Template(String path, String resource) {
            this.path = path;
            this.resource = resource;
        }

        JsonNode json() {
            try (InputStream in = OpenSearchTemplates.class.getResourceAsStream(resource)) {
                return JSON.readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException("resource " + resource, e);
            }
        }
    }

    private OpenSearchTemplates() {}

    /**
     * Puts all templates. Blocks until OpenSearch has them.
     *
     * @throws IOException if it cannot be reached or does not take them; the message says what to mend
     */
    public static void put(OpenSearchSettings settings) throws IOException {
        try (HttpEndpoint endpoint = new HttpEndpoint(settings.http())) {
            for (Template template : Template.values()) {
                JsonNode json = template.json();
                if (template == Template.FIELDS) {
                    ((ObjectNode) json.at("/template/settings/index"))
                            .put("number_of_shards", settings.shards())
                            .put("number_of_replicas", settings.replicas());
                }
                put(endpoint, template, JSON.writeValueAsBytes(json));
            }
        }
    }

    private static void put(HttpEndpoint endpoint, Template template, byte[] json) throws IOException {
        Exchange exchange = endpoint.send("PUT", template.path, Map.of("Content-Type", "application/json"), json)
                .join();
        if (exchange instanceof Exchange.Unreachable unreachable) {
            throw new IOException("OpenSearch: " + unreachable.reason() + "; check opensearch.url and opensearch.ca");
        }
        Exchange.Reply reply = (Exchange.Reply) exchange;
        if (reply.status() == 401 || reply.status() == 403) {
            throw new IOException("OpenSearch at " + endpoint.url() + " answered " + reply.status()
                    + " to our credentials; check opensearch.username and password, or api_key, and the user's rights");
        }
        if (reply.status() != 200) {
            String body = new String(reply.body(), StandardCharsets.UTF_8);
            throw new IOException("OpenSearch at " + endpoint.url() + " answered " + reply.status() + " to PUT "
                    + template.path + ": " + body.substring(0, Math.min(body.length(), EXCERPT)));
        }
    }
}
