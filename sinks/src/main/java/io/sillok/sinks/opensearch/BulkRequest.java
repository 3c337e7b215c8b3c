package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Operations that go in one {@code _bulk} request, as lines of JSON: what to do, then the document.
 *
 * @see <a href="https://docs.opensearch.org/2.19/api-reference/document-apis/bulk/">OpenSearch, Bulk API</a>
 */
record BulkRequest(List<IndexOperation> operations) {

    /** Changes of one document that meet are tried again by the node itself. */
    private static final int CONFLICTS = 3;

    /** About what the action line adds to a document. */
    private static final int ACTION = 128;

    /** Cuts operations, in their order, into requests of at most so many bytes; a larger document goes alone. */
    static List<BulkRequest> split(List<IndexOperation> operations, int bytes) {
        List<BulkRequest> requests = new ArrayList<>();
        int from = 0;
        long size = 0;
        for (int i = 0; i < operations.size(); i++) {
            long next = operations.get(i).source().length + ACTION;
            if (i > from && size + next > bytes) {
                requests.add(new BulkRequest(operations.subList(from, i)));
                from = i;
                size = 0;
            }
            size += next;
        }
        if (from < operations.size()) {
            requests.add(new BulkRequest(operations.subList(from, operations.size())));
        }
        return requests;
    }

    List<BulkRequest> halves() {
        int middle = operations.size() / 2;
        return List.of(
                new BulkRequest(operations.subList(0, middle)),
                new BulkRequest(operations.subList(middle, operations.size())));
    }

    byte[] body(boolean compress) {
        int size = operations.stream()
                .mapToInt(operation -> operation.source().length + ACTION)
                .sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(compress ? size / 4 : size);
        try (OutputStream lines = compress ? new GZIPOutputStream(out) : out) {
            for (IndexOperation operation : operations) {
                write(operation, lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory takes every byte", e);
        }
        return out.toByteArray();
    }

    private static void write(IndexOperation operation, OutputStream out) throws IOException {
        StringBuilder action = new StringBuilder(ACTION)
                .append("{\"")
                .append(action(operation.kind()))
                .append("\":{\"_index\":\"")
                .append(JsonStringEncoder.getInstance().quoteAsString(operation.index()))
                .append("\",\"_id\":\"")
                .append(JsonStringEncoder.getInstance().quoteAsString(operation.id()))
                .append('"');
        switch (operation.kind()) {
            case UPDATE -> action.append(",\"retry_on_conflict\":").append(CONFLICTS);
            case REPLACE ->
                action.append(",\"version\":").append(operation.version()).append(",\"version_type\":\"external_gte\"");
            case CREATE, DELETE -> {}
        }
        boolean update = operation.kind() == Kind.UPDATE;
        action.append(update ? "}}\n{\"doc\":" : "}}\n");
        out.write(action.toString().getBytes(StandardCharsets.UTF_8));
        if (operation.kind() != Kind.DELETE) {
            out.write(oneLine(operation.source()));
            out.write((update ? "}\n" : "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What the API calls it, in the request and in the answer. */
    static String action(Kind kind) {
        return switch (kind) {
            case CREATE -> "create";
            case UPDATE -> "update";
            case REPLACE -> "index";
            case DELETE -> "delete";
        };
    }

    /** A line end would end the document early. In JSON it can only be space between tokens. */
    private static byte[] oneLine(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n') {
                return new String(json, StandardCharsets.UTF_8)
                        .replace('\n', ' ')
                        .getBytes(StandardCharsets.UTF_8);
            }
        }
        return json;
    }
}
