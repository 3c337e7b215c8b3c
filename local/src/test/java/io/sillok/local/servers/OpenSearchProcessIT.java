package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchProcessIT {
    private static final String TEMPLATE = """
            {"index_patterns": ["logs-*"], "template": {
              "settings": {"number_of_shards": 1, "number_of_replicas": 0},
              "aliases": {"logs": {}},
              "mappings": {"dynamic": false, "properties": {
                "@timestamp": {"type": "date_nanos"},
                "timestamp": {"type": "alias", "path": "@timestamp"},
                "level": {"type": "keyword", "ignore_above": 256},
                "message": {"type": "text"},
                "client": {"type": "ip"},
                "seconds": {"type": "double"},
                "context": {"type": "flat_object"}}}}}
            """;

    private static final String DOCUMENTS = """
            {"create": {"_index": "logs-2026.11.22", "_id": "a"}}
            {"@timestamp": "2026-11-22T08:57:28.864170123Z", "level": "ERROR", "message": "Order 17 was refused", "client": "10.1.2.3", "seconds": 0.25, "context": {"cart": {"id": "c9"}}}
            {"create": {"_index": "logs-2026.11.22", "_id": "b"}}
            {"@timestamp": "2026-11-22T08:59:00.000000001Z", "level": "INFO", "message": "Order 18 was paid", "client": "10.9.9.9", "seconds": 1.5, "context": {"cart": {"id": "c10"}}}
            """;

    @TempDir
    Path folder;

    @Test
    void createsOnceFindsAndCounts() throws Exception {
        try (OpenSearchProcess node = start(folder)) {
            Rest rest = new Rest(node.address());
            rest.put("/_index_template/logs", TEMPLATE);

            assertThat(statuses(rest.bulk(DOCUMENTS))).containsExactly("201", "201");
            assertThat(statuses(rest.bulk(DOCUMENTS))).containsExactly("409", "409");

            assertThat(hits(rest, "{\"match\": {\"message\": \"refused order\"}}"))
                    .isEqualTo(2);
            assertThat(hits(rest, "{\"match_phrase\": {\"message\": \"order 17\"}}"))
                    .isOne();
            assertThat(hits(rest, "{\"term\": {\"client\": \"10.1.0.0/16\"}}")).isOne();
            assertThat(hits(rest, "{\"term\": {\"context.cart.id\": \"c10\"}}")).isOne();
            assertThat(hits(
                            rest,
                            "{\"range\": {\"timestamp\": {\"gt\": \"2026-11-22T08:57:28.864170122Z\","
                                    + " \"lte\": \"2026-11-22T08:57:28.864170123Z\"}}}"))
                    .isOne();
            aggregates(rest);
        }
    }

    private static void aggregates(Rest rest) throws Exception {
        var found = rest.post("/logs/_search", """
                        {"size": 0, "aggs": {
                          "levels": {"terms": {"field": "level"}},
                          "latency": {"percentiles": {"field": "seconds", "percents": [50, 99]}},
                          "minutes": {"date_histogram": {"field": "timestamp", "fixed_interval": "1m", "min_doc_count": 1}},
                          "kinds": {"filters": {"filters": {"slow": {"range": {"seconds": {"gte": 1}}}}}}}}
                        """).path("aggregations");
        assertThat(found.path("levels").findValuesAsText("key")).containsExactly("ERROR", "INFO");
        assertThat(found.at("/latency/values/99.0").asDouble()).isEqualTo(1.5);
        assertThat(found.path("minutes").findValuesAsText("doc_count")).containsExactly("1", "1");
        assertThat(found.at("/kinds/buckets/slow/doc_count").asInt()).isOne();
    }

    @Test
    void hasItsDocumentsAfterARestart() throws Exception {
        long pid;
        try (OpenSearchProcess node = start(folder)) {
            pid = node.pid();
            Rest rest = new Rest(node.address());
            rest.put("/_index_template/logs", TEMPLATE);
            rest.bulk(DOCUMENTS);
            assertThat(node.alive()).isTrue();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        try (OpenSearchProcess node = start(folder)) {
            assertThat(hits(new Rest(node.address()), "{\"match_all\": {}}")).isEqualTo(2);
        }
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(ParentOfOpenSearch.command(folder))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = parent.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            ProcessHandle node = ProcessHandle.of(pid).orElseThrow();
            parent.destroyForcibly().waitFor();
            node.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> OpenSearchProcess.start(Installation.running(), folder, port))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("OpenSearch did not start: port " + port + " is taken");
        }
    }

    @Test
    void saysThatItIsNotBuilt() {
        assertThatThrownBy(() -> OpenSearchProcess.start(new Installation(folder), folder, OpenSearchProcess.ANY_PORT))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("sillok-opensearch-node.jar is missing; build it with");
    }

    @Test
    void namesItsLogWhenItCannotKeepItsData() throws Exception {
        Files.writeString(folder.resolve("data"), "not a folder");
        assertThatThrownBy(() -> start(folder))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("OpenSearch did not start:")
                .hasMessageContaining(folder.resolve("opensearch.log").toString());
    }

    private static OpenSearchProcess start(Path folder) throws Exception {
        return OpenSearchProcess.start(Installation.running(), folder, OpenSearchProcess.ANY_PORT);
    }

    private static List<String> statuses(JsonNode bulk) {
        return bulk.path("items").findValuesAsText("status");
    }

    private static int hits(Rest rest, String query) throws Exception {
        return rest.post("/logs/_search", "{\"query\": " + query + "}")
                .at("/hits/total/value")
                .asInt();
    }
}
