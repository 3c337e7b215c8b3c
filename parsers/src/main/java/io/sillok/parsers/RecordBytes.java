package io.sillok.parsers;

import io.sillok.model.FileSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The bytes of one record of a file as a slice holds it, line end included; the array is not copied and not changed.
 *
 * @param from index of the first byte in {@code buffer}
 * @param length in bytes
 * @param offset of the first byte in the file
 * @param continues where the record began, if these bytes go on with one that was open
 * @param open whether more of the record may follow
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordBytes(byte[] buffer, int from, int length, long offset, OptionalLong continues, boolean open) {

    /** A record that is whole. */
    public static RecordBytes whole(byte[] buffer, int from, int length, long offset) {
        return new RecordBytes(buffer, from, length, offset, OptionalLong.empty(), false);
    }

    /** The records of a slice in their order: only the first may continue one, only the last may be open. */
    public static List<RecordBytes> of(FileSlice slice) {
        int[] lengths = slice.recordLengths();
        List<RecordBytes> records = new ArrayList<>(lengths.length);
        int from = 0;
        for (int i = 0; i < lengths.length; i++) {
            OptionalLong continues = i == 0 ? slice.continues() : OptionalLong.empty();
            boolean open = slice.open() && i == lengths.length - 1;
            records.add(new RecordBytes(slice.bytes(), from, lengths[i], slice.offset() + from, continues, open));
            from += lengths[i];
        }
        return records;
    }
}
