package io.sillok.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.tailer.TailerConfig;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The configs that the ConfigMaps hold can be read by those they are for, and fit one another. */
class ConfigsTest {

    private final JsonNode tailer =
            StrictYaml.documents(Base.text("shop/tailer.yaml")).get(0);
    private final JsonNode job = StrictYaml.documents(Base.text("job/job.yaml")).get(0);

    @Test
    void configsAreMapsAndHoldNoSecret() {
        for (JsonNode config : List.of(tailer, job)) {
            assertThat(config.isObject()).isTrue();
            assertThat(leaves(config))
                    .filteredOn(leaf -> leaf.contains("password"))
                    .allMatch(leaf -> leaf.contains("${file:"));
        }
    }

    @Test
    void theTailerTakesItsConfig() throws ConfigException {
        TailerConfig config = TailerConfig.read(file("shop/tailer.yaml"));

        assertThat(config.host()).isEqualTo("the-POD_NAME");
        assertThat(config.kafka()).containsEntry("client.id", "the-NODE_NAME.the-POD_NAME");
        assertThat(config.files()).hasSize(tailer.get("files").size());
    }

    @Test
    void tailerAndJobSpeakToTheSameKafka() {
        JsonNode kafka = tailer.get("kafka").deepCopy();
        ((ObjectNode) kafka).remove("client.id");

        assertThat(job.get("kafka")).isEqualTo(kafka);
    }

    @Test
    void theTailerReadsTheLogFormatThatNginxWrites() {
        Matcher format = Pattern.compile("log_format timed ([^;]+);").matcher(Base.text("shop/nginx.conf"));
        assertThat(format.find()).isTrue();
        String text = Pattern.compile("'([^']*)'")
                .matcher(format.group(1))
                .results()
                .map(part -> part.group(1))
                .collect(Collectors.joining());

        assertThat(files("nginx.access").at("/definition/log_format").asText()).isEqualTo(text);
    }

    @Test
    void theTailerReadsTheAccessFormatThatPhpFpmWrites() {
        Matcher format = Pattern.compile("(?m)^access\\.format = \"(.*)\"$").matcher(Base.text("shop/php-fpm.conf"));
        assertThat(format.find()).isTrue();

        assertThat(files("php_fpm.access").at("/definition/access_format").asText())
                .isEqualTo(format.group(1).replace("\\\"", "\""));
    }

    @Test
    void everyLogThatTheServersWriteIsTailedAndRotated() {
        String servers = Base.text("shop/nginx.conf") + Base.text("shop/php-fpm.conf");
        List<String> written = Pattern.compile("/var/log/shop/[a-z-]+\\.log")
                .matcher(servers)
                .results()
                .map(result -> result.group())
                .distinct()
                .toList();
        List<String> tailed = StreamSupport.stream(tailer.get("files").spliterator(), false)
                .map(file -> file.at("/paths/0").asText())
                .filter(path -> !path.contains("laravel"))
                .toList();

        assertThat(tailed).containsExactlyInAnyOrderElementsOf(written);
        assertThat(written).allSatisfy(path -> assertThat(Base.text("shop/rotate.sh"))
                .containsPattern("\\b" + path.substring(path.lastIndexOf('/') + 1) + "[ ;]"));
    }

    /** A config as it is in a pod: each variable has a value, and each file of a secret is there. */
    private static ConfigFile file(String name) {
        String text = Base.text(name).replaceAll("\\$\\{file:[^}]+}", "from-a-secret");
        return ConfigFile.parse(text, name, variable -> "the-" + variable);
    }

    private JsonNode files(String parser) {
        return StreamSupport.stream(tailer.get("files").spliterator(), false)
                .filter(file -> file.get("parser").asText().equals(parser))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> leaves(JsonNode node) {
        return node.isContainerNode()
                ? StreamSupport.stream(node.spliterator(), false)
                        .flatMap(child -> leaves(child).stream())
                        .toList()
                : List.of(node.asText());
    }
}
