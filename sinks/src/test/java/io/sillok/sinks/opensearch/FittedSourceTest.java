package io.sillok.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FittedSourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static byte[] document(String attributes) {
        return ("{\"body\":\"x\",\"attributes\":" + attributes + "}").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'db.system':'mysql','http.route':'/'} | {'db.system.value':'mysql','http.route':'/'}",
                "{'error':true} | {'error.value':true}",
                "{'http.route.id':7} | {'http.route_id':7}",
                "{'http':{'route':{'id':7},'method':'GET'}} | {'http':{'route':{'id':7},'method':'GET'}}",
                "{'url':{'path.x':1}} | {'url':{'path_x':1}}",
                "{'a..b':1,'.c':2,'d.':3,'':4,' ':5} | {'a.b':1,'c':2,'d':3,'_':5}",
            })
    void namesAreMadeToFit(String attributes, String fitted) throws IOException {
        byte[] source = document(attributes.replace('\'', '"'));
        assertThat(JSON.readTree(FittedSource.of(source).orElse(source)))
                .isEqualTo(JSON.readTree(document(fitted.replace('\'', '"'))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"url.path\":\"/\",\"laravel.context\":{\"a.b\":{\"c\":1}}}", "7", "{\"own.name\":1}"})
    void whatFitsIsLeftAlone(String attributes) {
        assertThat(FittedSource.of(document(attributes))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{secret", "[1]", ""})
    void whatIsNoDocumentIsLeftAlone(String text) {
        assertThat(FittedSource.of(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
