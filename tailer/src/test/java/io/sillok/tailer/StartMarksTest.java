package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class StartMarksTest {

    private static final String HEADER = "=".repeat(500) + "\n";

    private static byte[] log(String prefix, int lines) {
        StringBuilder log = new StringBuilder(HEADER);
        for (int i = 0; i < lines; i++) {
            log.append(prefix).append(' ').append(i).append('\n');
        }
        return log.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Marks of a log that came slice by slice, each of so many lines. */
    private static String marks(byte[] log, int lines) {
        StartMarks marks = new StartMarks();
        int at = 0;
        while (at < log.length) {
            int[] lengths = new int[lines];
            int from = at;
            int records = 0;
            for (int i = at; i < log.length && records < lines; i++) {
                if (log[i] == '\n') {
                    lengths[records++] = i + 1 - at;
                    at = i + 1;
                }
            }
            marks.add(slice(log, from, at, Arrays.copyOf(lengths, records)));
        }
        return marks.toString();
    }

    private static FileSlice slice(byte[] log, int from, int to, int[] lengths) {
        SliceSource source = new SliceSource(
                FileId.of("web-1", 1, "head", 0),
                "shop",
                "production",
                "web-1",
                "/var/log/a.log",
                "nginx.access",
                Map.of(),
                Map.of());
        return new FileSlice(
                source, from, lengths, OptionalLong.empty(), false, Arrays.copyOfRange(log, from, to), Instant.EPOCH);
    }

    @Test
    void everyBeginningIsKnown() {
        byte[] log = log("line", 20);
        for (int lines : new int[] {1, 3, 21}) {
            String marks = marks(log, lines);
            for (int length = HEADER.length(); length < log.length; length++) {
                assertThat(StartMarks.begin(marks, Arrays.copyOf(log, length)))
                        .as("%d bytes, marked in slices of %d lines", length, lines)
                        .isTrue();
            }
            assertThat(StartMarks.begin(marks, Arrays.copyOf(log, 100)))
                    .as("nothing of it is marked")
                    .isFalse();
        }
    }

    @Test
    void aLogThatOnlySharesTheHeaderIsAnother() {
        String marks = marks(log("line", 20), 1);
        for (int lines = 1; lines < 20; lines++) {
            assertThat(StartMarks.begin(marks, log("other", lines))).isFalse();
        }
    }

    @Test
    void whatIsLongerIsMarkedSparselyAndUpTo64Kilobytes() {
        byte[] log = log("a line that is somewhat longer than the others", 3000);
        String marks = marks(log, 100);
        assertThat(marks.split(",")).hasSizeBetween(8, 24);
        assertThat(marks).contains("," + Fingerprint.START_BYTES + ":");
        assertThat(StartMarks.begin(marks, Arrays.copyOf(log, Fingerprint.START_BYTES)))
                .isTrue();
        byte[] other = Arrays.copyOf(log, Fingerprint.START_BYTES);
        other[Fingerprint.START_BYTES - 1] ^= 1;
        assertThat(StartMarks.begin(marks, other)).isFalse();
    }

    @Test
    void goesOnWhereItWas() {
        byte[] log = log("line", 50);
        int half = HEADER.length() + 70;
        StartMarks first = new StartMarks();
        first.add(slice(log, 0, half, new int[] {HEADER.length(), 70}));
        StartMarks second = new StartMarks();
        second.resume(first.toString(), half, Arrays.copyOf(log, half));
        second.add(slice(log, half, log.length, new int[] {log.length - half}));
        assertThat(second.toString()).startsWith(first.toString() + ",");
        assertThat(StartMarks.begin(second.toString(), log)).isTrue();
    }

    @Test
    void withoutWhatStandsBeforeNothingMoreIsMarked() {
        byte[] log = log("line", 50);
        StartMarks marks = new StartMarks();
        marks.resume(StartMarks.NONE, HEADER.length(), Arrays.copyOf(log, HEADER.length()));
        marks.add(slice(log, HEADER.length(), log.length, new int[] {log.length - HEADER.length()}));
        assertThat(marks).hasToString(StartMarks.NONE);
    }
}
