package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which access logs repeat another one, in two searches: a sample of the request ids of every file, then the files
 * in which each of these ids stands. A file most of whose sample stands in a file already counted is a copy of it. A file
 * without request ids cannot be told apart, so it counts only where its service has no other.
 */
final class AccessLogsQuestion {

    private static final int FILES = 30;
    private static final int SAMPLE = 20;

    private record File(String path, String service, List<String> sample) {}

    private final LogQuery query;

    AccessLogsQuestion(LogQuery query) {
        this.query = query;
    }

    /** Requests of a web server whose duration is known. */
    static ObjectNode timed() {
        return QueryDsl.of(new Query.AllOf(
                List.of(new Query.Equal(Fields.LOG_FORMAT, "nginx.access"), new Query.Present(Fields.HTTP_DURATION))));
    }

    ObjectNode samples() {
        // most events first: of two copies the fuller one counts
        ObjectNode files = Aggregations.terms(Fields.FILE_PATH, FILES);
        Aggregations.with(files, "services", Aggregations.terms(Fields.SERVICE_NAME, 1));
        Aggregations.with(files, "ids", Aggregations.terms(Fields.REQUEST_ID, SAMPLE));
        return Aggregations.with(Aggregations.search(query.dslAnd(timed())), "files", files);
    }

    ObjectNode places(JsonNode samples) {
        List<ObjectNode> ids = files(samples).stream()
                .flatMap(file -> file.sample.stream())
                .distinct()
                .map(id -> QueryDsl.term(Fields.REQUEST_ID, id))
                .toList();
        ObjectNode byId = Aggregations.terms(Fields.REQUEST_ID, FILES * SAMPLE);
        Aggregations.with(byId, "files", Aggregations.terms(Fields.FILE_PATH, FILES));
        return Aggregations.with(Aggregations.search(query.dslAnd(timed(), QueryDsl.anyOf(ids))), "ids", byId);
    }

    AccessLogs read(JsonNode samples, JsonNode places) {
        Map<String, Set<String>> filesOfId = new LinkedHashMap<>();
        for (JsonNode id : Aggregations.buckets(Aggregations.answer(places, "ids"))) {
            Set<String> files = new HashSet<>();
            Aggregations.buckets(id.path("files")).forEach(file -> files.add(Aggregations.key(file)));
            filesOfId.put(Aggregations.key(id), files);
        }
        List<String> counted = new ArrayList<>();
        List<String> copies = new ArrayList<>();
        Set<String> services = new HashSet<>();
        List<File> files = new ArrayList<>(files(samples));
        files.sort((a, b) -> Boolean.compare(a.sample.isEmpty(), b.sample.isEmpty()));
        for (File file : files) {
            long repeated = file.sample.stream()
                    .filter(id -> filesOfId.getOrDefault(id, Set.of()).stream().anyMatch(counted::contains))
                    .count();
            boolean copy = file.sample.isEmpty() ? services.contains(file.service) : repeated * 2 > file.sample.size();
            (copy ? copies : counted).add(file.path);
            services.add(file.service);
        }
        return new AccessLogs(counted, copies);
    }

    private static List<File> files(JsonNode samples) {
        return Aggregations.buckets(Aggregations.answer(samples, "files")).stream()
                .map(file -> new File(
                        Aggregations.key(file),
                        Aggregations.buckets(file.path("services")).stream()
                                .map(Aggregations::key)
                                .findFirst()
                                .orElse(""),
                        Aggregations.buckets(file.path("ids")).stream()
                                .map(Aggregations::key)
                                .toList()))
                .toList();
    }
}
