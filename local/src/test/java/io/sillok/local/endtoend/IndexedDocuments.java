package io.sillok.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.local.servers.Rest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All documents of an index, read one by one: what answers of aggregations are held against. */
record IndexedDocuments(List<JsonNode> sources) {

    private static final int PAGE = 2000;

    static IndexedDocuments of(Rest openSearch, String alias) throws IOException, InterruptedException {
        List<JsonNode> sources = new ArrayList<>();
        JsonNode page = openSearch.post("/" + alias + "/_search?scroll=1m", "{\"size\":" + PAGE + "}");
        while (!page.at("/hits/hits").isEmpty()) {
            page.at("/hits/hits").forEach(hit -> sources.add(hit.path("_source")));
            page = openSearch.post(
                    "/_search/scroll",
                    "{\"scroll\":\"1m\",\"scroll_id\":\""
                            + page.path("_scroll_id").asText() + "\"}");
        }
        return new IndexedDocuments(sources);
    }

    /** Those that have all of these attributes. */
    List<JsonNode> having(String... attributes) {
        return sources.stream()
                .map(source -> source.path("attributes"))
                .filter(each -> List.of(attributes).stream().allMatch(each::has))
                .toList();
    }
}
