package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.tailer.http.ListenAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TailerConfigTest {

    @Test
    void readsEverything() throws Exception {
        TailerConfig config = read("""
                service: shop
                environment: production
                host: web-1
                data: /var/lib/sillok/tailer
                topic: logs.shop
                kafka:
                  bootstrap.servers: k1:9092,k2:9092
                  security.protocol: SASL_SSL
                  sasl: {jaas.config: "${env:JAAS}"}
                quiet_time: 2s
                rotated_wait: 1h
                files:
                  - paths: [/var/log/nginx/access.log, /var/log/nginx/*/access.log]
                    exclude: /var/log/nginx/old/*
                    parser: nginx.access
                    definition: {log_format: combined}
                  - paths: /srv/app/storage/logs/laravel-*.log
                    parser: laravel.line
                    service: checkout
                    environment: staging
                """);
        assertThat(config.host()).isEqualTo("web-1");
        assertThat(config.data()).isEqualTo(Path.of("/var/lib/sillok/tailer"));
        assertThat(config.topic()).isEqualTo("logs.shop");
        assertThat(config.kafka()).containsEntry("sasl.jaas.config", "secret of JAAS");
        assertThat(config.quietTime()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.discoveryInterval()).isEqualTo(TailerConfig.DISCOVERY_INTERVAL);
        assertThat(config.files().get(0).definition()).isEqualTo(Map.of("log_format", "combined"));
        assertThat(config.files().get(0).service()).isEqualTo("shop");
        assertThat(config.files().get(1).service()).isEqualTo("checkout");
        assertThat(config.files().get(1).environment()).isEqualTo("staging");
    }

    @Test
    void readsWhatRunsInContainers() throws Exception {
        TailerConfig config = read("""
                service: shop
                data: /tmp/tailer
                kafka: {bootstrap.servers: "k:9092"}
                kubernetes: {pod: tailer-1, node: "${env:NODE}"}
                files:
                  - paths: /var/log/pods/shop_*/php/*.log
                    container: cri
                    parser: php_fpm.error
                    definition: {stderr_parser: [php_fpm.access, php_fpm.error]}
                """);
        assertThat(config.files().get(0).definition())
                .isEqualTo(Map.of("container", "cri", "stderr_parser", "php_fpm.access,php_fpm.error"));
        assertThat(config.files().get(0).resource())
                .isEqualTo(Map.of("k8s.pod.name", "tailer-1", "k8s.node.name", "secret of NODE"));
    }

    @Test
    void saysWhatIsWrongWithContainers() {
        ConfigException problems = catchThrowableOfType(ConfigException.class, () -> read("""
                service: shop
                data: /tmp/tailer
                kafka: {bootstrap.servers: "k:9092"}
                kubernetes: {pods: x}
                files:
                  - {paths: /a.log, parser: unknown, container: podman, definition: {stdout_parser: nginx.acces}}
                  - {paths: /b.log, parser: unknown, definition: {stderr_parser: nginx.error}}
                """));
        assertThat(problems.getMessage())
                .contains("kubernetes.pods; did you mean pod?")
                .contains("files[0].container must be one of auto, cri, docker, not 'podman'")
                .contains("files[0].definition names no parser: 'nginx.acces'; did you mean nginx.access?")
                .contains("files[1].definition has stderr_parser, which is for files with container");
    }

    @Test
    void aShortOneHasDefaults() throws Exception {
        TailerConfig config = read("""
                service: shop
                data: /tmp/tailer
                kafka: {bootstrap.servers: "k:9092"}
                files: [{paths: /a.log, parser: php.error}]
                """);
        assertThat(config.topic()).isEqualTo("logs.raw");
        assertThat(config.host()).isNotBlank();
        assertThat(config.rotatedWait()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.status()).hasValue(new ListenAddress("127.0.0.1", 7181));
    }

    @Test
    void tellsAllProblemsAtOnce() {
        ConfigException problems = catchThrowableOfType(ConfigException.class, () -> read("""
                servcie: shop
                data: /tmp/tailer
                kafka: {acks: all}
                quiet_time: 2h
                files:
                  - {paths: [/a.log], parser: nginx.acces}
                  - {parser: laravel.line}
                """));
        assertThat(problems.problems())
                .anyMatch(problem -> problem.contains("servcie") && problem.contains("did you mean service?"))
                .anyMatch(problem -> problem.contains("service is missing"))
                .anyMatch(problem -> problem.contains("bootstrap.servers"))
                .anyMatch(problem -> problem.contains("quiet_time must be from"))
                .anyMatch(problem -> problem.contains("did you mean nginx.access?"))
                .anyMatch(problem -> problem.contains("files[1].paths must list"))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:0, 127.0.0.1:0",
        "'[::1]:9000', '[::1]:9000'",
        "localhost:80, localhost:80",
        "off, off",
        "7181, wrong",
        "'127.0.0.1:', wrong",
        "127.0.0.1:70000, wrong",
    })
    void whereTheStatusPageListens(String text, String expected) throws Exception {
        String yaml = """
                service: shop
                data: /tmp/tailer
                kafka: {bootstrap.servers: "k:9092"}
                files: [{paths: /a.log, parser: php.error}]
                status: {listen: "%s"}
                """.formatted(text);
        if (expected.equals("wrong")) {
            assertThatThrownBy(() -> read(yaml)).hasMessageContaining("status.listen must be host:port");
        } else {
            assertThat(read(yaml).status().map(ListenAddress::toString).orElse("off"))
                    .isEqualTo(expected);
        }
    }

    @Test
    void secretsAreNotPrinted() throws Exception {
        TailerConfig config = read("""
                service: shop
                data: /tmp/tailer
                kafka: {bootstrap.servers: "k:9092", sasl.jaas.config: "${env:JAAS}"}
                files: [{paths: /a.log, parser: php.error}]
                """);
        assertThat(config.toString()).contains("k:9092").doesNotContain("secret of JAAS");
    }

    private static TailerConfig read(String yaml) throws ConfigException {
        return TailerConfig.read(ConfigFile.parse(yaml, "tailer.yaml", variable -> "secret of " + variable));
    }
}
