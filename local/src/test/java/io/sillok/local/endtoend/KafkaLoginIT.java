package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.servers.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The sidecar and a broker that takes only who comes by TLS and logs in; the password is in a file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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
            admin.createTopics(List.of(new NewTopic("logs.raw", 1, (short) 1)))
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
            assertThat(firstValue()).isEqualTo("a line\n");
            assertThat(tail.stop(PATIENCE)).isZero();
            assertThat(tail.errors()).noneMatch(line -> line.contains(PASSWORD) || line.contains("cannot"));
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
                service: shop
                data: %1$s/data
                status: {listen: "off"}
                kafka:
                  bootstrap.servers: %2$s
                  security.protocol: SASL_SSL
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: '%3$s'
                  ssl.truststore.type: PEM
                  ssl.truststore.location: %4$s
                files:
                  - {paths: ["%1$s/app.log"], parser: nginx.access}
                """.formatted(
                        own, broker.bootstrapServers(), login("tailer", "${file:" + own + "/password}"), certificate))
                .toString();
    }

    private String firstValue() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(PASSWORD), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("logs.raw", 0);
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
                certificate.toString());
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
