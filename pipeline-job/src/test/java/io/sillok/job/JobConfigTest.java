package io.sillok.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobConfigTest {

    private static final String LEAST = """
            kafka:
              bootstrap.servers: 127.0.0.1:9092
            opensearch:
              url: http://127.0.0.1:9200
            """;

    @Test
    void needsKafkaAndOpenSearchOnly() throws ConfigException {
        JobConfig config = JobConfig.of(ConfigFile.parse(LEAST, "job.yaml"));

        assertThat(config.topics()).isEqualTo(JobConfig.TopicNames.STANDARD);
        assertThat(config.settings()).isEqualTo(JobSettings.STANDARD);
        assertThat(config.prometheus()).isEmpty();
        assertThat(config.group()).isEqualTo("sillok");
    }

    @Test
    void passesKafkasSettingsOn() throws ConfigException {
        JobConfig config = JobConfig.of(ConfigFile.parse("""
                kafka:
                  bootstrap.servers: kafka:9093
                  security.protocol: SASL_SSL
                  sasl:
                    mechanism: SCRAM-SHA-512
                    jaas.config: login username="x" password="${env:PASSWORD}";
                opensearch: {url: "http://127.0.0.1:9200"}
                checkpoints: {interval: 1s}
                """, "job.yaml", name -> "pass"));

        assertThat(config.kafka())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", "login username=\"x\" password=\"pass\";");
        assertThat(config.settings().checkpointInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.toString()).doesNotContain("pass");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> JobConfig.of(ConfigFile.parse("""
                        kafka: {}
                        opensearch: {url: "http://127.0.0.1:9200"}
                        metrics: {windov: 10s}
                        checkpoints: {interval: 1ms}
                        """, "job.yaml")))
                .satisfies(e -> assertThat(e.problems())
                        .hasSize(3)
                        .anyMatch(problem -> problem.contains("kafka needs bootstrap.servers"))
                        .anyMatch(problem -> problem.contains("did you mean window?"))
                        .anyMatch(problem -> problem.contains("checkpoints.interval must be at least 100ms")));
    }

    @Test
    void readsTopicsOfOtherShippers() throws ConfigException {
        JobConfig config = JobConfig.of(ConfigFile.parse(LEAST + """
                shippers:
                  - {topic: filebeat, parser: nginx.access, definition: {log_format: combined}, service: shop}
                  - {topic: plain, form: plain}
                """, "job.yaml"));

        assertThat(config.shippers()).hasSize(2);
        assertThat(config.shippers().get(0).definition()).containsEntry("log_format", "combined");
        assertThat(config.shippers().get(1).parser()).isEmpty();
    }

    @Test
    void checksShippersAndTransactions() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> JobConfig.of(ConfigFile.parse("""
                        kafka: {bootstrap.servers: "k:9092", transaction.timeout.ms: 5000}
                        opensearch: {url: "http://127.0.0.1:9200"}
                        shippers:
                          - {topic: logs.raw}
                          - {topic: other, parser: nginx.acces, form: xml}
                        """, "job.yaml")))
                .satisfies(e -> assertThat(e.problems())
                        .hasSize(4)
                        .anyMatch(problem -> problem.contains("transaction.timeout.ms must be three times"))
                        .anyMatch(problem -> problem.contains("logs.raw, which is read or written already"))
                        .anyMatch(problem -> problem.contains("no parser is called nginx.acces"))
                        .anyMatch(problem -> problem.contains("one of auto, plain, json")));
    }

    @Test
    void readsFromAnAddress(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("job.yaml"), LEAST);

        assertThat(JobConfig.load(file.toUri().toString())).isEqualTo(JobConfig.load(file.toString()));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> JobConfig.load(folder.resolve("none.yaml").toUri().toString()))
                .withMessageContaining("cannot be read");
    }
}
