package io.sillok.parsers.grok.automaton;

/** Reads characters that are not ASCII, by the rules by which the JDK does: what it would replace is none. Not thread-safe. */
final class Utf8 {

    private int codePoint;
    private int width;

    int codePoint() {
        return codePoint;
    }

    /** In bytes. */
    int width() {
        return width;
    }

    /** False if no character begins at the place. */
    boolean read(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        if (lead >= 0xc2 && lead < 0xe0) {
            return continued(bytes, at, end, 2, lead & 0x1f) && codePoint >= 0x80;
        } else if (lead >= 0xe0 && lead < 0xf0) {
            return continued(bytes, at, end, 3, lead & 0x0f)
                    && codePoint >= 0x800
                    && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        } else if (lead >= 0xf0 && lead < 0xf5) {
            return continued(bytes, at, end, 4, lead & 0x07)
                    && codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT
                    && codePoint <= Character.MAX_CODE_POINT;
        }
        return false;
    }

    private boolean continued(byte[] bytes, int at, int end, int count, int leadBits) {
        width = count;
        if (at + width > end) {
            return false;
        }
        codePoint = leadBits;
        for (int i = at + 1; i < at + width; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return false;
            }
            codePoint = (codePoint << 6) | (bytes[i] & 0x3f);
        }
        return true;
    }
}
