package io.sillok.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.servers.LocalStack;
import io.sillok.local.servers.TopicSpec;
import io.sillok.model.FileSlice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code sillok dump} against a Kafka. */
@ExtendWith(LocalStack.Provider.class)
final class DumpIT {

    private static final SliceMaker A = SliceMaker.of("/var/log/a.log");
    private static final SliceMaker B = SliceMaker.of("/var/log/b.log");

    @TempDir
    private Path folder;

    private String broker;
    private String topic;

    @BeforeEach
    void prepare(LocalStack stack, TestInfo test) throws Exception {
        broker = stack.kafka().bootstrapServers();
        topic = "dump-it." + test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void fileByFileAsItArrived(LocalStack stack) throws Exception {
        create(stack, 1);
        produce(A.at(0, "a1\n"), B.at(0, "b1\n", "b2"), A.at(3, "a2\n"), A.at(0, "a1\n"), B.at(5, "b3\n"));

        CapturedCommand dump = dump();

        assertThat(dump.text()).isEqualTo("a1\na2\na1\nb1\nb2\nb3\n");
        assertThat(dump.err()).isEmpty();
        assertThat(dump.exitCode()).isZero();
    }

    @Test
    void eachByteOnceOverSeveralPartitions(LocalStack stack) throws Exception {
        create(stack, 3);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String binary = new String(all, StandardCharsets.ISO_8859_1) + "\n";
        produce(A.at(0, binary), B.at(4, "b2\n"), A.at(0, binary, "a2\n"), B.at(0, "bbb\n"), B.at(0, "bbb\n", "b2\n"));

        CapturedCommand dump = dump("--dedupe", "--file", "/var/log/a.*");
        assertThat(dump.text()).isEqualTo(binary + "a2\n");
        assertThat(dump("--dedupe", "--file", B.source().fileId().value()).text())
                .isEqualTo("bbb\nb2\n");
        assertThat(dump("--dedupe").out()).hasSize(binary.length() + 3 + 7);
        assertThat(dump("--with-names", "--dedupe").text())
                .contains("==> /var/log/a.log " + A.source().fileId() + " <==\n" + binary);
    }

    @Test
    void holesAndStrangersAreTold(LocalStack stack) throws Exception {
        create(stack, 1);
        try (SliceProducer producer = new SliceProducer(broker, topic, Map.of())) {
            producer.sendLine("a line of another shipper")
                    .send(A.at(0, "a1\n"), A.at(6, "a3\n"))
                    .settle();
        }

        CapturedCommand dump = dump("--dedupe");

        assertThat(dump.text()).isEqualTo("a1\na3\n");
        assertThat(dump.err())
                .contains("/var/log/a.log (" + A.source().fileId() + "): bytes 3 to 6 are not in " + topic)
                .contains("1 records of " + topic + " are no slices")
                .doesNotContain("another shipper");
        assertThat(dump.exitCode()).isEqualTo(1);
    }

    @Test
    void whatKafkaHasDeletedIsNoHole(LocalStack stack) throws Exception {
        create(stack, 1);
        produce(A.at(0, "a1\n"), A.at(3, "a2\n"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        CapturedCommand dump = dump("--dedupe");

        assertThat(dump.text()).isEqualTo("a2\n");
        assertThat(dump.err()).contains("the first 3 bytes are not in " + topic + " any more");
        assertThat(dump.exitCode()).isZero();
    }

    @Test
    void aTransactionThatWasGivenUpIsNotShown(LocalStack stack) throws Exception {
        create(stack, 1);
        try (SliceProducer producer = new SliceProducer(broker, topic, Map.of("transactional.id", topic))) {
            producer.kafka().initTransactions();
            producer.kafka().beginTransaction();
            producer.send(A.at(0, "a1\n")).settle();
            producer.kafka().commitTransaction();
            producer.kafka().beginTransaction();
            producer.send(A.at(3, "given up\n")).settle();
            producer.kafka().abortTransaction();
        }

        CapturedCommand dump = dump();

        assertThat(dump.text()).isEqualTo("a1\n");
        assertThat(dump.exitCode()).isZero();
    }

    @Test
    void nothingIsPrintedOfAnEmptyTopic(LocalStack stack) throws Exception {
        create(stack, 2);
        CapturedCommand dump = dump("--dedupe", "--with-names");
        assertThat(dump.out()).isEmpty();
        assertThat(dump.err()).isEmpty();
        assertThat(dump.exitCode()).isZero();
    }

    @Test
    void aTopicOrABrokerThatIsNotThereIsTold(LocalStack stack) throws Exception {
        create(stack, 1);
        CapturedCommand typo = CapturedCommand.of("dump", "--bootstrap-server", broker, "--topic", topic + "x");
        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.err()).contains(topic + "x does not exist").contains("did you mean " + topic + "?");

        Path impatient = Files.writeString(
                folder.resolve("kafka.properties"), "default.api.timeout.ms=2000\n" + "request.timeout.ms=1000\n");
        CapturedCommand nobody =
                CapturedCommand.of("dump", "--bootstrap-server", "127.0.0.1:1", "--kafka-config", impatient.toString());
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.err()).contains("127.0.0.1:1 cannot be read").contains("see that the broker is up");

        CapturedCommand nonsense = CapturedCommand.of("dump", "--bootstrap-server", "nonsense");
        assertThat(nonsense.exitCode()).isEqualTo(2);
        assertThat(nonsense.err()).contains("nonsense");
    }

    private void create(LocalStack stack, int partitions) throws Exception {
        stack.kafka().createTopics(List.of(TopicSpec.of(topic, partitions).with("retention.ms", "-1")));
    }

    private void produce(FileSlice... slices) throws Exception {
        try (SliceProducer producer = new SliceProducer(broker, topic, Map.of())) {
            producer.send(slices).settle();
        }
    }

    private CapturedCommand dump(String... options) {
        String[] command = new String[options.length + 5];
        System.arraycopy(new String[] {"dump", "--bootstrap-server", broker, "--topic", topic}, 0, command, 0, 5);
        System.arraycopy(options, 0, command, 5, options.length);
        return CapturedCommand.of(command);
    }
}
