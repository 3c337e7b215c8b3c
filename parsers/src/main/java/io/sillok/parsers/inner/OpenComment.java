package io.sillok.parsers.inner;

/** Comments of SQL, which a program may write what it likes into. */
final class OpenComment {

    private OpenComment() {}

    /** Whether one that begins in {@code [from, at)} ends behind. */
    static boolean at(CharSequence text, int from, int at) {
        int end = last(text, "*/", from, at);
        int begin = last(text, "/*", end < 0 ? from : end + 2, at);
        int behind = begin < 0 ? -1 : first(text, "*/", at);
        return behind >= 0 && last(text, "/*", at, behind) < 0;
    }

    /** Whether one that begins in {@code [from, at)} has not ended there; {@code /logs/*.log} is none. */
    static boolean before(CharSequence text, int from, int at) {
        int begin = last(text, "/*", from, at);
        boolean path = begin > from && Character.isLetter(text.charAt(begin - 1));
        return begin >= 0 && !path && last(text, "*/", begin + 2, at) < 0;
    }

    private static int first(CharSequence text, String mark, int from) {
        int i = from;
        while (i + 1 < text.length() && !stands(text, mark, i)) {
            i++;
        }
        return i + 1 < text.length() ? i : -1;
    }

    private static int last(CharSequence text, String mark, int from, int to) {
        int i = to - 2;
        while (i >= from && !stands(text, mark, i)) {
            i--;
        }
        return i >= from ? i : -1;
    }

    private static boolean stands(CharSequence text, String mark, int at) {
        return text.charAt(at) == mark.charAt(0) && text.charAt(at + 1) == mark.charAt(1);
    }
}
