package io.sillok.job.kafka;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.Fields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What other shippers put around a line: Filebeat's, Fluent Bit's and Vector's JSON, read by a table of places.
 *
 * @param line as it was in the log, perhaps without its end
 */
record Envelope(
        String line,
        Optional<String> host,
        Optional<String> path,
        Optional<String> service,
        Map<String, String> resource) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Filebeat and Vector, then Fluent Bit; Docker's own files say {@code log} too. */
    private static final List<String> LINE = List.of("/message", "/log");

    private static final List<String> HOST =
            List.of("/host/name", "/host/hostname", "/host", "/hostname", "/kubernetes/host", "/agent/hostname");
    private static final List<String> PATH =
            List.of("/log/file/path", "/file", "/path", "/filename", "/file_path", "/filepath");
    private static final List<String> SERVICE = List.of(
            "/service/name",
            "/fields/service",
            "/service",
            "/kubernetes/labels/app.kubernetes.io~1name",
            "/kubernetes/container_name",
            "/kubernetes/container/name");

    private static final Map<String, List<String>> RESOURCE = Map.of(
            Fields.K8S_NAMESPACE,
                    List.of("/kubernetes/namespace_name", "/kubernetes/pod_namespace", "/kubernetes/namespace"),
            Fields.K8S_POD, List.of("/kubernetes/pod_name", "/kubernetes/pod/name"),
            Fields.K8S_POD_UID, List.of("/kubernetes/pod_id", "/kubernetes/pod_uid", "/kubernetes/pod/uid"),
            Fields.K8S_CONTAINER, List.of("/kubernetes/container_name", "/kubernetes/container/name"),
            Fields.K8S_NODE, List.of("/kubernetes/host", "/kubernetes/pod_node_name", "/kubernetes/node/name"),
            Fields.CONTAINER_ID, List.of("/container/id", "/container_id", "/kubernetes/docker_id"));

    /** What Monolog's lines have: they say {@code message} too, and are no envelope. */
    private static final List<String> OF_A_LOG = List.of("level_name", "channel");

    /**
     * Empty if the value is no object that holds a line.
     *
     * @param sure whether it must not be one that a log itself may have written
     */
    static Optional<Envelope> json(byte[] value, boolean sure) {
        if (value.length == 0 || value[0] != '{') {
            return Optional.empty();
        }
        try {
            JsonNode object = JSON.readTree(value);
            return sure && OF_A_LOG.stream().anyMatch(object::has) ? Optional.empty() : of(object);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Envelope> of(JsonNode object) {
        return first(object, LINE)
                .map(line -> new Envelope(
                        line, first(object, HOST), first(object, PATH), first(object, SERVICE), resource(object)));
    }

    private static Map<String, String> resource(JsonNode object) {
        Map<String, String> resource = new LinkedHashMap<>();
        RESOURCE.forEach((name, places) -> first(object, places).ifPresent(value -> resource.put(name, value)));
        return resource;
    }

    private static Optional<String> first(JsonNode object, List<String> places) {
        for (String place : places) {
            JsonNode found = object.at(place);
            if (found.isTextual() && !found.asText().isEmpty()) {
                return Optional.of(found.asText());
            }
        }
        return Optional.empty();
    }
}
