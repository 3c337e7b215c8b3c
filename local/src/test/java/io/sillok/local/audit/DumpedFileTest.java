package io.sillok.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DumpedFileTest {

    private static final SliceMaker LOG = SliceMaker.of("/var/log/a.log");

    @TempDir
    private Path folder;

    @Test
    void asItArrivedWithWhatWasSentAgain() throws IOException {
        assertThat(dump(false, LOG.at(0, "a\n", "b\n"), LOG.at(0, "a\n", "b\n"), LOG.at(4, "c\n")))
                .isEqualTo("a\nb\na\nb\nc\n");
    }

    @Test
    void eachByteOnceInTheOrderOfTheFile() throws IOException {
        assertThat(dump(
                        true,
                        LOG.at(0, "a\n"),
                        LOG.at(6, "d\n"),
                        LOG.at(0, "a\n", "b\n"),
                        LOG.at(2, "b\n", "c\n"),
                        LOG.at(4, "c\n", "d\n", "e\n")))
                .isEqualTo("a\nb\nc\nd\ne\n");
    }

    @Test
    void piecesOfARecordAreOneRecord() throws IOException {
        FileSlice[] chain = {
            LOG.open(0, "begin "),
            LOG.continuing(0, 6, true, "middle\n stack "),
            LOG.continuing(0, 20, false, "end\n"),
            LOG.at(24, "next\n")
        };
        assertThat(dump(true, chain)).isEqualTo("begin middle\n stack end\nnext\n");
        assertThat(dump(false, chain)).isEqualTo("begin middle\n stack end\nnext\n");
    }

    @Test
    void aMaskedRecordThatIsToldAnewIsPrintedOnce() throws IOException {
        FileSlice[] chain = {
            LOG.masked(0, 300, OptionalLong.empty(), true, "begin ?\n"),
            LOG.masked(300, 50, OptionalLong.of(0), true, "begin ?\n#0\n"),
            LOG.masked(350, 50, OptionalLong.of(0), false, "begin ?\n#0\n#1\n"),
            LOG.masked(400, 9, OptionalLong.empty(), true, "next\n")
        };
        assertThat(dump(true, chain)).isEqualTo("begin ?\n#0\n#1\nnext\n");
    }

    @Test
    void aRecordWithoutItsNewlineGetsOne() throws IOException {
        assertThat(dump(true, LOG.at(0, "a\n", "b"), LOG.at(3, "c"))).isEqualTo("a\nb\nc\n");
        assertThat(dump(false, LOG.open(0, "begin "), LOG.at(0, "begin again\n")))
                .isEqualTo("begin \nbegin again\n");
    }

    @Test
    void aRecordThatWasCutOtherwiseTheSecondTimeStaysWhole() throws IOException {
        assertThat(dump(true, LOG.open(0, "one\n", "tw"), LOG.at(4, "two\n", "three\n")))
                .isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void holesAreNotClosedByWhatLiesAround() throws IOException {
        DumpedFile file = file(true, new ByteArrayOutputStream(), new Spool(folder));
        file.begin();
        file.take(LOG.at(4, "c\n"));
        file.take(LOG.at(8, "e\n"));
        file.printRest();
        assertThat(file.arrived().missing(0, file.arrived().end()))
                .extracting(hole -> hole.from() + "-" + hole.to())
                .containsExactly("0-4", "6-8");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverTheOrderTheFileComesOut(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder content = new StringBuilder();
        List<FileSlice> slices = new ArrayList<>();
        while (slices.size() < 200) {
            String[] records = new String[1 + random.nextInt(5)];
            for (int i = 0; i < records.length; i++) {
                records[i] = "x".repeat(random.nextInt(30)) + slices.size() + "\n";
            }
            slices.add(LOG.at(content.length(), records));
            content.append(String.join("", records));
        }
        for (int i = 0; i < 50; i++) {
            slices.add(slices.get(random.nextInt(200)));
        }
        int shuffled = random.nextInt(slices.size());
        Collections.shuffle(slices.subList(shuffled, slices.size()), random);

        assertThat(dump(true, slices.toArray(FileSlice[]::new)))
                .as("seed %d", seed)
                .isEqualTo(content.toString());
    }

    /** Both when it is its turn from the start, and when it is only afterwards. */
    private String dump(boolean dedupe, FileSlice... slices) throws IOException {
        String first = dump(dedupe, true, slices);
        assertThat(dump(dedupe, false, slices)).isEqualTo(first);
        return first;
    }

    private String dump(boolean dedupe, boolean begun, FileSlice... slices) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Spool spool = new Spool(folder)) {
            DumpedFile file = file(dedupe, out, spool);
            if (begun) {
                file.begin();
            }
            for (FileSlice slice : slices) {
                file.take(slice);
            }
            file.printRest();
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static DumpedFile file(boolean dedupe, ByteArrayOutputStream out, Spool spool) {
        return new DumpedFile(LOG.source(), dedupe, out, new Tape(spool), false);
    }
}
