package io.sillok.parsers.grok.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of code points as sorted ranges that do not touch.
 *
 * @param bounds first and last code point of each range, one after the other
 */
public record CharSet(List<Integer> bounds) {

    public static final int LAST = Character.MAX_CODE_POINT;
    public static final CharSet DIGITS = range('0', '9');
    public static final CharSet WORD =
            DIGITS.or(range('a', 'z')).or(range('A', 'Z')).or(of('_'));
    public static final CharSet BLANKS = range('\t', '\r').or(of(' '));
    /** Those that are neither of the two of ASCII. */
    public static final CharSet OTHER_LINE_ENDS = of(0x85).or(of(0x2028)).or(of(0x2029));

    public static final CharSet LINE_ENDS = of('\n').or(of('\r')).or(OTHER_LINE_ENDS);
    public static final CharSet ALL = range(0, LAST);
    public static final CharSet NONE = new CharSet(List.of());

    public CharSet {
        bounds = List.copyOf(bounds);
    }

    public static CharSet of(int codePoint) {
        return range(codePoint, codePoint);
    }

    public static CharSet range(int first, int last) {
        return new CharSet(List.of(first, last));
    }

    public CharSet or(CharSet other) {
        int[][] ranges = new int[(bounds.size() + other.bounds.size()) / 2][];
        int count = 0;
        for (CharSet set : List.of(this, other)) {
            for (int i = 0; i < set.bounds.size(); i += 2) {
                ranges[count++] = new int[] {set.bounds.get(i), set.bounds.get(i + 1)};
            }
        }
        Arrays.sort(ranges, (a, b) -> Integer.compare(a[0], b[0]));
        List<Integer> merged = new ArrayList<>();
        for (int[] range : ranges) {
            int last = merged.size() - 1;
            if (last >= 0 && range[0] <= merged.get(last) + 1) {
                merged.set(last, Math.max(merged.get(last), range[1]));
            } else {
                merged.add(range[0]);
                merged.add(range[1]);
            }
        }
        return new CharSet(merged);
    }

    public CharSet not() {
        List<Integer> rest = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < bounds.size(); i += 2) {
            if (bounds.get(i) > next) {
                rest.add(next);
                rest.add(bounds.get(i) - 1);
            }
            next = bounds.get(i + 1) + 1;
        }
        if (next <= LAST) {
            rest.add(next);
            rest.add(LAST);
        }
        return new CharSet(rest);
    }

    public CharSet and(CharSet other) {
        return not().or(other.not()).not();
    }

    public boolean isEmpty() {
        return bounds.isEmpty();
    }

    public boolean contains(int codePoint) {
        for (int i = 0; i < bounds.size(); i += 2) {
            if (codePoint <= bounds.get(i + 1)) {
                return codePoint >= bounds.get(i);
            }
        }
        return false;
    }

    /** With the other case of each ASCII letter in it: how (?i) reads a set. */
    public CharSet ignoringCase() {
        CharSet all = this;
        for (int c = 'a'; c <= 'z'; c++) {
            int upper = c - 'a' + 'A';
            if (contains(c) != contains(upper)) {
                all = all.or(of(c)).or(of(upper));
            }
        }
        return all;
    }
}
