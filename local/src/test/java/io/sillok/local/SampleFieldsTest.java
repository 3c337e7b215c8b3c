package io.sillok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.local.parse.FileParsing;
import io.sillok.model.Fields;
import io.sillok.sinks.opensearch.OpenSearchTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the parsers make of the sample capture can be searched for, and is told in {@code docs/fields.md}. */
class SampleFieldsTest {

    private static final List<Path> CAPTURES = List.of(Path.of("../samples/shop"), Path.of("../samples/kubernetes"));

    /** Headers come with any name; of causes and frames the template maps the fields below. */
    private static final Set<String> NOT_MAPPED = Set.of(
            "http.request.header.authorization", "http.request.header.cookie", "exception.causes", "exception.frames");

    private static final Set<String> ATTRIBUTES = new TreeSet<>();

    @BeforeAll
    static void parseTheCapture() throws IOException {
        for (Path capture : CAPTURES) {
            try (Stream<Path> files = Files.walk(capture)) {
                List<Path> logs =
                        files.filter(file -> file.toString().endsWith(".log")).toList();
                for (Path log : logs) {
                    FileParsing.of(log, "shop", null, Map.of())
                            .run(event ->
                                    ATTRIBUTES.addAll(event.event().attributes().keySet()));
                }
            }
        }
    }

    @Test
    void everyAttributeIsMapped() throws IOException {
        Set<String> mapped = new TreeSet<>(NOT_MAPPED);
        try (InputStream template = OpenSearchTemplates.class.getResourceAsStream("fields.json")) {
            new ObjectMapper()
                    .readTree(template)
                    .at("/template/mappings/properties/attributes/properties")
                    .fieldNames()
                    .forEachRemaining(mapped::add);
        }

        assertThat(mapped).containsAll(ATTRIBUTES);
    }

    @Test
    void everyAttributeIsDocumented() throws IOException {
        String fields = Files.readString(Path.of("../docs/fields.md"));

        assertThat(ATTRIBUTES)
                .filteredOn(attribute -> !attribute.startsWith("http.request.header."))
                .allMatch(attribute -> fields.contains("`" + attribute + "`"), "stands in docs/fields.md");
    }

    @Test
    void whatKubernetesSaysIsMappedAndDocumented() throws IOException {
        Set<String> mapped = new TreeSet<>();
        try (InputStream template = OpenSearchTemplates.class.getResourceAsStream("fields.json")) {
            new ObjectMapper()
                    .readTree(template)
                    .at("/template/mappings/properties/resource/properties")
                    .fieldNames()
                    .forEachRemaining(mapped::add);
        }
        String fields = Files.readString(Path.of("../docs/fields.md"));

        assertThat(List.of(
                        Fields.K8S_NAMESPACE,
                        Fields.K8S_POD,
                        Fields.K8S_POD_UID,
                        Fields.K8S_CONTAINER,
                        Fields.K8S_NODE,
                        Fields.CONTAINER_ID))
                .allMatch(mapped::contains)
                .allMatch(attribute -> fields.contains("`" + attribute + "`"));
    }
}
