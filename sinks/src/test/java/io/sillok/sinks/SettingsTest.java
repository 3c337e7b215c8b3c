package io.sillok.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.config.Secret;
import io.sillok.sinks.http.Credentials;
import io.sillok.sinks.opensearch.OpenSearchSettings;
import io.sillok.sinks.prometheus.RemoteWriteSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PASSWORD", "tops3cret");

    private static OpenSearchSettings openSearch(String yaml) throws ConfigException {
        ConfigFile file = ConfigFile.parse(yaml, "job.yaml", ENVIRONMENT::get);
        OpenSearchSettings settings = OpenSearchSettings.from(file.root().section("opensearch"));
        file.finish();
        return settings;
    }

    private static List<String> problems(String yaml) {
        try {
            openSearch(yaml);
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    @Test
    void theAddressIsEnough() throws ConfigException {
        assertThat(openSearch("opensearch: {url: 'http://localhost:9200/'}"))
                .isEqualTo(OpenSearchSettings.of(URI.create("http://localhost:9200")));
    }

    @Test
    void secretsComeFromElsewhereAndAreNotPrinted() throws ConfigException {
        OpenSearchSettings settings = openSearch("""
                opensearch:
                  url: https://search.example:9200/cluster
                  username: shop
                  password: ${env:PASSWORD}
                  timeout: 5s
                  compress: true
                  replicas: 1
                """);
        assertThat(settings.http().credentials()).isEqualTo(new Credentials.Basic("shop", new Secret("tops3cret")));
        assertThat(settings.http().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.replicas()).isOne();
        assertThat(settings.toString()).doesNotContain("tops3cret");
    }

    @Test
    void remoteWriteHasHeadersAndAToken() throws ConfigException {
        ConfigFile file = ConfigFile.parse("""
                prometheus:
                  url: http://mimir:9009/api/v1/push
                  bearer_token: ${env:PASSWORD}
                  headers: {X-Scope-OrgID: shop}
                """, "job.yaml", ENVIRONMENT::get);
        RemoteWriteSettings settings = RemoteWriteSettings.from(file.root().section("prometheus"));
        file.finish();
        assertThat(settings.http().credentials().header()).contains(new Secret("Bearer tops3cret"));
        assertThat(settings.headers()).containsExactly(Map.entry("X-Scope-OrgID", "shop"));
    }

    @Test
    void allProblemsComeAtOnceWithTheirPlaces(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThat(problems("""
                        opensearch:
                          url: ftp://somewhere
                          ca: %s
                          username: shop
                          api_key: a
                          replicas: many
                          tiemout: 5s
                        """.formatted(empty)))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("job.yaml:2: opensearch.url must be an address"),
                        problem -> assertThat(problem).startsWith("job.yaml:3: opensearch.ca is not a readable PEM"),
                        problem -> assertThat(problem).startsWith("job.yaml:4: opensearch.username needs both"),
                        problem -> assertThat(problem).startsWith("job.yaml:5: opensearch.api_key is one way"),
                        problem -> assertThat(problem).startsWith("job.yaml:6: opensearch.replicas must be"),
                        problem -> assertThat(problem)
                                .isEqualTo("job.yaml:7: unknown key opensearch.tiemout; did you mean timeout?"));
    }

    @Test
    void credentialsInTheAddressWouldBePrinted() {
        assertThat(problems("opensearch: {url: 'http://shop:tops3cret@localhost:9200'}"))
                .singleElement()
                .asString()
                .contains("opensearch.url holds a password")
                .doesNotContain("tops3cret");
    }

    @Test
    void settingsTravelToTheMachinesThatUseThem() throws IOException, ClassNotFoundException, ConfigException {
        OpenSearchSettings settings =
                openSearch("opensearch: {url: 'http://localhost:9200', api_key: '${env:PASSWORD}'}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(settings);
        }
    }
}
