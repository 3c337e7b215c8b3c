package io.sillok.parsers.mask;

import java.util.Arrays;

/** The lines of a text that begin as a stack frame does, {@code #12 }, by number and place. */
final class FrameIndex {

    /** The number in the upper half, the place of the line break before it in the lower one; sorted. */
    private final long[] lines;

    private FrameIndex(long[] lines) {
        this.lines = lines;
    }

    static FrameIndex of(Text s) {
        long[] lines = new long[16];
        int count = 0;
        for (int newline = s.indexOf('\n'); newline >= 0; newline = s.indexOf('\n', newline + 1)) {
            int number = number(s, newline);
            if (number >= 0) {
                lines = count == lines.length ? Arrays.copyOf(lines, count * 2) : lines;
                lines[count++] = ((long) number << 32) | newline;
            }
        }
        long[] sorted = Arrays.copyOf(lines, count);
        Arrays.sort(sorted);
        return new FrameIndex(sorted);
    }

    /** Of the line behind the line break, without leading zeros; -1 if it begins otherwise. */
    private static int number(Text s, int newline) {
        int i = newline + 2;
        if (i >= s.length() || s.charAt(newline + 1) != '#') {
            return -1;
        }
        int number = 0;
        int limit = Math.min(s.length(), i + 7);
        while (i < limit && Chars.digit(s.charAt(i))) {
            number = number * 10 + s.charAt(i) - '0';
            i++;
        }
        boolean zero = s.charAt(newline + 2) == '0' && i > newline + 3;
        return i > newline + 2 && i < s.length() && s.charAt(i) == ' ' && !zero ? number : -1;
    }

    /** The first line break in {@code [from, to)} that the frame of this number follows; -1 if there is none. */
    int next(int number, int from, int to) {
        int found = Arrays.binarySearch(lines, ((long) number << 32) | from);
        int place = found < 0 ? -found - 1 : found;
        boolean there = place < lines.length && lines[place] >>> 32 == number && (int) lines[place] < to;
        return there ? (int) lines[place] : -1;
    }
}
