package io.sillok.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.Fields;
import io.sillok.sinks.http.HttpSettings;
import io.sillok.sinks.http.StubServer;
import io.sillok.sinks.http.StubServer.Request;
import io.sillok.sinks.http.StubServer.Response;
import io.sillok.sinks.opensearch.OpenSearchTemplates.Template;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OpenSearchTemplatesTest {

    private static final JsonNode FIELDS = properties(Template.FIELDS);

    private static JsonNode properties(Template template) {
        return template.json().at("/template/mappings/properties");
    }

    static List<String> fieldConstants() {
        return Arrays.stream(Fields.class.getFields())
                .map(OpenSearchTemplatesTest::value)
                .filter(name -> !name.equals(Fields.REJECTED_PREFIX))
                .toList();
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("fieldConstants")
    void everyNamedFieldIsMapped(String name) {
        assertThat(MappedFields.ALL.keySet())
                .containsAnyOf("attributes." + name, "resource." + name)
                .doesNotContain(name);
    }

    @Test
    void everyMappedFieldHasItsBareNameAndEveryBareNameItsField() {
        List<String> expected = new ArrayList<>();
        for (String prefix : List.of("resource", "attributes")) {
            FIELDS.at("/" + prefix + "/properties").properties().forEach(field -> {
                // An alias does not reach below a flat object.
                if (!field.getValue().path("type").asText().equals("flat_object")) {
                    expected.add(field.getKey() + " -> " + prefix + "." + field.getKey());
                }
            });
        }
        List<String> aliases = new ArrayList<>();
        FIELDS.properties().forEach(field -> {
            if (field.getValue().path("type").asText().equals("alias")) {
                aliases.add(
                        field.getKey() + " -> " + field.getValue().path("path").asText());
            }
        });
        assertThat(aliases).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void noFieldIsAnObjectAsWell() {
        for (String parent : List.of("/resource/properties", "/attributes/properties")) {
            List<String> names = new ArrayList<>();
            FIELDS.at(parent).fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                assertThat(names).noneMatch(other -> other.startsWith(name + "."));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Template.class,
            names = {"LOGS", "TRACES", "ISSUES", "REQUESTS"})
    void indicesAreStrictlyMappedAndHaveTheirAlias(Template template) {
        String alias = template.name().toLowerCase(Locale.ROOT);
        assertThat(template.json().at("/index_patterns/0").asText()).isEqualTo(alias + "-*");
        assertThat(template.json().at("/template/aliases").has(alias)).isTrue();
        assertThat(Template.FIELDS.json().at("/template/mappings/dynamic").asText())
                .isEqualTo("false");
        assertThat(properties(template).at("/timestamp/type").asText()).isEqualTo("date_nanos");
    }

    @Test
    void theyArePutBeforeAnythingElseWithTheSettingsOfTheConfig() throws IOException {
        try (StubServer server = new StubServer(request -> new Response(200, "{\"acknowledged\":true}"))) {
            OpenSearchTemplates.put(new OpenSearchSettings(HttpSettings.of(server.url()), 1024, false, 3, 2));
            assertThat(server.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly(
                            "PUT /_component_template/sillok-fields",
                            "PUT /_index_template/sillok-logs",
                            "PUT /_index_template/sillok-traces",
                            "PUT /_index_template/sillok-issues",
                            "PUT /_index_template/sillok-requests");
            JsonNode index = json(server.requests().get(0)).at("/template/settings/index");
            assertThat(index.path("number_of_shards").asInt()).isEqualTo(3);
            assertThat(index.path("number_of_replicas").asInt()).isEqualTo(2);
        }
    }

    private static JsonNode json(Request request) throws IOException {
        return new ObjectMapper().readTree(request.body());
    }

    @Test
    void credentialsThatAreNotTakenAreNamedAsTheCause() throws IOException {
        try (StubServer server = new StubServer(request -> new Response(401, "Unauthorized"))) {
            assertThatThrownBy(() -> OpenSearchTemplates.put(OpenSearchSettings.of(server.url())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("401")
                    .hasMessageContaining("opensearch.username");
        }
    }

    @Test
    void whatOpenSearchFindsWrongIsTold() throws IOException {
        try (StubServer server = new StubServer(request -> new Response(400, "{\"error\":\"unknown setting\"}"))) {
            assertThatThrownBy(() -> OpenSearchTemplates.put(OpenSearchSettings.of(server.url())))
                    .hasMessageContaining("unknown setting");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        URI gone;
        try (StubServer server = new StubServer(request -> Response.DROP)) {
            gone = server.url();
        }
        assertThatThrownBy(() -> OpenSearchTemplates.put(OpenSearchSettings.of(gone)))
                .hasMessageContaining("no connection at " + gone)
                .hasMessageContaining("opensearch.url");
    }

    @Test
    void theSetOfKnownNamesIsWhole() {
        assertThat(MappedFields.ALL.keySet())
                .containsAll(Set.of("timestamp", "duration", "attributes", "attributes.url", "attributes.url.path"));
    }
}
