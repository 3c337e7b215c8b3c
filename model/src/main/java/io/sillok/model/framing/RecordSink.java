package io.sillok.model.framing;

/** Takes records with their bytes, in the order of the file; see {@link FrameSink} for what the numbers say. */
@FunctionalInterface
public interface RecordSink {

    /**
     * @param buffer holds the bytes at {@code [from, from + length)}; valid only until this call returns
     * @param offset of the first of these bytes in the file
     * @param start where the record began: before the offset if this continues an open piece
     */
    void record(byte[] buffer, int from, int length, long offset, long start, boolean open);
}
