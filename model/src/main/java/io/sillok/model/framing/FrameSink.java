package io.sillok.model.framing;

/** Takes the frames that a {@link Framer} cuts, in the order of the file. */
@FunctionalInterface
public interface FrameSink {

    /**
     * A record, or a piece of one.
     *
     * @param offset of the piece's first byte in the file; where the piece before it ended
     * @param length in bytes, line ends included; never zero
     * @param start where the record began: equal to the offset, or before it if this piece continues an open one
     * @param open whether more of the record may follow
     */
    void frame(long offset, int length, long start, boolean open);
}
