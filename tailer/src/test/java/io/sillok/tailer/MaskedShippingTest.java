package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a masker beside it a tailer ships no byte of a file, and its positions are those of the file all the same. */
final class MaskedShippingTest {

    private static final String FIRST = "[2026-11-22 08:00:00] production.ERROR: secret\n";
    private static final String SECOND = "#0 secret(7)\n";
    private static final String NEXT = "[2026-11-22 08:00:01] production.INFO: more secret\n";

    @TempDir
    private Path folder;

    private final StarMasker masker = new StarMasker();
    private TailerRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new TailerRig(folder, "laravel.log", "laravel.line");
        rig.edge = Optional.of(masker);
    }

    private void write(String text) throws IOException {
        Files.writeString(rig.logs.resolve("laravel.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String text(FileSlice slice) {
        return new String(slice.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void goesOnWhereItWasKilledAndShowsTheMaskerWhatStandsBefore() throws Exception {
        write(FIRST);
        rig.start();
        // Longer than a slow disk can put off saving the checkpoint.
        rig.passFor(Duration.ofSeconds(15));
        rig.kill();
        write(SECOND + NEXT);
        rig.start();
        rig.passFor(Duration.ofSeconds(3));
        rig.stop();

        List<FileSlice> slices = rig.sink.arrived;
        assertThat(masker.remembered).containsExactly("0:" + FIRST);
        assertThat(slices).extracting(MaskedShippingTest::text).containsOnly("*\n");
        assertThat(slices).extracting(FileSlice::offset).containsExactly(0L, 47L, 60L);
        assertThat(slices).extracting(FileSlice::end).containsExactly(47L, 60L, 111L);
        assertThat(slices)
                .extracting(FileSlice::continues)
                .containsExactly(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.empty());
        assertThat(slices)
                .extracting(slice -> slice.masked().orElseThrow().anew())
                .containsExactly(false, true, false);
    }

    @Test
    void aMaskedTextThatOutgrowsASliceGoesAsSeveral() throws Exception {
        masker.width = 200_000;
        write(NEXT.repeat(7));
        rig.start();
        rig.passFor(Duration.ofSeconds(3));
        rig.stop();

        assertThat(rig.sink.arrived)
                .hasSizeGreaterThan(3)
                .allMatch(slice -> slice.bytes().length <= FileSlice.MAX_BYTES);
        long next = 0;
        for (FileSlice slice : rig.sink.arrived) {
            assertThat(slice.offset()).isEqualTo(next);
            next = slice.end();
        }
        assertThat(next).isEqualTo(7L * NEXT.length());
    }

    @Test
    void whatAMaskerFailsOnIsMaskedWhole() throws Exception {
        masker.failure = new IllegalStateException("secret");
        write(NEXT + NEXT);
        rig.start();
        rig.passFor(Duration.ofSeconds(3));
        rig.stop();

        assertThat(String.join(
                        "",
                        rig.sink.arrived.stream().map(MaskedShippingTest::text).toList()))
                .isEqualTo("*** (masked whole)\n*** (masked whole)\n");
    }

    @Test
    void aRecordTooLargeForASliceIsMaskedWhole() throws Exception {
        masker.width = FileSlice.MAX_BYTES;
        write(NEXT);
        rig.start();
        rig.passFor(Duration.ofSeconds(3));
        rig.stop();

        assertThat(rig.sink.arrived).extracting(MaskedShippingTest::text).containsExactly("*** (masked whole)\n");
    }

    @Test
    void withoutTheJarNothingStarts() {
        assertThat(problems("masking: {at: edge, rules: {pii.email: hash}}"))
                .singleElement()
                .asString()
                .contains("masking.at needs sillok-edge.jar on the tailer's class path")
                .contains("nothing is shipped");
        assertThat(problems("masking: {at: job}")).anyMatch(problem -> problem.contains("masking.at must be edge"));
        assertThat(problems("masking: {}")).anyMatch(problem -> problem.contains("masking.at is missing"));
        assertThat(problems("masking: {at: edge}\nspans: {listen: '127.0.0.1:0'}"))
                .anyMatch(problem -> problem.contains("cannot be edge while spans.listen takes spans"));
    }

    private static List<String> problems(String masking) {
        String yaml = """
                service: shop
                data: /tmp/data
                kafka: {bootstrap.servers: "a:1"}
                files: [{paths: [/a.log], parser: unknown}]
                """ + masking;
        try {
            TailerConfig.read(ConfigFile.parse(yaml, "tailer.yaml"));
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    @Test
    void rulesChangeWithARestartOnly() {
        TailerConfig plain = TailerConfig.of("web-1", folder, Map.of(), List.of(rig.group));
        assertThat(Reload.refusals(plain, plain.maskedBy(Optional.of(masker))))
                .singleElement()
                .asString()
                .contains("masking cannot change");
        assertThat(Reload.refusals(plain.maskedBy(Optional.of(masker)), plain.maskedBy(Optional.of(masker))))
                .isEmpty();
    }
}
