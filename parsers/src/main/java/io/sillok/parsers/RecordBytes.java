package io.sillok.parsers;

import io.sillok.model.FileSlice;
import io.sillok.model.MaskedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of one record of a file as a slice holds it, line end included; the array is not copied and not changed.
 *
 * @param from index of the first byte in {@code buffer}
 * @param length in bytes
 * @param offset of the first byte in the file
 * @param continues where the record began, if these bytes go on with one that was open
 * @param open whether more of the record may follow
 * @param masked where it was masked on its host: then these are not the file's bytes, but what is shown for them
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordBytes(
        byte[] buffer,
        int from,
        int length,
        long offset,
        OptionalLong continues,
        boolean open,
        Optional<Masked> masked) {

    /**
     * Of a masked record.
     *
     * @param fileBytes how many bytes of the file it stands for
     * @param anew whether it is told from the record's beginning, though it stands for its continuation
     */
    public record Masked(int fileBytes, boolean anew) {}

    /** The file's own bytes. */
    public RecordBytes(byte[] buffer, int from, int length, long offset, OptionalLong continues, boolean open) {
        this(buffer, from, length, offset, continues, open, Optional.empty());
    }

    /** A record that is whole. */
    public static RecordBytes whole(byte[] buffer, int from, int length, long offset) {
        return new RecordBytes(buffer, from, length, offset, OptionalLong.empty(), false);
    }

    /** Of how many bytes of the file it is. */
    public int fileBytes() {
        return masked.map(Masked::fileBytes).orElse(length);
    }

    /** The offset behind its last byte in the file. */
    public long end() {
        return offset + fileBytes();
    }

    /** Whether it is told from the beginning of the record that it continues. */
    public boolean anew() {
        return masked.isPresent() && masked.get().anew();
    }

    /** The records of a slice in their order: only the first may continue one, only the last may be open. */
    public static List<RecordBytes> of(FileSlice slice) {
        int[] lengths = slice.recordLengths();
        int[] inValue = slice.valueLengths();
        boolean anew = slice.masked().map(MaskedValue::anew).orElse(false);
        List<RecordBytes> records = new ArrayList<>(lengths.length);
        int from = 0;
        long offset = slice.offset();
        for (int i = 0; i < lengths.length; i++) {
            OptionalLong continues = i == 0 ? slice.continues() : OptionalLong.empty();
            boolean open = slice.open() && i == lengths.length - 1;
            Optional<Masked> masked =
                    slice.masked().isPresent() ? Optional.of(new Masked(lengths[i], anew && i == 0)) : Optional.empty();
            records.add(new RecordBytes(slice.bytes(), from, inValue[i], offset, continues, open, masked));
            from += inValue[i];
            offset += lengths[i];
        }
        return records;
    }

    /**
     * Only the bytes of the file from one offset to another, which lie in it. Of a masked record its text cannot be cut:
     * what goes on is told whole again, in place of what came before if it holds the record from its beginning.
     */
    public RecordBytes between(long begin, long to) {
        boolean continued = begin > offset;
        OptionalLong start = continued ? OptionalLong.of(continues.orElse(offset)) : continues;
        boolean goesOn = to < end() || open;
        if (masked.isEmpty()) {
            return new RecordBytes(buffer, from + (int) (begin - offset), (int) (to - begin), begin, start, goesOn);
        }
        boolean fromBeginning = anew() || (continued && continues.isEmpty());
        return new RecordBytes(
                buffer, from, length, begin, start, goesOn, Optional.of(new Masked((int) (to - begin), fromBeginning)));
    }
}
