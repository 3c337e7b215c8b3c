package io.sillok.parsers.mask;

/** A page's or a product's name in a path, {@code blue-shoes-size-42}: three or more words and short numbers. */
final class Slug {

    private static final int WORD = 20;
    private static final int NUMBER = 4;
    private static final int SHORT = 3;

    private Slug() {}

    static boolean stands(Text s, int from, int end) {
        int parts = 0;
        int start = from;
        for (int i = from; i <= end; i++) {
            boolean over = i == end || "-_/.".indexOf(s.charAt(i)) >= 0;
            if (over && i > start) {
                if (!part(s, start, i)) {
                    return false;
                }
                parts++;
            }
            start = over ? i + 1 : start;
        }
        return parts >= 3;
    }

    private static boolean part(Text s, int from, int end) {
        int letters = 0;
        int digits = 0;
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            letters += c >= 'a' && c <= 'z' ? 1 : 0;
            digits += Chars.digit(c) ? 1 : 0;
        }
        int length = end - from;
        return (letters == length && length <= WORD)
                || (digits == length && length <= NUMBER)
                || (letters + digits == length && length <= SHORT);
    }
}
