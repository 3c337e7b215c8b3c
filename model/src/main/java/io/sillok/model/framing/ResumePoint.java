package io.sillok.model.framing;

import java.util.OptionalLong;

/**
 * Where framing begins or goes on.
 *
 * @param offset of the next byte
 * @param openStart where the record began whose last piece was cut off open just before the offset, if there is one
 * @param withinLine whether the byte before the offset is not a line end, as after a piece of a very long line
 */
public record ResumePoint(long offset, OptionalLong openStart, boolean withinLine) {

    public static final ResumePoint FILE_START = new ResumePoint(0, OptionalLong.empty(), false);

    public ResumePoint {
        if (offset < 0 || (openStart.isPresent() && openStart.getAsLong() >= offset)) {
            throw new IllegalArgumentException("a record cannot begin at " + openStart + " and go on at " + offset);
        }
    }
}
