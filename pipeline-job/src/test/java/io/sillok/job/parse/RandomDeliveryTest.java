package io.sillok.job.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.job.drop.DropRules;
import io.sillok.job.index.WithdrawEarlier;
import io.sillok.model.FileSlice;
import io.sillok.model.IndexOperation;
import io.sillok.model.LedgerEntry;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.RecordPlace;
import io.sillok.model.SliceSource;
import io.sillok.sinks.memory.MemoryDocumentSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A tailer that is killed sends slices again and cuts them otherwise; the topic gets another partition, so newer slices come
 * first; the job crashes and goes on from its last checkpoint, while the index keeps what it was given. In the end the index
 * has exactly the documents that one reading of the whole file makes, each once, and the ledger says so. For every sample
 * file; {@code -Dseed=N} tries another row of schedules.
 */
class RandomDeliveryTest {

    private static final Path SAMPLES = Path.of("../samples");
    private static final long SEED = Long.getLong("seed", 1);
    private static final int SCHEDULES = Integer.getInteger("schedules", 3);
    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> samples() throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.walk(SAMPLES, 3)) {
            inputs = files.filter(file -> file.endsWith("input.log")).sorted().toList();
        }
        return inputs.stream()
                .map(input -> DynamicTest.dynamicTest(
                        SAMPLES.relativize(input.getParent()).toString(), () -> check(input)));
    }

    private static void check(Path input) throws Exception {
        byte[] file = Files.readAllBytes(input);
        SliceSource source = KilledTailerTest.source(input, file);
        List<LogEvent> expected = KilledTailerTest.whole(file, source);
        for (int i = 0; i < SCHEDULES; i++) {
            Run run = new Run(new Random(SEED * 1000 + i), source, file);
            run.toTheEnd();
            run.check(expected, "schedule " + i);
            run.close();
        }
    }

    private static final class Run {

        private final Random random;
        private final List<List<FileSlice>> partitions = new ArrayList<>();
        private final MemoryDocumentSink index = new MemoryDocumentSink();
        private final int length;
        private long sent;
        private long now = 1;

        private KeyedOneInputStreamOperatorTestHarness<String, FileSlice, ReadEvent> job = harness();
        private int given;
        private int[] positions = {0, 0};

        private OperatorSubtaskState checkpoint;
        private int[] checkpointed = {0, 0};

        Run(Random random, SliceSource source, byte[] file) throws Exception {
            this.random = random;
            this.length = file.length;
            partitions.add(new ArrayList<>());
            partitions.add(new ArrayList<>());
            List<FileSlice> slices = new ArrayList<>();
            new KilledTailer(source, file, random, slices::add).run(random.nextInt(3));
            int growth = random.nextInt(slices.size() + 1);
            for (int i = 0; i < slices.size(); i++) {
                FileSlice slice = slices.get(i);
                List<FileSlice> partition = partitions.get(i < growth ? 0 : 1);
                // Of bytes without a time that are sent twice, over two partitions, the day is that of the copy that
                // came
                // first: then that is the same day. Else it may turn midnight at any slice.
                int turn = growth == slices.size() ? slices.size() / 2 : 0;
                Instant read = MIDNIGHT.plusSeconds(60L * (i - turn));
                partition.add(new FileSlice(
                                slice.source(),
                                slice.offset(),
                                slice.recordLengths(),
                                slice.continues(),
                                slice.open(),
                                slice.bytes(),
                                read)
                        .at(new RecordPlace("logs.raw", i < growth ? 0 : 1, partition.size())));
                sent += slice.bytes().length;
            }
            open(null);
        }

        private static KeyedOneInputStreamOperatorTestHarness<String, FileSlice, ReadEvent> harness() throws Exception {
            return new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(
                            new ParseFiles(PlainMasker::new, DropRules.NONE, Duration.ofDays(8), Duration.ofDays(90))),
                    (FileSlice slice) -> slice.source().fileId().value(),
                    Types.STRING);
        }

        private void open(OperatorSubtaskState state) throws Exception {
            job.setup(ReadEvent.TYPE.createSerializer(new SerializerConfigImpl()));
            if (state != null) {
                job.initializeState(state);
            }
            job.open();
            job.setProcessingTime(now);
            given = 0;
        }

        void toTheEnd() throws Exception {
            int crashes = random.nextInt(4);
            while (left(0) || left(1)) {
                int partition = !left(0) || (left(1) && random.nextInt(3) == 0) ? 1 : 0;
                job.processElement(partitions.get(partition).get(positions[partition]++), 0);
                give();
                if (partition == 0 || !left(0)) {
                    // Newer slices wait for older ones, but not for ever.
                    pass(random.nextInt(2000));
                }
                if (random.nextInt(3) == 0) {
                    checkpoint = job.snapshot(1, now);
                    checkpointed = positions.clone();
                }
                if (crashes > 0 && random.nextInt(6) == 0) {
                    crashes--;
                    job.close();
                    job = harness();
                    positions = checkpointed.clone();
                    open(checkpoint);
                }
            }
            pass(100_000);
            job.processWatermark(Watermark.MAX_WATERMARK);
            give();
        }

        private boolean left(int partition) {
            return positions[partition] < partitions.get(partition).size();
        }

        private void pass(int millis) throws Exception {
            now += millis;
            job.setProcessingTime(now);
            give();
        }

        /** As the job does it: what is given out goes to the index, at once. */
        private void give() {
            List<ReadEvent> events = job.extractOutputValues();
            List<ReadEvent> out = new ArrayList<>();
            Collector<ReadEvent> collector = new Collector<>() {
                @Override
                public void collect(ReadEvent event) {
                    out.add(event);
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
            events.subList(given, events.size()).forEach(event -> new WithdrawEarlier().flatMap(event, collector));
            given = events.size();
            for (ReadEvent event : out) {
                for (IndexOperation operation : event.indexed()) {
                    index.write(List.of(operation)).join();
                }
            }
        }

        void check(List<LogEvent> expected, String name) throws IOException {
            Map<String, JsonNode> wanted = new TreeMap<>();
            long rejected = 0;
            for (LogEvent event : expected) {
                MaskedEvent masked = MaskedEvent.of(event, new PlainMasker());
                rejected += masked.event().rejected() ? 1 : 0;
                IndexOperation create = IndexOperation.create(masked, MIDNIGHT);
                wanted.put(create.id(), told(JSON.readTree(create.source()), event));
            }
            Map<String, LogEvent> byId = new TreeMap<>();
            for (LogEvent event : expected) {
                byId.put(event.position().documentId(), event);
            }
            Map<String, JsonNode> found = new TreeMap<>();
            Set<String> twice = new HashSet<>();
            for (String day : index.indices()) {
                index.documents(day).forEach((id, document) -> {
                    LogEvent event = byId.get(id);
                    if (found.put(id, event == null ? document : told(document, event)) != null) {
                        twice.add(id);
                    }
                });
            }
            assertThat(twice).as(name + ": in two indices").isEmpty();
            assertThat(found.keySet()).as(name).isEqualTo(wanted.keySet());
            wanted.forEach((id, document) ->
                    assertThat(found.get(id)).as(name + ", " + id).isEqualTo(document));
            LedgerEntry ledger = job.getSideOutput(ParseFiles.LEDGER).stream()
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .getValue();
            assertThat(ledger.accepted()).as(name).isEqualTo(length);
            assertThat(ledger.missing() + ledger.open()).as(name).isZero();
            assertThat(ledger.resent()).as(name).isEqualTo(sent - length);
            assertThat(ledger.events()).as(name).isEqualTo(expected.size());
            assertThat(ledger.rejected()).as(name).isEqualTo(rejected);
        }

        /** When it was read depends on the schedule, and stands for the time where the event has none. */
        private static JsonNode told(JsonNode document, LogEvent event) {
            ObjectNode told = document.deepCopy();
            told.remove("observed_timestamp");
            if (event.timestamp().isEmpty()) {
                told.remove("timestamp");
            }
            if (told.get("attributes") instanceof ObjectNode attributes) {
                attributes.remove("time.implausible");
            }
            return told;
        }

        void close() throws Exception {
            job.close();
        }
    }
}
