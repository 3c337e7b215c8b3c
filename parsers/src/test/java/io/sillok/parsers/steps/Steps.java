package io.sillok.parsers.steps;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What instrumented code calls: branches and calls taken, and characters that the JDK looked at on its behalf. */
public final class Steps {

    private static long count;

    private Steps() {}

    public static void reset() {
        count = 0;
    }

    public static long count() {
        return count;
    }

    public static void one() {
        count++;
    }

    public static void many(int more) {
        count += more;
    }

    public static void lengthOf(Object text) {
        if (text instanceof CharSequence chars) {
            count += chars.length();
        } else if (text instanceof byte[] bytes) {
            count += bytes.length;
        } else if (text instanceof char[] chars) {
            count += chars.length;
        }
    }

    public static int indexOf(String text, String part) {
        return indexOf(text, part, 0);
    }

    public static int indexOf(String text, int character) {
        return indexOf(text, character, 0);
    }

    public static int indexOf(String text, String part, int from) {
        return looked(text.indexOf(part, from), from, text.length());
    }

    public static int indexOf(String text, int character, int from) {
        return looked(text.indexOf(character, from), from, text.length());
    }

    private static int looked(int found, int from, int length) {
        count += found < 0 ? Math.max(0, length - from) : found - from;
        return found;
    }

    public static int lastIndexOf(String text, String part) {
        return lastIndexOf(text, part, text.length());
    }

    public static int lastIndexOf(String text, int character) {
        return lastIndexOf(text, character, text.length() - 1);
    }

    public static int lastIndexOf(String text, String part, int from) {
        return lookedBack(text.lastIndexOf(part, from), Math.min(from, text.length()));
    }

    public static int lastIndexOf(String text, int character, int from) {
        return lookedBack(text.lastIndexOf(character, from), Math.min(from, text.length()));
    }

    private static int lookedBack(int found, int from) {
        count += Math.max(0, from - Math.max(0, found));
        return found;
    }

    public static boolean contains(String text, CharSequence part) {
        return indexOf(text, part.toString(), 0) >= 0;
    }

    public static Matcher matcher(Pattern pattern, CharSequence text) {
        return pattern.matcher(new Looked(text));
    }

    public static boolean matches(String text, String regex) {
        return matcher(Pattern.compile(regex), text).matches();
    }

    public static String replaceAll(String text, String regex, String replacement) {
        return matcher(Pattern.compile(regex), text).replaceAll(replacement);
    }

    /** Counts each look of a regex engine. */
    private record Looked(CharSequence text) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            count++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            count += end - start;
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            count += text.length();
            return text.toString();
        }
    }
}
