package io.sillok.job.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.MaskedValue;
import io.sillok.model.SliceSource;
import io.sillok.parsers.RecordBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final SliceSource SOURCE =
            new SliceSource(FileId.of("a"), "shop", "test", "web-1", "/a.log", "unknown", Map.of());

    private final RangeSet accepted = new RangeSet();

    @Test
    void takesWhatIsNew() {
        Admission admission = Admission.of(slice(0, 4, 6), accepted);

        assertThat(admission.records()).extracting(RecordBytes::offset).containsExactly(0L, 4L);
        assertThat(admission.begun()).isEqualTo(2);
        assertThat(admission.accepted()).isEqualTo(10);
        assertThat(admission.resent()).isZero();
    }

    @Test
    void dropsWhatIsCovered() {
        accepted.add(0, 20);

        Admission admission = Admission.of(slice(0, 4, 6), accepted);

        assertThat(admission.records()).isEmpty();
        assertThat(admission.resent()).isEqualTo(10);
    }

    @Test
    void trimsAnOverlapAtARecord() {
        accepted.add(0, 4);

        Admission admission = Admission.of(slice(0, 4, 6), accepted);

        assertThat(admission.records()).singleElement().satisfies(record -> {
            assertThat(record.offset()).isEqualTo(4);
            assertThat(record.continues()).isEmpty();
        });
        assertThat(admission.accepted()).isEqualTo(6);
        assertThat(admission.resent()).isEqualTo(4);
    }

    @Test
    void aMaskedRecordIsTrimmedInTheFileAndToldAnew() {
        accepted.add(0, 7);
        FileSlice masked = new FileSlice(
                SOURCE,
                0,
                new int[] {4, 600, 9},
                OptionalLong.empty(),
                true,
                new byte[] {'a', '*', '*', 'c'},
                Instant.EPOCH,
                OptionalLong.empty(),
                Optional.empty(),
                false,
                Optional.of(new MaskedValue(new int[] {1, 2, 1}, false)));

        Admission admission = Admission.of(masked, accepted);

        assertThat(admission.accepted()).isEqualTo(606);
        assertThat(admission.resent()).isEqualTo(7);
        assertThat(admission.begun()).isEqualTo(1);
        RecordBytes second = admission.records().get(0);
        assertThat(second.offset()).isEqualTo(7);
        assertThat(second.end()).isEqualTo(604);
        assertThat(second.continues()).hasValue(4);
        assertThat(second.anew()).isTrue();
        assertThat(new String(second.buffer(), second.from(), second.length(), StandardCharsets.UTF_8))
                .isEqualTo("**");
        RecordBytes third = admission.records().get(1);
        assertThat(third.offset()).isEqualTo(604);
        assertThat(third.end()).isEqualTo(613);
        assertThat(third.open()).isTrue();
        assertThat(third.anew()).isFalse();
    }

    @Test
    void continuesARecordWhoseBeginningWasAccepted() {
        accepted.add(0, 7);

        Admission admission = Admission.of(slice(0, 4, 6), accepted);

        assertThat(admission.records()).singleElement().satisfies(record -> {
            assertThat(record.offset()).isEqualTo(7);
            assertThat(record.from()).isEqualTo(7);
            assertThat(record.length()).isEqualTo(3);
            assertThat(record.continues()).isEqualTo(OptionalLong.of(4));
            assertThat(record.open()).isFalse();
        });
        assertThat(admission.begun()).isZero();
    }

    @Test
    void leavesARecordOpenWhoseEndWasAccepted() {
        accepted.add(8, 10);

        Admission admission = Admission.of(slice(0, 4, 6), accepted);

        assertThat(admission.records()).extracting(RecordBytes::open).containsExactly(false, true);
        assertThat(admission.records()).extracting(RecordBytes::length).containsExactly(4, 4);
    }

    private static FileSlice slice(long offset, int... lengths) {
        int sum = 0;
        for (int length : lengths) {
            sum += length;
        }
        return new FileSlice(SOURCE, offset, lengths, OptionalLong.empty(), false, new byte[sum], Instant.EPOCH);
    }
}
