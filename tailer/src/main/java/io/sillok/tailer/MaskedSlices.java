package io.sillok.tailer;

import io.sillok.model.FileSlice;
import io.sillok.model.MaskedValue;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.edge.MaskedRecords;
import io.sillok.model.framing.ResumePoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes masked slices of a raw one: several if the masked text outgrows one. What the masker answers is held against what
 * was asked, since a wrong length would put every later byte of the file in the wrong place; then all of it is masked whole.
 */
final class MaskedSlices {

    /** Each record has two lengths in the headers, so half of what a slice of the file's own bytes may hold. */
    static final int MAX_RECORDS = PendingSlice.MAX_RECORDS / 2;

    /** Stands for a record about which nothing can be told. */
    static final byte[] WHOLE = "*** (masked whole)\n".getBytes(StandardCharsets.US_ASCII);

    /** A slice, where framing goes on behind it, and the file's own last bytes. */
    record Part(FileSlice slice, ResumePoint behind, Fingerprint tail) {}

    private final FileMasker masker;

    MaskedSlices(FileMasker masker) {
        this.masker = masker;
    }

    FileMasker masker() {
        return masker;
    }

    /** @param behind where framing goes on behind the raw slice */
    List<Part> of(FileSlice raw, ResumePoint behind) {
        MaskedRecords masked = masked(raw);
        int[] lengths = raw.recordLengths();
        List<Part> parts = new ArrayList<>();
        int first = 0;
        int rawFrom = 0;
        int valueFrom = 0;
        while (first < lengths.length) {
            int end = first;
            int rawLength = 0;
            int valueLength = 0;
            while (end < lengths.length
                    && end - first < MAX_RECORDS
                    && (end == first || valueLength + masked.lengths()[end] <= FileSlice.MAX_BYTES)) {
                rawLength += lengths[end];
                valueLength += masked.lengths()[end];
                end++;
            }
            boolean begins = first == 0;
            boolean ends = end == lengths.length;
            long offset = raw.offset() + rawFrom;
            FileSlice slice = new FileSlice(
                    raw.source(),
                    offset,
                    Arrays.copyOfRange(lengths, first, end),
                    begins ? raw.continues() : OptionalLong.empty(),
                    ends && raw.open(),
                    Arrays.copyOfRange(masked.bytes(), valueFrom, valueFrom + valueLength),
                    raw.timestamp(),
                    raw.acknowledged(),
                    Optional.empty(),
                    false,
                    Optional.of(new MaskedValue(
                            Arrays.copyOfRange(masked.lengths(), first, end), begins && masked.anew())));
            parts.add(new Part(
                    slice,
                    ends ? behind : ResumePoint.closedAt(offset + rawLength),
                    Fingerprint.ofTail(raw.bytes(), rawFrom + rawLength)));
            first = end;
            rawFrom += rawLength;
            valueFrom += valueLength;
        }
        return parts;
    }

    private MaskedRecords masked(FileSlice raw) {
        MaskedRecords masked;
        try {
            masked = masker.mask(raw.bytes(), raw.recordLengths(), raw.offset(), raw.continues(), raw.open());
        } catch (RuntimeException | StackOverflowError e) {
            // Neither the bytes nor the exception's message, which can quote them, may be shown.
            return whole(raw);
        }
        return fits(masked, raw) ? masked : whole(raw);
    }

    private static boolean fits(MaskedRecords masked, FileSlice raw) {
        if (masked.lengths().length != raw.recordLengths().length
                || (masked.anew() && raw.continues().isEmpty())) {
            return false;
        }
        long sum = 0;
        for (int length : masked.lengths()) {
            if (length <= 0 || length > FileSlice.MAX_BYTES) {
                return false;
            }
            sum += length;
        }
        return sum == masked.bytes().length;
    }

    private static MaskedRecords whole(FileSlice raw) {
        int records = raw.recordLengths().length;
        byte[] bytes = new byte[records * WHOLE.length];
        for (int i = 0; i < records; i++) {
            System.arraycopy(WHOLE, 0, bytes, i * WHOLE.length, WHOLE.length);
        }
        int[] lengths = new int[records];
        Arrays.fill(lengths, WHOLE.length);
        return new MaskedRecords(bytes, lengths, false);
    }
}
