package io.sillok.model.framing;

import java.util.OptionalLong;

/**
 * Where framing begins or goes on.
 *
 * @param offset of the next byte
 * @param openStart where the record began whose last piece was cut off open just before the offset, if there is one
 * @param withinLine whether the offset stands in a line that is known to belong to that record, as after a piece of a very
 *     long one
 * @param lines how many whole lines of that record stand before the offset
 * @param led whether the line before the offset leads the one behind it, so that the two stay together
 */
public record ResumePoint(long offset, OptionalLong openStart, boolean withinLine, int lines, boolean led) {

    public static final ResumePoint FILE_START = closedAt(0);

    public ResumePoint {
        if (offset < 0 || lines < 0 || (openStart.isPresent() && openStart.getAsLong() >= offset)) {
            throw new IllegalArgumentException("a record cannot begin at " + openStart + " and go on at " + offset);
        }
    }

    /** Behind a record that is whole. */
    public static ResumePoint closedAt(long offset) {
        return new ResumePoint(offset, OptionalLong.empty(), false, 0, false);
    }
}
