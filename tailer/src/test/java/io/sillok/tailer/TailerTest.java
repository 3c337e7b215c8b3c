package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.model.FileSlice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread and the way in; what is done in a pass has tests of its own. */
final class TailerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final MemorySliceSink sink = new MemorySliceSink();
    private TailerConfig config;
    private Path log;

    @BeforeEach
    void config() {
        log = folder.resolve("access.log");
        FileGroup group = new FileGroup(List.of(log.toString()), List.of(), "nginx.access", Map.of(), "shop", "test");
        config = TailerConfig.of("web-1", folder.resolve("data"), Map.of(), List.of(group));
    }

    @Test
    void followsUntilItIsClosedAndGoesOnWhenStartedAgain() throws Exception {
        Files.writeString(log, "a\n");
        try (Tailer tailer = start(Reading.FOLLOW)) {
            await(tailer::caughtUp);
            Files.writeString(log, "b\n", StandardOpenOption.APPEND);
            await(() -> text().equals("a\nb\n"));
            assertThat(tailer.failure()).isEmpty();
        }
        Files.writeString(log, "c\n", StandardOpenOption.APPEND);
        try (Tailer tailer = start(Reading.FOLLOW)) {
            await(tailer::caughtUp);
            assertThat(tailer.progress().bytesRead()).isEqualTo(2);
        }
        assertThat(text()).isEqualTo("a\nb\nc\n");
    }

    @Test
    void readOnceAllBytesAreAcknowledged() throws Exception {
        Files.writeString(log, "a\nno line end");
        try (Tailer tailer = start(Reading.ONCE)) {
            await(tailer::caughtUp);
            assertThat(tailer.progress().bytesAcknowledged()).isEqualTo(Files.size(log));
        }
    }

    @Test
    void theSampleShopArrivesByteForByte() throws Exception {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(Path.of("..", "samples", "shop"))) {
            logs = files.filter(path -> path.toString().endsWith(".log"))
                    .map(path -> path.toAbsolutePath().normalize())
                    .toList();
        }
        List<FileGroup> groups = logs.stream()
                .map(path -> new FileGroup(
                        List.of(path.toString()), List.of(), parser(path), Map.of(), "shop", "production"))
                .toList();
        config = TailerConfig.of("web-1", folder.resolve("data"), Map.of(), groups);
        try (Tailer tailer = start(Reading.ONCE)) {
            await(tailer::caughtUp);
        }
        Map<String, ByteArrayOutputStream> arrived = new HashMap<>();
        for (FileSlice slice : sink.slices()) {
            arrived.computeIfAbsent(slice.source().path(), path -> new ByteArrayOutputStream())
                    .writeBytes(slice.bytes());
        }
        assertThat(logs).hasSizeGreaterThan(10).allSatisfy(path -> assertThat(
                        arrived.getOrDefault(path.toString(), new ByteArrayOutputStream())
                                .toByteArray())
                .as(path.toString())
                .isEqualTo(Files.readAllBytes(path)));
    }

    private static String parser(Path path) {
        return path.getFileName().toString().contains("laravel") ? "laravel.line" : "php.error";
    }

    @Test
    void aDataFolderInUseIsAClearError() throws Exception {
        try (Tailer tailer = start(Reading.FOLLOW)) {
            assertThatThrownBy(() -> start(Reading.FOLLOW))
                    .isInstanceOf(TailerStartException.class)
                    .hasMessageContaining(config.data().toString());
            assertThat(tailer.failure()).isEmpty();
        }
    }

    @Test
    void settingsThatKafkaRefusesAreAClearError() {
        TailerConfig wrong = TailerConfig.of(
                "web-1", folder.resolve("data"), Map.of("bootstrap.servers", "nohost.invalid:1"), config.files());
        assertThatThrownBy(() -> Tailer.start(wrong, InstantSource.system(), TailerEvents.logged()))
                .isInstanceOf(TailerStartException.class)
                .hasMessageContaining("nohost.invalid:1");
    }

    private Tailer start(Reading reading) throws TailerStartException {
        return Tailer.start(config, reading, sink, InstantSource.system(), TailerEvents.logged());
    }

    private String text() {
        return sink.slices().stream()
                .map(FileSlice::bytes)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .collect(Collectors.joining());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within " + PATIENCE).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
