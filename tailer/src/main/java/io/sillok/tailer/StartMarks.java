package io.sillok.tailer;

import io.sillok.model.FileSlice;
import java.util.zip.CRC32C;

/**
 * Checksums of what a file starts with: up to the end of each of its first records, then ever more sparsely, and up to
 * 64 KiB. By them a copy is known though it ends before the position, as it does if more was read between the copy and the
 * truncation and the tailer died. Two logs with the same header differ within their first records, all of which are marked.
 */
final class StartMarks {

    /** Of a file of which nothing is marked. */
    static final String NONE = "-";

    private static final int ALL_RECORDS = 4;

    private final CRC32C sum = new CRC32C();
    private String text = NONE;
    private int length;
    private int lastMark;
    private int marks;
    private boolean complete;

    /**
     * Goes on behind what was marked before.
     *
     * @param known the marks of a position
     * @param start what stands before that position, up to 64 KiB; if it cannot be read any more, no more is marked
     */
    void resume(String known, long position, byte[] start) {
        complete = known.equals(NONE) ? position > 0 : position >= Fingerprint.START_BYTES || start.length < position;
        if (!known.equals(NONE)) {
            text = known;
            marks = known.split(",", -1).length;
            lastMark = Integer.parseInt(known.substring(known.lastIndexOf(',') + 1, known.lastIndexOf(':')));
        }
        sum.update(start, 0, start.length);
        length = start.length;
    }

    /** Takes the records of the slice that follows. */
    void add(FileSlice slice) {
        int at = 0;
        for (int i = 0; i < slice.recordLengths().length && !complete; i++) {
            int bytes = Math.min(slice.recordLengths()[i], Fingerprint.START_BYTES - length);
            sum.update(slice.bytes(), at, bytes);
            at += bytes;
            length += bytes;
            complete = length == Fingerprint.START_BYTES;
            if (complete || marks < ALL_RECORDS || length >= lastMark + lastMark / 2) {
                mark();
            }
        }
    }

    private void mark() {
        text = (marks == 0 ? "" : text + ',') + length + ':' + Integer.toHexString((int) sum.getValue());
        lastMark = length;
        marks++;
    }

    /** {@code 73:1a2b3c4d,146:5e6f7081}: lengths and checksums. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * Whether a file that holds less than was marked is the beginning of the marked one.
     *
     * @param start all of the file, or its first 64 KiB
     */
    static boolean begin(String marked, byte[] start) {
        if (marked.equals(NONE)) {
            return false;
        }
        int passed = 0;
        int length = 0;
        String last = "";
        for (String mark : marked.split(",", -1)) {
            int end = Integer.parseInt(mark.substring(0, mark.indexOf(':')));
            if (end > start.length) {
                break;
            }
            passed++;
            length = end;
            last = mark;
        }
        CRC32C sum = new CRC32C();
        sum.update(start, 0, length);
        boolean same = passed > 0 && last.endsWith(":" + Integer.toHexString((int) sum.getValue()));
        return same && (passed >= ALL_RECORDS || isWithinLine(start, length));
    }

    /** Whether at most a part of a line follows the last mark. */
    private static boolean isWithinLine(byte[] start, int from) {
        for (int i = from; i < start.length; i++) {
            if (start[i] == '\n') {
                return false;
            }
        }
        return true;
    }
}
