package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.search.query.Query;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccessLogsQuestionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccessLogsQuestion question =
            new AccessLogsQuestion(LogQuery.of(new Query.Everything(), TimeRange.ALL));

    @Test
    void countsOneOfTwoLogsOfTheSameRequests() {
        AccessLogs logs = question.read(
                samples(file("json.log", "shop", "a", "b"), file("timed.log", "shop", "a", "c")),
                places(Map.of(
                        "a", List.of("json.log", "timed.log"),
                        "b", List.of("json.log", "timed.log"),
                        "c", List.of("json.log", "timed.log"))));
        assertThat(logs).isEqualTo(new AccessLogs(List.of("json.log"), List.of("timed.log")));
    }

    @Test
    void countsTheLogsOfTwoSites() {
        AccessLogs logs = question.read(
                samples(file("shop.log", "shop", "a", "b"), file("admin.log", "shop", "c", "d")),
                places(Map.of(
                        "a", List.of("shop.log"),
                        "b", List.of("shop.log"),
                        "c", List.of("admin.log"),
                        "d", List.of("admin.log"))));
        assertThat(logs.counted()).containsExactly("shop.log", "admin.log");
    }

    @Test
    void countsALogWithoutIdsOnlyWhereItsServiceHasNoOther() {
        AccessLogs logs = question.read(
                samples(file("plain.log", "shop"), file("json.log", "shop", "a"), file("other.log", "blog")),
                places(Map.of("a", List.of("json.log"))));
        assertThat(logs).isEqualTo(new AccessLogs(List.of("json.log", "other.log"), List.of("plain.log")));
    }

    private static ObjectNode file(String path, String service, String... ids) {
        ObjectNode file = JSON.createObjectNode().put("key", path);
        file.set("services", buckets(List.of(JSON.createObjectNode().put("key", service))));
        file.set(
                "ids",
                buckets(List.of(ids).stream()
                        .map(id -> JSON.createObjectNode().put("key", id))
                        .toList()));
        return file;
    }

    private static JsonNode samples(ObjectNode... files) {
        return answer("files", buckets(List.of(files)));
    }

    private static JsonNode places(Map<String, List<String>> filesOfId) {
        return answer(
                "ids",
                buckets(filesOfId.entrySet().stream()
                        .map(entry -> {
                            ObjectNode id = JSON.createObjectNode().put("key", entry.getKey());
                            id.set(
                                    "files",
                                    buckets(entry.getValue().stream()
                                            .map(file -> JSON.createObjectNode().put("key", file))
                                            .toList()));
                            return id;
                        })
                        .toList()));
    }

    private static JsonNode answer(String name, ObjectNode aggregation) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("aggregations").set(name, aggregation);
        return answer;
    }

    private static ObjectNode buckets(List<ObjectNode> nodes) {
        ArrayNode array = JSON.createArrayNode().addAll(nodes);
        return JSON.createObjectNode().set("buckets", array);
    }
}
