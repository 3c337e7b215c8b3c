package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import io.sillok.model.config.ConfigException;
import io.sillok.tailer.http.ListenAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A config that changes under a running tailer: no byte is lost and none comes twice. */
final class ReloadTest {

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "laravel.line");
        rig.start();
    }

    @Test
    void aFileThatIsAddedIsReadAndOneThatIsRemovedIsLeft() throws Exception {
        rig.write("a.log", "[2026-11-22 08:57:31] production.ERROR: 1\n");
        rig.settle();
        reconfigure(group("/other/*.log", "php.error", "shop"), Optional.empty());
        assertThat(rig.server.progress().files()).isEmpty();
        rig.write("a.log", "[2026-11-22 08:57:31] production.ERROR: 2\n");
        rig.settle();
        assertThat(rig.events.counts()).containsEntry("file_left", 1L);
        reconfigure(group(rig.logs + "/*.log", "laravel.line", "shop"), Optional.empty());
        rig.passFor(Duration.ofSeconds(4));
        assertThat(rig.contents().values())
                .containsExactly(
                        "[2026-11-22 08:57:31] production.ERROR: 1\n[2026-11-22 08:57:31] production.ERROR: 2\n");
        assertThat(bytesArrived()).isEqualTo(84);
    }

    @Test
    void aFileThatIsRemovedWithBytesInFlightIsNotForgotten() throws Exception {
        rig.sink.mode = ScriptedSink.Mode.HOLD;
        rig.write("a.log", "[2026-11-22 08:57:31] production.ERROR: 1\n");
        rig.passFor(Duration.ofSeconds(3));
        reconfigure(group("/other/*.log", "php.error", "shop"), Optional.empty());
        rig.sink.held.forEach(rig.sink::acknowledge);
        rig.sink.mode = ScriptedSink.Mode.ACKNOWLEDGE;
        rig.settle();
        rig.stop();
        rig.start();
        rig.passFor(Duration.ofSeconds(3));
        assertThat(bytesArrived()).as("acknowledged once, sent once").isEqualTo(42);
    }

    @Test
    void anotherParserFramesWhatIsNotFramedYet() throws Exception {
        rig.write("a.log", "[2026-11-22 08:57:31] production.ERROR: 1\n#0 trace\nhalf");
        rig.pass();
        reconfigure(group(rig.logs + "/*.log", "nginx.access", "shop"), Optional.empty());
        rig.write("a.log", " line\nlast\n");
        rig.settle();
        assertThat(rig.records())
                .containsExactly("[2026-11-22 08:57:31] production.ERROR: 1\n", "#0 trace\n", "half line\n", "last\n");
        assertThat(parsers()).containsExactly("nginx.access");
        assertThat(rig.contents()).hasSize(1);
    }

    @Test
    void anotherServiceNamesWhatComesFromThenOn() throws Exception {
        rig.write("a.log", "[2026-11-22 08:57:31] production.ERROR: 1\n");
        rig.passFor(Duration.ofSeconds(4));
        reconfigure(group(rig.logs + "/*.log", "laravel.line", "checkout"), Optional.empty());
        rig.write("a.log", "[2026-11-22 08:57:31] production.ERROR: 2\n");
        rig.passFor(Duration.ofSeconds(4));
        assertThat(rig.sink.arrived)
                .extracting(slice -> slice.source().service())
                .containsExactly("shop", "checkout");
        assertThat(rig.contents().values()).singleElement().asString().hasSize(84);
    }

    @Test
    void anotherSinkGetsWhatTheOldOneHasNotAnswered() throws Exception {
        rig.sink.mode = ScriptedSink.Mode.HOLD;
        rig.write("a.log", "[2026-11-22 08:57:31] production.ERROR: 1\n");
        rig.passFor(Duration.ofSeconds(3));
        ScriptedSink next = new ScriptedSink();
        ScriptedSink old = rig.sink;
        reconfigure(group(rig.logs + "/*.log", "laravel.line", "shop"), Optional.of(next));
        rig.write("a.log", "[2026-11-22 08:57:31] production.ERROR: 2\n");
        rig.passFor(Duration.ofSeconds(3));
        assertThat(next.arrived).as("the old sink may still answer").isEmpty();
        old.held.forEach(old::fail);
        rig.passFor(Duration.ofSeconds(8));
        String arrived = next.arrived.stream()
                .map(slice -> new String(slice.bytes(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        assertThat(arrived)
                .isEqualTo("[2026-11-22 08:57:31] production.ERROR: 1\n[2026-11-22 08:57:31] production.ERROR: 2\n");
    }

    @Test
    void aRunningTailerTakesItOrSaysWhyNot() throws Exception {
        Path log = Files.writeString(folder.resolve("one.log"), "a\n");
        Path other = Files.writeString(folder.resolve("two.log"), "b\n");
        MemorySliceSink sink = new MemorySliceSink();
        TailerConfig first =
                TailerConfig.of("h", folder.resolve("d"), Map.of(), List.of(group(log.toString(), "php.error", "s")));
        TailerConfig[] next = {first};
        try (Tailer tailer = Tailer.start(first, Reading.FOLLOW, sink, InstantSource.system(), rig.events)) {
            assertThat(tailer.reload()).singleElement().asString().contains("not started from a config");
            tailer.reloadsFrom(() -> next[0]);
            next[0] = TailerConfig.of("other", folder.resolve("d2"), Map.of(), first.files());
            assertThat(tailer.reload()).hasSize(2).anyMatch(problem -> problem.contains("restart it"));
            tailer.reloadsFrom(() -> {
                throw new ConfigException(List.of("one problem", "another"));
            });
            assertThat(tailer.reload()).containsExactly("one problem", "another");
            assertThat(rig.events.counts()).containsEntry("config_refused", 3L);
            next[0] = TailerConfig.of(
                            "h", folder.resolve("d"), Map.of(), List.of(group(folder + "/*.log", "php.error", "s")))
                    .withStatus(new ListenAddress("127.0.0.1", 0));
            tailer.reloadsFrom(() -> next[0]);
            assertThat(tailer.reload()).isEmpty();
            assertThat(tailer.statusAddress()).isPresent();
            Files.writeString(other, "c\n", StandardOpenOption.APPEND);
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (sink.slices().stream()
                            .mapToInt(slice -> slice.bytes().length)
                            .sum()
                    < 6) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            }
            assertThat(sink.slices().stream()
                            .map(FileSlice::bytes)
                            .map(String::new)
                            .collect(Collectors.joining()))
                    .contains("a\n", "b\n", "c\n")
                    .hasSize(6);
        }
    }

    private void reconfigure(FileGroup group, Optional<SliceSink> sink) throws Exception {
        TailerConfig next = TailerConfig.of("web-1", rig.data, Map.of(), List.of(group));
        rig.reconfigure(next, sink);
        rig.settle();
    }

    private int bytesArrived() {
        return rig.sink.arrived.stream().mapToInt(slice -> slice.bytes().length).sum();
    }

    private List<String> parsers() {
        return rig.sink.arrived.stream()
                .map(slice -> slice.source().parser())
                .distinct()
                .toList();
    }

    private static FileGroup group(String paths, String parser, String service) {
        return new FileGroup(List.of(paths), List.of(), parser, Map.of("zone", "UTC"), service, "production");
    }
}
