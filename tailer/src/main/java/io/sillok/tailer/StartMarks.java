package io.sillok.tailer;

import java.util.zip.CRC32C;

/**
 * Checksums of what a file starts with: up to the end of each of its first lines, then ever more sparsely, and up to 64 KiB.
 * By them a copy is known though it ends before the position, as it does if more was read between the copy and the
 * truncation and the tailer died. Two logs with the same header differ within their first lines, all of which are marked.
 */
final class StartMarks {

    /** Of a file of which nothing is marked. */
    static final String NONE = "-";

    private static final int ALL_LINES = 4;

    private final CRC32C sum = new CRC32C();
    private String text = NONE;
    private int length;
    private int lastMark;
    private int marks;
    private boolean complete;

    static String of(byte[] start) {
        StartMarks marks = new StartMarks();
        marks.add(start);
        return marks.toString();
    }

    /**
     * Goes on at a position; marks behind it are made anew.
     *
     * @param start what stands before that position, up to 64 KiB; if it cannot be read any more, no more is marked
     */
    void resume(String known, long position, byte[] start) {
        for (String mark : known.equals(NONE) ? new String[0] : known.split(",", -1)) {
            if (length(mark) <= position) {
                note(mark);
            }
        }
        boolean unmarked = position > 0 && marks == 0;
        complete = unmarked || position >= Fingerprint.START_BYTES || start.length < position;
        sum.update(start, 0, start.length);
        length = start.length;
    }

    /** Takes what follows. */
    void add(byte[] bytes) {
        if (complete) {
            return;
        }
        int base = length;
        int end = Math.min(bytes.length, Fingerprint.START_BYTES - base);
        int summed = 0;
        for (int at = 0; at < end; at++) {
            boolean sparse = marks < ALL_LINES || base + at + 1 >= lastMark + lastMark / 2;
            if ((bytes[at] == '\n' && sparse) || base + at + 1 == Fingerprint.START_BYTES) {
                sum.update(bytes, summed, at + 1 - summed);
                summed = at + 1;
                note(base + summed + ":" + Integer.toHexString((int) sum.getValue()));
            }
        }
        sum.update(bytes, summed, end - summed);
        length = base + end;
        complete = length == Fingerprint.START_BYTES;
    }

    private void note(String mark) {
        text = marks == 0 ? mark : text + ',' + mark;
        lastMark = length(mark);
        marks++;
    }

    private static int length(String mark) {
        return Integer.parseInt(mark.substring(0, mark.indexOf(':')));
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
            if (length(mark) > start.length) {
                break;
            }
            passed++;
            length = length(mark);
            last = mark;
        }
        CRC32C sum = new CRC32C();
        sum.update(start, 0, length);
        boolean same = passed > 0 && last.endsWith(":" + Integer.toHexString((int) sum.getValue()));
        return same && (passed >= ALL_LINES || isWithinLine(start, length));
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
