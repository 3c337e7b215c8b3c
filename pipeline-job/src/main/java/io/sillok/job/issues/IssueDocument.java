package io.sillok.job.issues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Digest;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** An issue as the index shows it: attributes under the names that events have, so that the same queries find it. */
final class IssueDocument {

    /** The one index behind the alias. */
    static final String INDEX = IndexOperation.ISSUES + "-1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private IssueDocument() {}

    /** @param key of the issue, see {@link TrackIssues#key} */
    static IndexOperation operation(String key, Issue issue) {
        return IndexOperation.replace(INDEX, id(key), issue.count, json(key, issue));
    }

    static IndexOperation removal(String key) {
        return new IndexOperation(IndexOperation.Kind.DELETE, INDEX, id(key), 0, new byte[] {'{', '}'});
    }

    static String id(String key) {
        return Digest.hex(key.getBytes(StandardCharsets.UTF_8), 16);
    }

    private static byte[] json(String key, Issue issue) {
        String[] parts = key.split("\n", -1);
        ObjectNode document = JSON.createObjectNode();
        document.put("timestamp", time(issue.lastSeen));
        document.put("first_seen", time(issue.firstSeen));
        document.put("last_seen", time(issue.lastSeen));
        document.put("count", issue.count);
        if (issue.regressions > 0) {
            document.put("regressed_at", time(issue.regressedAt));
            document.put("regressions", issue.regressions);
            if (!issue.regressedRelease.isEmpty()) {
                document.put("regressed_release", issue.regressedRelease);
            }
        }
        document.put("users", issue.users.estimate());
        document.put("route_count", issue.allRoutes.estimate());
        issue.traces.forEach(document.putArray("trace_ids")::add);
        issue.formats.forEach(document.putArray("sources")::add);
        counts("routes", "route", issue.routes, document);
        counts("releases", "release", issue.releases, document);
        ObjectNode resource = document.putObject("resource").put(Fields.SERVICE_NAME, parts[0]);
        if (!parts[1].isEmpty()) {
            resource.put(Fields.ENVIRONMENT, parts[1]);
        }
        ObjectNode attributes = document.putObject("attributes").put(Fields.EXCEPTION_FINGERPRINT, parts[2]);
        issue.shown.forEach((name, value) -> {
            if (name.equals(Fields.CODE_LINE)) {
                attributes.put(name, Long.parseLong(value));
            } else {
                attributes.put(name, value);
            }
        });
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }

    private static void counts(String list, String name, Map<String, Long> counts, ObjectNode document) {
        var items = document.putArray(list);
        counts.forEach((value, count) -> items.addObject().put(name, value).put("count", count));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
