package io.sillok.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.DocumentSinkContract;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.http.Exchange;
import io.sillok.sinks.http.HttpEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real node, whose address {@code -Dsillok.opensearch.url=http://…} gives. */
@EnabledIfSystemProperty(named = "sillok.opensearch.url", matches = "http.*")
final class OpenSearchSinkIT extends DocumentSinkContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static HttpEndpoint node;
    private static OpenSearchSink sink;

    @BeforeAll
    static void start() throws IOException {
        OpenSearchSettings settings = OpenSearchSettings.of(URI.create(System.getProperty("sillok.opensearch.url")));
        OpenSearchTemplates.put(settings);
        node = new HttpEndpoint(settings.http());
        sink = new OpenSearchSink(settings);
    }

    @AfterAll
    static void stop() {
        sink.close();
        node.close();
    }

    @Override
    protected DocumentSink sink() {
        return sink;
    }

    @Override
    protected JsonNode stored(String index, String id) throws IOException {
        return get("/" + index + "/_source/" + id);
    }

    private static JsonNode get(String path) throws IOException {
        Exchange exchange = node.send("GET", path, Map.of(), new byte[0]).join();
        return JSON.readTree(((Exchange.Reply) exchange).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service.name:shop",
                "http.response.status_code:[400 TO 599]",
                "http.server.request.duration:>0.1",
                "client.address:\"203.0.113.0/24\"",
                "severity:ERROR",
                "message:CartService",
                "body:\"illuminate database\"",
                "body:user_id",
                "exception.message:constraint",
                "exception.type:\"App\\\\CartException\"",
                "attributes.laravel.context.user.id:7",
                "@timestamp:[2026-11-22T08:57:28 TO 2026-11-22T08:57:29]"
            })
    void aLogIsFoundUnderBareNames(String query) throws IOException {
        String mark = UUID.randomUUID().toString();
        String json = """
                {"timestamp":"2026-11-22T08:57:28.864170Z","severity_text":"ERROR","severity_number":17,
                 "body":"App\\\\Services\\\\CartService.php: user_id in /usr/share/php/Illuminate/Database/Connection.php:501",
                 "resource":{"service.name":"shop"},
                 "attributes":{"http.response.status_code":500,"http.server.request.duration":0.25,
                   "client.address":"203.0.113.7","exception.type":"App\\\\CartException",
                   "exception.message":"Integrity constraint violation","log.file.path":"%s",
                   "laravel.context":{"user":{"id":7}},"not.mapped":1}}""".formatted(mark);
        assertThat(sink.write(List.of(operation(Kind.CREATE, mark, json))).join())
                .containsExactly(Outcome.created());
        get("/logs/_refresh");
        String both = URLEncoder.encode("(" + query + ") AND log.file.path:\"" + mark + "\"", StandardCharsets.UTF_8);
        assertThat(get("/logs/_search?q=" + both).at("/hits/total/value").asInt())
                .isEqualTo(1);
    }

    @Test
    void aRefusalNamesTheFieldAndNotTheValue() {
        String id = UUID.randomUUID().toString();
        Outcome outcome = sink.write(List.of(operation(Kind.CREATE, id, "{\"attributes\":\"hidden\"}")))
                .join()
                .get(0);
        assertThat(outcome).isEqualTo(new Outcome.Refused("OpenSearch 400: mapper_parsing_exception at attributes"));
    }

    @Test
    void aValueOfTheWrongTypeDoesNotCostTheDocument() {
        String id = UUID.randomUUID().toString();
        String json = "{\"timestamp\":\"0001-01-01T00:00:00Z\",\"attributes\":"
                + "{\"http.response.status_code\":\"abc\",\"client.address\":\"unix:\"}}";
        assertThat(sink.write(List.of(operation(Kind.CREATE, id, json))).join()).containsExactly(Outcome.created());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"db.system\":\"mysql\",\"db.operation\":\"SELECT\",\"error\":true}",
                "{\"url\":\"/x\",\"code.function\":\"f\",\"messaging.destination\":\"q\"}",
                "{\"http.route.id\":7,\"exception.message.short\":\"x\",\"client.address.port\":1}",
                "{\"laravel.context.user\":7,\"client.address\":{\"ip\":1},\"url.path\":[{\"a\":1}]}",
                "{\"a..b\":1,\".c\":2,\"d.\":3,\"\":4,\" \":5,\".\":6}",
                "{\"db\":{\"system\":\"mysql\"},\"http\":{\"route\":{\"id\":7}}}",
            })
    void aNameThatDoesNotFitDoesNotCostTheDocument(String attributes) {
        String id = UUID.randomUUID().toString();
        String json = "{\"name\":\"x\",\"attributes\":" + attributes + "}";
        assertThat(sink.write(List.of(operation(Kind.CREATE, id, json), operation(Kind.CREATE, id + "b", "{}")))
                        .join())
                .containsExactly(Outcome.created(), Outcome.created());
    }
}
