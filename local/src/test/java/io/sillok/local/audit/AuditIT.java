package io.sillok.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.local.servers.LocalStack;
import io.sillok.local.servers.TopicSpec;
import io.sillok.model.LedgerEntry;
import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import io.sillok.tailer.TailerEvents;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code sillok audit} of what a tailer has shipped to a Kafka. */
@ExtendWith(LocalStack.Provider.class)
final class AuditIT {

    private static final Duration SHIPPED = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private String broker;
    private String topic;
    private Path logs;
    private Path config;

    @BeforeEach
    void prepare(LocalStack stack, TestInfo test) throws Exception {
        broker = stack.kafka().bootstrapServers();
        topic = "audit-it." + test.getTestMethod().orElseThrow().getName();
        stack.kafka().createTopics(List.of(TopicSpec.of(topic, 2).with("retention.ms", "-1")));
        logs = Files.createDirectory(folder.resolve("logs"));
        config = Files.writeString(
                folder.resolve("tailer.yaml"), """
                service: shop
                host: app-1
                data: %s
                topic: %s
                kafka: {bootstrap.servers: "%s"}
                files: [{paths: ["%s/*.log"], parser: nginx.access, definition: {log_format: combined}}]
                """.formatted(folder.resolve("data"), topic, broker, logs));
    }

    @Test
    void findsEveryByteWhateverRotationDidToTheFiles() throws Exception {
        write("stays.log", 1000);
        Path renamed = write("renamed.log", 1100);
        Path packed = write("packed.log", 1200);
        Path copied = write("copied.log", 1300);
        ship();
        Files.move(renamed, logs.resolve("renamed.log.1"));
        pack(packed, logs.resolve("packed.log.1.gz"));
        Files.copy(copied, logs.resolve("copied.log.1"));
        Files.delete(copied);
        Path gone = write("gone.log", 900);
        ship();
        Files.delete(gone);

        CapturedCommand audit = audit("--verify", "--strict", "--files", logs + "/*");
        assertThat(audit.exitCode()).as(audit.text()).isZero();
        assertThat(audit.text())
                .contains("renamed.log now " + logs.resolve("renamed.log.1"))
                .contains("packed.log now " + logs.resolve("packed.log.1.gz"))
                .contains("copied.log now " + logs.resolve("copied.log.1"))
                .contains("all is there: 5 files");

        JsonNode report = JSON.readTree(audit("--json").out());
        assertThat(report.at("/complete").asBoolean()).isTrue();
        assertThat(report.at("/account").asText()).isEqualTo(topic);
        assertThat(report.at("/totals/missing").asLong()).isZero();
        JsonNode file = file(report, "packed.log");
        assertThat(file.get("state").asText()).isEqualTo("moved");
        assertThat(file.get("size").asLong()).isEqualTo(size(1200));
        assertThat(file.get("acknowledged").asLong()).isEqualTo(size(1200));
        assertThat(file.get("accepted").asLong()).isEqualTo(size(1200));
        assertThat(file(report, "gone.log").get("state").asText()).isEqualTo("gone");
    }

    @Test
    void tellsWhatNobodyHasShippedYet() throws Exception {
        Path log = write("a.log", 100);
        ship();
        Files.writeString(log, Files.readString(log) + line(100));
        write("b.log", 10);
        Files.writeString(logs.resolve("c.log"), "half a li");

        CapturedCommand audit = audit("--json");
        JsonNode report = JSON.readTree(audit.out());
        assertThat(audit.exitCode()).isEqualTo(1);
        assertThat(file(report, "a.log").get("unread").asLong())
                .isEqualTo(line(100).length());
        assertThat(file(report, "b.log").get("state").asText()).isEqualTo("unshipped");
        assertThat(file(report, "c.log").get("state").asText()).isEqualTo("beginning");

        Files.delete(logs.resolve("b.log"));
        assertThat(audit().exitCode()).isZero();
        assertThat(audit("--strict").exitCode()).isEqualTo(1);

        Files.write(logs.resolve("half.log.1.gz"), new byte[] {31, (byte) 0x8b, 8});
        CapturedCommand damaged = audit("--files", logs + "/*");
        assertThat(damaged.exitCode()).as(damaged.err()).isZero();
        assertThat(damaged.err()).contains("half.log.1.gz is packed and not whole");
    }

    @Test
    void tellsHolesAndResentBytesFromTheSlicesAlone() throws Exception {
        SliceMaker log = SliceMaker.of("/var/log/a.log");
        try (SliceProducer producer = new SliceProducer(broker, topic, Map.of())) {
            producer.send(log.at(0, "a\n", "b\n"), log.at(2, "b\n"), log.at(8, "e\n"))
                    .settle();
        }

        CapturedCommand audit = withoutCheckpoint("--json");
        assertThat(audit.exitCode()).isEqualTo(1);
        JsonNode file = file(JSON.readTree(audit.out()), "a.log");
        assertThat(file.get("accepted").asLong()).isEqualTo(6);
        assertThat(file.get("resent").asLong()).isEqualTo(2);
        assertThat(file.get("missing").asLong()).isEqualTo(4);
        assertThat(file.get("holes").toString()).isEqualTo("[{\"kind\":\"missing\",\"from\":4,\"to\":8}]");
        assertThat(withoutCheckpoint().text())
                .contains("bytes 4 to 8 are missing")
                .contains("NOT ALL IS THERE");
    }

    @Test
    void tellsBytesThatDiffer() throws Exception {
        Path log = write("a.log", 1000);
        ship();
        byte[] bytes = Files.readAllBytes(log);
        bytes[5000] ^= 1;
        Files.write(log, bytes);

        assertThat(audit().exitCode()).isZero();
        CapturedCommand verified = audit("--verify");
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.text()).contains("bytes 5000 to 5001 in Kafka differ");
    }

    @Test
    void believesTheJobsLedger(LocalStack stack) throws Exception {
        write("a.log", 1000);
        ship();
        String id =
                file(JSON.readTree(audit("--json").out()), "a.log").get("file").asText();
        String ledger = topic + ".ledger";
        stack.kafka().createTopics(List.of(TopicSpec.of(ledger, 1).compacted()));
        long size = size(1000);
        LedgerEntry entry = new LedgerEntry(
                id, logs + "/a.log", size - 110, 7, 10, size - 100, 9, 9, 0, 0, List.of(new LedgerEntry.Hole(20, 30)));
        try (SliceProducer producer = new SliceProducer(broker, ledger, Map.of())) {
            producer.sendLine(new String(entry.json(), StandardCharsets.UTF_8)).settle();
        }
        Path job = Files.writeString(folder.resolve("job.yaml"), """
                kafka: {bootstrap.servers: "%s"}
                topics: {logs: %s, ledger: %s}
                opensearch: {url: "http://127.0.0.1:9200"}
                """.formatted(broker, topic, ledger));

        CapturedCommand audit = audit("--job", job.toString(), "--json");
        assertThat(audit.exitCode()).isEqualTo(1);
        JsonNode report = JSON.readTree(audit.out());
        assertThat(report.at("/account").asText()).isEqualTo(ledger);
        JsonNode file = file(report, "a.log");
        assertThat(file.get("resent").asLong()).isEqualTo(7);
        assertThat(file.get("missing").asLong()).isEqualTo(10);
        assertThat(file.get("open").asLong()).isEqualTo(100);
        assertThat(file.at("/holes/0").toString()).isEqualTo("{\"kind\":\"missing\",\"from\":20,\"to\":30}");

        assertThat(audit("--job", job.toString(), "--slices", "--strict").exitCode())
                .isZero();
    }

    private Path write(String name, int lines) throws Exception {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, lines).forEach(i -> text.append(line(i)));
        // Files are told apart by their first record, so it names the file.
        return Files.writeString(logs.resolve(name), text.replace(0, name.length(), name));
    }

    private static String line(int number) {
        return "%40d - - \"GET / HTTP/1.1\" 200\n".formatted(number);
    }

    private static long size(int lines) {
        return (long) lines * line(0).length();
    }

    private static void pack(Path from, Path to) throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
            Files.copy(from, out);
        }
        Files.delete(from);
    }

    private void ship() throws Exception {
        try (Tailer tailer = Tailer.start(TailerConfig.load(config), InstantSource.system(), TailerEvents.logged())) {
            long deadline = System.nanoTime() + SHIPPED.toNanos();
            while (!tailer.caughtUp() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(tailer.caughtUp()).isTrue();
        }
    }

    private static JsonNode file(JsonNode report, String name) {
        for (JsonNode file : report.get("files")) {
            if (file.get("path").asText().endsWith("/" + name)) {
                return file;
            }
        }
        throw new AssertionError("no " + name + " in " + report);
    }

    private CapturedCommand audit(String... options) {
        return command(List.of("audit", "-c", config.toString()), options);
    }

    private CapturedCommand withoutCheckpoint(String... options) throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.yaml"),
                Files.readString(config).replace("data: " + folder.resolve("data"), "data: " + folder.resolve("none")));
        return command(List.of("audit", "-c", other.toString()), options);
    }

    private static CapturedCommand command(List<String> command, String... options) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(options));
        return CapturedCommand.of(all.toArray(String[]::new));
    }
}
