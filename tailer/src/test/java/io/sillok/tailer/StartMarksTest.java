package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    /** Marks of a log that came slice by slice of so many bytes. */
    private static String marks(byte[] log, int bytes) {
        StartMarks marks = new StartMarks();
        for (int at = 0; at < log.length; at += bytes) {
            marks.add(Arrays.copyOfRange(log, at, Math.min(log.length, at + bytes)));
        }
        return marks.toString();
    }

    @Test
    void everyBeginningIsKnown() {
        byte[] log = log("line", 20);
        for (int bytes : new int[] {1, 7, 400, 4000}) {
            String marks = marks(log, bytes);
            for (int length = HEADER.length(); length < log.length; length++) {
                assertThat(StartMarks.begin(marks, Arrays.copyOf(log, length)))
                        .as("%d bytes, marked in slices of %d bytes", length, bytes)
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
        String header = StartMarks.of(HEADER.getBytes(StandardCharsets.US_ASCII));
        assertThat(StartMarks.begin(header, log("other", 5))).isFalse();
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
        first.add(Arrays.copyOf(log, half));
        String marked = first.toString();
        first.add(log("other", 60));
        assertThat(first.toString()).startsWith(marked + ",");
        StartMarks second = new StartMarks();
        second.resume(first.toString(), half, Arrays.copyOf(log, half));
        second.add(Arrays.copyOfRange(log, half, log.length));
        assertThat(second.toString()).startsWith(marked + ",");
        assertThat(StartMarks.begin(second.toString(), log)).isTrue();
    }

    @Test
    void withoutWhatStandsBeforeNothingMoreIsMarked() {
        byte[] log = log("line", 50);
        StartMarks marks = new StartMarks();
        marks.resume(StartMarks.NONE, HEADER.length(), Arrays.copyOf(log, HEADER.length()));
        marks.add(Arrays.copyOfRange(log, HEADER.length(), log.length));
        assertThat(marks).hasToString(StartMarks.NONE);
    }
}
