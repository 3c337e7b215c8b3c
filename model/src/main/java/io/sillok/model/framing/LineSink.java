package io.sillok.model.framing;

/**
 * A sink that takes whole lines that are records many at a time, which is what most bytes of most logs are. Where each line
 * is a record, {@link Framer#accept} calls this in place of {@link #frame} for those that nothing came before.
 */
public interface LineSink extends FrameSink {

    /**
     * Records of a line each, one behind the other; none continues an open one, and none is open. The framer stands behind
     * the last of them already.
     *
     * @param offset of the first byte in the file
     * @param lengths of the lines, line ends included; valid only until this call returns
     * @param count how many of the lengths are meant, at least one
     */
    void lines(long offset, int[] lengths, int count);
}
