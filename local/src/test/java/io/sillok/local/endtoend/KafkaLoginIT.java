package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.JobConfig;
import io.sillok.job.PipelineJob;
import io.sillok.local.servers.FlinkMiniCluster;
import io.sillok.local.servers.KafkaBroker;
import io.sillok.local.servers.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sidecar, the job and a broker that takes only who comes by TLS and logs in; the password is in a file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LocalStack.Provider.class)
final class KafkaLoginIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct-horse-battery";
    private static final String WRONG = "wrong-horse-battery";
    private static final String STORE_PASSWORD = "store-password";

    @TempDir
    static Path folder;

    private Path certificate;
    private KafkaBroker broker;

    @BeforeAll
    void startBroker() throws Exception {
        Path keys = folder.resolve("broker.p12");
        certificate = folder.resolve("broker.pem");
        keytool(
                keys,
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=ip:127.0.0.1");
        keytool(keys, "-exportcert", "-rfc", "-alias", "broker", "-file", certificate.toString());
        broker = KafkaBroker.start(
                folder.resolve("kafka"),
                KafkaBroker.ANY_PORT,
                Map.of(
                        "listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                        // By its name, or the broker would speak plain text to itself about transactions.
                        "inter.broker.listener.name", "PLAINTEXT",
                        "sasl.enabled.mechanisms", "PLAIN",
                        "sasl.mechanism.inter.broker.protocol", "PLAIN",
                        "listener.name.plaintext.plain.sasl.jaas.config",
                                login("broker", PASSWORD)
                                        .replace(
                                                ";", " user_broker=\"%1$s\" user_tailer=\"%1$s\";".formatted(PASSWORD)),
                        "ssl.keystore.type", "PKCS12",
                        "ssl.keystore.location", keys.toString(),
                        "ssl.keystore.password", STORE_PASSWORD,
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", certificate.toString()));
        try (Admin admin = Admin.create(client(PASSWORD))) {
            admin.createTopics(Stream.of("logs.raw", "job.raw", "job.spans", "job.dead", "job.ledger")
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void shipsWithTheRightPassword() throws Exception {
        try (SillokProcess tail = SillokProcess.start(folder, "tail", "-c", config("right", PASSWORD))) {
            assertThat(firstValue("logs.raw")).isEqualTo("a line\n");
            assertThat(tail.stop(PATIENCE)).isZero();
            assertThat(tail.errors()).noneMatch(line -> line.contains(PASSWORD) || line.contains("cannot"));
        }
    }

    /** The line is none of nginx: so the job also writes a letter, in a transaction. */
    @Test
    void theJobReadsAndWritesWithTheRightPassword(LocalStack stack) throws Exception {
        String tailer = config("job", PASSWORD);
        Files.writeString(Path.of(tailer), "topic: job.raw\n", StandardOpenOption.APPEND);
        Path job = Files.writeString(
                folder.resolve("job/job.yaml"), """
                %s
                topics: {logs: job.raw, spans: job.spans, dead: job.dead, ledger: job.ledger}
                opensearch: {url: "%s"}
                checkpoints: {interval: 1s}
                """.formatted(kafka(folder.resolve("job")), stack.openSearch()));
        try (SillokProcess tail = SillokProcess.start(folder, "tail", "-c", tailer);
                FlinkMiniCluster flink = FlinkMiniCluster.start(folder.resolve("flink"), 1)) {
            StreamExecutionEnvironment environment = flink.environment();
            PipelineJob.build(environment, JobConfig.load(job.toString()));
            JobClient running = flink.submit(environment);
            assertThat(firstValue("job.dead")).contains("parse.syntax").doesNotContain(PASSWORD);
            assertThat(firstValue("job.ledger")).contains("\"accepted\":7");
            running.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(tail.stop(PATIENCE)).isZero();
        }
    }

    @Test
    void saysThatTheLoginIsWrongAndNotWhatItWas() throws Exception {
        try (SillokProcess tail = SillokProcess.start(folder, "tail", "-c", config("wrong", WRONG))) {
            Eventually.within(PATIENCE, () -> assertThat(tail.errors())
                    .anyMatch(line -> line.contains(broker.bootstrapServers())
                            && line.contains("SaslAuthenticationException")
                            && line.contains("mend the sasl and ssl settings under kafka")));
            tail.stop(PATIENCE);
            assertThat(String.join("\n", tail.errors())).doesNotContain(WRONG).doesNotContain(PASSWORD);
        }
    }

    private String config(String name, String password) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Files.writeString(own.resolve("app.log"), "a line\n");
        Files.writeString(own.resolve("password"), password + "\n");
        return Files.writeString(own.resolve("tailer.yaml"), """
                service: login-it
                data: %1$s/data
                status: {listen: "off"}
                %2$s
                files:
                  - {paths: ["%1$s/app.log"], parser: nginx.access}
                """.formatted(own, kafka(own)))
                .toString();
    }

    /** @param own folder with the password */
    private String kafka(Path own) {
        return """
                kafka:
                  bootstrap.servers: %s
                  security.protocol: SASL_SSL
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: '%s'
                  ssl.truststore.type: PEM
                  ssl.truststore.location: %s
                """.formatted(broker.bootstrapServers(), login("tailer", "${file:" + own + "/password}"), certificate);
    }

    private String firstValue(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(PASSWORD), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            byte[] value = consumer.poll(PATIENCE).iterator().next().value();
            return new String(value, StandardCharsets.UTF_8);
        }
    }

    private Map<String, Object> client(String password) {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login("tailer", password),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString(),
                "isolation.level",
                "read_committed");
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password);
    }

    private static void keytool(Path keys, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool failed: " + arguments[0]);
        }
    }
}
