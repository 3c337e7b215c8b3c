package io.sillok.job.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sillok.model.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What other shippers put around a line: Filebeat's, Fluent Bit's and Vector's JSON, read by a table of places. Each stands
 * there as a path of keys, or as one key with dots.
 *
 * @param line as it was in the log, perhaps without its end; of a log whose JSON the shipper has read, that JSON
 * @param time when the shipper read it, or what it took for the line's own
 */
record Envelope(
        String line,
        Optional<Instant> time,
        Optional<String> host,
        Optional<String> path,
        Optional<String> service,
        Optional<String> environment,
        Map<String, String> resource) {

    /** A name of this length names nothing; it would stand in state and in every event. */
    private static final int LONGEST_NAME = 1024;

    private static final int DEEPEST = 200;

    /** Numbers keep their digits: they may go on as part of a line. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Filebeat and Vector, then Fluent Bit; Docker's own files say {@code log} too. */
    private static final Places LINE = Places.of("message", "log");

    /**
     * Where a shipper that has read the line as JSON puts that: Vector and Fluent Bit in the line's place, Filebeat's ndjson,
     * Fluent Bit's {@code Merge_Log_Key} as its documentation has it, OpenShift's Vector.
     */
    private static final Places OBJECT = Places.of("message", "log", "json", "log_processed", "structured");

    /** ECS has an object {@code log} of its own, about the file: of these keys and no others. */
    private static final Set<String> OF_ECS =
            Set.of("file", "offset", "level", "logger", "syslog", "origin", "source", "flags");

    /** Filebeat and Fluent Bit to Kafka, then Vector; Fluent Bit elsewhere; Docker's files. */
    private static final Places TIME = Places.of("@timestamp", "timestamp", "date", "time");

    private static final Places HOST = Places.of(
            "host.name", "host.hostname", "host", "hostname", "kubernetes.host", "agent.hostname", "agent.name");
    private static final Places PATH =
            Places.of("log.file.path", "file", "file.path", "path", "filename", "file_path", "filepath");
    private static final Places SERVICE = Places.of("service.name", "fields.service", "fields.service.name", "service")
            .or("kubernetes", "labels", "app.kubernetes.io/name")
            .or("kubernetes", "labels", "app_kubernetes_io/name")
            .or("kubernetes", "pod_labels", "app.kubernetes.io/name")
            .or("kubernetes", "container_name")
            .or("kubernetes", "container", "name");
    private static final Places ENVIRONMENT =
            Places.of("service.environment", "deployment.environment", "fields.environment", "fields.env");

    private static final Map<String, Places> RESOURCE = Map.of(
            Fields.SERVICE_VERSION, Places.of("service.version"),
            Fields.K8S_NAMESPACE,
                    Places.of("kubernetes.namespace_name", "kubernetes.pod_namespace", "kubernetes.namespace"),
            Fields.K8S_POD, Places.of("kubernetes.pod_name", "kubernetes.pod.name"),
            Fields.K8S_POD_UID, Places.of("kubernetes.pod_id", "kubernetes.pod_uid", "kubernetes.pod.uid"),
            Fields.K8S_CONTAINER, Places.of("kubernetes.container_name", "kubernetes.container.name"),
            Fields.K8S_NODE, Places.of("kubernetes.host", "kubernetes.pod_node_name", "kubernetes.node.name"),
            Fields.CONTAINER_ID,
                    Places.of("container.id", "container_id", "kubernetes.container_id", "kubernetes.docker_id"));

    /** What Monolog's lines have: they say {@code message} too, and are no envelope. */
    private static final List<String> OF_A_LOG = List.of("level_name", "channel");

    /**
     * Empty if the value is no object that holds a line.
     *
     * @param sure whether it must not be one that a log itself may have written
     */
    static Optional<Envelope> json(byte[] value, boolean sure) {
        int begin = 0;
        while (begin < value.length && (value[begin] == ' ' || value[begin] == '\n')) {
            begin++;
        }
        if (begin == value.length || value[begin] != '{') {
            return Optional.empty();
        }
        return tree(value)
                .filter(object -> !sure || OF_A_LOG.stream().noneMatch(object::has))
                .flatMap(Envelope::of);
    }

    private static Optional<JsonNode> tree(byte[] value) {
        try {
            return Optional.of(JSON.readTree(value));
        } catch (IOException e) {
            return repaired(value);
        }
    }

    /** A line of another charset may have got into the JSON as it was; what is no character becomes U+FFFD. */
    private static Optional<JsonNode> repaired(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text));
        } catch (IOException e) {
            return Optional.empty(); // the caller takes the value as it is
        }
    }

    private static Optional<Envelope> of(JsonNode object) {
        return LINE.text(object)
                .or(() -> OBJECT.first(object, Envelope::isLine).flatMap(Envelope::written))
                .map(line -> new Envelope(
                        line,
                        TIME.first(object, JsonNode::isValueNode).flatMap(EnvelopeTime::of),
                        name(HOST, object),
                        name(PATH, object),
                        name(SERVICE, object),
                        name(ENVIRONMENT, object),
                        resource(object)));
    }

    private static boolean isLine(JsonNode node) {
        return node.isObject() && node.propertyStream().anyMatch(field -> !OF_ECS.contains(field.getKey()));
    }

    private static Optional<String> written(JsonNode object) {
        try {
            return Optional.of(JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    private static Map<String, String> resource(JsonNode object) {
        Map<String, String> resource = new LinkedHashMap<>();
        RESOURCE.forEach((name, places) -> name(places, object).ifPresent(value -> resource.put(name, value)));
        return resource;
    }

    private static Optional<String> name(Places places, JsonNode object) {
        return places.first(object, Envelope::isName).map(JsonNode::asText);
    }

    private static boolean isName(JsonNode node) {
        return node.isTextual()
                && !node.asText().isBlank()
                && node.asText().length() <= LONGEST_NAME
                && node.asText().chars().noneMatch(Character::isISOControl);
    }
}
