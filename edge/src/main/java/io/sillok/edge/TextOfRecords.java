package io.sillok.edge;

import io.sillok.parsers.mask.LineMasker;
import io.sillok.parsers.mask.MaskTally;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Masks the bytes of a record as the text that the parser will read in them: without its line end, and without the mark or
 * the NULs that it may begin with. Bytes of which nothing has to be masked stay as they are, whatever their encoding.
 * Thread-safe.
 */
final class TextOfRecords {

    /** What stands for a text that cannot be judged. */
    static final String WHOLE = "*** (masked whole)";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** One NUL in so many bytes, and it is no text of one byte a character: no rule can read it. */
    private static final int WIDE = 8;

    /** What a character is read as of which not all bytes are there. */
    private static final char UNDECODED = '\uFFFD';

    private final LineMasker lines;
    private final MaskCounts counts;

    TextOfRecords(LineMasker lines, MaskCounts counts) {
        this.lines = lines;
        this.counts = counts;
    }

    /** @param cut whether more of the record follows in the same line */
    byte[] mask(byte[] bytes, int from, int to, boolean cut) {
        int end = withoutLineEnd(bytes, from, to);
        int begin = begin(bytes, from, end);
        if (begin == end) {
            return Arrays.copyOfRange(bytes, from, to);
        }
        boolean returns = end < to - 1;
        String raw = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        String text = returns ? raw.replace("\r\n", "\n") : raw;
        String masked = wide(bytes, begin, end) ? whole(text) : text(text, cut);
        if (masked.equals(text)) {
            return Arrays.copyOfRange(bytes, from, to);
        }
        byte[] shown = (returns ? masked.replace("\n", "\r\n") : masked).getBytes(StandardCharsets.UTF_8);
        return join(bytes, from, begin, shown, end, to);
    }

    /** All but the head of a record, such as its parser needs. */
    byte[] maskWhole(byte[] bytes, int from, int to) {
        int end = withoutLineEnd(bytes, from, to);
        int begin = begin(bytes, from, end);
        String head = new String(bytes, begin, Math.min(end - begin, 512), StandardCharsets.UTF_8);
        byte[] shown = whole(head).getBytes(StandardCharsets.UTF_8);
        return join(bytes, from, begin, shown, end, to);
    }

    /** A piece of a record that cannot be judged without what is before it. */
    byte[] piece(byte[] bytes, int from, int to) {
        counts.countFailedClosed();
        int end = withoutLineEnd(bytes, from, to);
        return join(bytes, end, end, WHOLE.getBytes(StandardCharsets.US_ASCII), end, to);
    }

    String text(String text, boolean cut) {
        MaskTally tally = new MaskTally();
        String masked = cut ? lines.maskCut(text, tally) : lines.mask(text, tally);
        counts.add(tally);
        boolean whole = masked.equals(WHOLE) || (masked.isEmpty() && !text.isEmpty());
        return whole ? text.substring(0, LineMasker.head(text)) + WHOLE : LineEnds.as(text, masked);
    }

    /** What of a masked text will stay as it is when the text goes on within its last word. */
    String steady(String text) {
        String masked = text(text, false);
        int end = LineMasker.certain(masked);
        while (end > 0 && masked.charAt(end - 1) == UNDECODED) {
            end--;
        }
        return masked.substring(0, end);
    }

    private String whole(String text) {
        counts.countFailedClosed();
        return text.substring(0, LineMasker.head(text)) + WHOLE;
    }

    private static byte[] join(byte[] bytes, int from, int begin, byte[] shown, int end, int to) {
        byte[] joined = new byte[begin - from + shown.length + to - end];
        System.arraycopy(bytes, from, joined, 0, begin - from);
        System.arraycopy(shown, 0, joined, begin - from, shown.length);
        System.arraycopy(bytes, end, joined, begin - from + shown.length, to - end);
        return joined;
    }

    void countFailedClosed() {
        counts.countFailedClosed();
    }

    /** Nothing but NULs, and perhaps a line end. */
    static boolean isHole(byte[] bytes, int from, int to) {
        int end = withoutLineEnd(bytes, from, to);
        return begin(bytes, from, end) == end;
    }

    static int withoutLineEnd(byte[] bytes, int from, int to) {
        int end = to;
        if (end > from && bytes[end - 1] == '\n') {
            end--;
            if (end > from && bytes[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    private static int begin(byte[] bytes, int from, int end) {
        int begin = from;
        while (begin < end && bytes[begin] == 0) {
            begin++;
        }
        boolean marked = end - begin >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        bytes, begin, begin + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return marked ? begin + BYTE_ORDER_MARK.length : begin;
    }

    private static boolean wide(byte[] bytes, int from, int to) {
        int nuls = 0;
        for (int i = from; i < to; i++) {
            nuls += bytes[i] == 0 ? 1 : 0;
        }
        return nuls > (to - from) / WIDE;
    }
}
