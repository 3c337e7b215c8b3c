package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the fuzzer found worth keeping, every time; and a search for more, guided by coverage, on request:
 * {@code mvn -Plong test -pl parsers -am -Dtest=MaskFuzzTest -Dfuzz.seconds=3600}. Of what it finds it keeps a small part in
 * {@code target/fuzz}.
 */
class MaskFuzzTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "io", "sillok", "parsers", "mask", "corpus");
    private static final Duration STARTING = Duration.ofMinutes(2);

    /** More than the longest input takes by far, on a machine that does other things too. */
    private static final int MOST_SECONDS_A_CASE = 10;

    private static final int MOST_BYTES_A_CASE = 4096;

    @TestFactory
    Stream<DynamicTest> theCorpus() throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(CORPUS)) {
            inputs = files.sorted().toList();
        }
        assertThat(inputs).isNotEmpty();
        return inputs.stream()
                .map(input -> DynamicTest.dynamicTest(
                        input.getFileName().toString(), () -> MaskFuzz.fuzzerTestOneInput(Files.readAllBytes(input))));
    }

    @Test
    @Tag("long")
    void theFuzzerFindsNothing(@TempDir Path folder) throws Exception {
        long seconds = Long.getLong("fuzz.seconds", 3600);
        Path found = Files.createDirectories(Path.of("target", "fuzz"));
        Path log = folder.resolve("log");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process fuzzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        classPath,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + MaskFuzz.class.getName(),
                        "--instrumentation_includes=io.sillok.parsers.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + found.toAbsolutePath() + "/",
                        "-max_total_time=" + seconds,
                        "-max_len=" + MOST_BYTES_A_CASE,
                        "-timeout=" + MOST_SECONDS_A_CASE,
                        Files.createDirectories(found.resolve("corpus")).toString(),
                        CORPUS.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = fuzzer.waitFor(seconds + STARTING.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended).as(Files.readString(log)).isTrue();
            assertThat(fuzzer.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            fuzzer.destroyForcibly();
        }
    }
}
