package io.sillok.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.job.JobConfig;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.parsers.FormatCatalog;
import io.sillok.tailer.TailerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        TailerConfig config = TailerConfig.read(
                ConfigFile.parse(mounted("shop/tailer.yaml"), "tailer.yaml", variable -> "the-" + variable));

        assertThat(config.host()).isEqualTo("the-POD_NAME");
        assertThat(config.kafka()).containsEntry("client.id", "the-NODE_NAME.the-POD_NAME");
        assertThat(config.files()).allSatisfy(group -> assertThat(group.resource())
                .containsEntry("k8s.pod.name", "the-POD_NAME")
                .containsEntry("k8s.namespace.name", "the-POD_NAMESPACE")
                .containsEntry("k8s.node.name", "the-NODE_NAME"));
        assertThat(config.files()).hasSize(tailer.get("files").size()).allSatisfy(group -> assertThat(
                        FormatCatalog.problems(group.parser(), group.definition()))
                .as(group.parser())
                .isEmpty());
    }

    @Test
    void theJobTakesItsConfig(@TempDir Path secrets) throws Exception {
        String text = mounted("job/job.yaml").replace("/etc/opensearch-secret", secrets.toString());
        Files.writeString(secrets.resolve("ca.crt"), anyAuthority());

        JobConfig config = JobConfig.of(ConfigFile.parse(text, "job.yaml"));

        assertThat(config.topics()).isEqualTo(JobConfig.TopicNames.STANDARD);
        assertThat(config.opensearch().http().url()).hasScheme("https");
        assertThat(config.prometheus()).isPresent();
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

    /** A config as it is in a pod: what secrets hold is there. */
    private static String mounted(String name) {
        return Base.text(name).replaceAll("\\$\\{file:[^}]+}", "from-a-secret");
    }

    /** One of those that Java trusts, as PEM. */
    private static String anyAuthority() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        X509TrustManager manager = (X509TrustManager) trust.getTrustManagers()[0];
        byte[] certificate = manager.getAcceptedIssuers()[0].getEncoded();
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
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
