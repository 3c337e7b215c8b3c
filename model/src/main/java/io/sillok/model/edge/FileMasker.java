package io.sillok.model.edge;

import io.sillok.model.framing.ResumePoint;
import java.util.OptionalLong;

/**
 * Masks the records of one file, which come in the order of the file. What a piece of a record becomes hangs on what stood
 * before it, so it remembers some of that; where it does not know, it masks the piece whole. Not thread-safe.
 */
public interface FileMasker {

    /**
     * From where on it wants to be shown what stands before a position from which the file is read on; the position itself
     * if it needs nothing.
     */
    long remembersFrom(ResumePoint at);

    /**
     * Shows what stands before a position from which the file is read on. May be left out: then it knows nothing of it.
     *
     * @param from where {@code before} begins in the file; it ends at the position
     */
    void remember(long from, byte[] before, ResumePoint at);

    /**
     * Masks records that follow each other; never throws.
     *
     * @param bytes as they stand in the file; not kept
     * @param lengths of the records, line ends included
     * @param offset of the first byte in the file
     * @param continues where the first record began, if it continues an open one
     * @param open whether the last record may go on
     */
    MaskedRecords mask(byte[] bytes, int[] lengths, long offset, OptionalLong continues, boolean open);
}
