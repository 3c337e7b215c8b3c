package io.sillok.job.parse;

import io.sillok.job.parse.RangeSet.Range;
import io.sillok.model.FileSlice;
import io.sillok.parsers.RecordBytes;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a slice is new to a file: a tailer may send again after a crash, and cut records otherwise than before.
 *
 * @param records the new bytes, as records or, where a record's beginning was accepted before, as its continuation
 * @param begun how many records begin in them
 * @param accepted new bytes
 * @param resent bytes that were accepted before
 */
public record Admission(List<RecordBytes> records, int begun, long accepted, long resent) {

    /** Does not add the slice to what was accepted. */
    public static Admission of(FileSlice slice, RangeSet accepted) {
        List<Range> missing = accepted.missing(slice.offset(), slice.end());
        long fresh = missing.stream().mapToLong(Range::length).sum();
        long resent = slice.fileBytes() - fresh;
        List<RecordBytes> records = RecordBytes.of(slice);
        if (resent > 0) {
            records = fresh == 0 ? List.of() : trim(records, accepted);
        }
        int begun = (int)
                records.stream().filter(record -> record.continues().isEmpty()).count();
        return new Admission(records, begun, fresh, resent);
    }

    private static List<RecordBytes> trim(List<RecordBytes> records, RangeSet accepted) {
        List<RecordBytes> trimmed = new ArrayList<>(records.size());
        for (RecordBytes record : records) {
            for (Range piece : accepted.missing(record.offset(), record.end())) {
                trimmed.add(record.between(piece.from(), piece.to()));
            }
        }
        return trimmed;
    }
}
