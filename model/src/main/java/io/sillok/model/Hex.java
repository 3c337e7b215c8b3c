package io.sillok.model;

/** Lower-case hexadecimal of 64-bit words. */
final class Hex {

    private Hex() {}

    static boolean isHex(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    static long parse(CharSequence text, int from, int to) {
        return from == to ? 0 : Long.parseUnsignedLong(text, from, to, 16);
    }

    static String of(long word) {
        String digits = Long.toHexString(word);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
