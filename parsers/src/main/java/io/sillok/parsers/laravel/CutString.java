package io.sillok.parsers.laravel;

/** The inside of a JSON string whose end is missing. */
final class CutString {

    private CutString() {}

    /** Decodes up to the closing quote, or the end; half an escape at the end is left out. */
    static String decode(String inside) {
        StringBuilder text = new StringBuilder(inside.length());
        int at = 0;
        while (at < inside.length() && inside.charAt(at) != '"') {
            char c = inside.charAt(at);
            if (c != '\\') {
                text.append(c);
                at++;
            } else if (at + 1 == inside.length()) {
                at++;
            } else if (inside.charAt(at + 1) == 'u') {
                at = unicode(inside, at, text);
            } else {
                int simple = "nrtbf".indexOf(inside.charAt(at + 1));
                text.append(simple >= 0 ? "\n\r\t\b\f".charAt(simple) : inside.charAt(at + 1));
                at += 2;
            }
        }
        return text.toString();
    }

    private static int unicode(String inside, int at, StringBuilder text) {
        if (at + 6 > inside.length()) {
            return inside.length();
        }
        int code = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(inside.charAt(i), 16);
            if (digit < 0) {
                text.append('\\');
                return at + 1;
            }
            code = code << 4 | digit;
        }
        text.append((char) code);
        return at + 6;
    }
}
