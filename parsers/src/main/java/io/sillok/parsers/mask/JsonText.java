package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.HexFormat;

/** The escapes in JSON's strings. */
final class JsonText {

    /** By character up to the backslash, what cannot stand in a string as it is. */
    private static final boolean[] ESCAPED = new boolean['\\' + 1];

    static {
        Arrays.fill(ESCAPED, 0, ' ', true);
        ESCAPED['"'] = true;
        ESCAPED['\\'] = true;
    }

    private JsonText() {}

    /** The text that {@code raw} stands for; {@code raw} itself if it has no escapes. */
    static Text decode(Text raw) {
        int first = raw.indexOf('\\');
        return first < 0 ? raw : decode(raw, first, raw.length() - 1);
    }

    /** The same where it is known that the first escape begins at {@code first} and none behind {@code last}. */
    static Text decode(Text raw, int first, int last) {
        int next = first;
        int length = raw.length();
        TextBuffer out = new TextBuffer(length);
        int i = 0;
        while (next >= 0 && next + 1 < length) {
            out.append(raw, i, next);
            char e = raw.charAt(next + 1);
            i = next + 2;
            switch (e) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> i = unicode(raw, i, out);
                case '"', '\\', '/' -> out.append(e);
                default -> out.append('\\').append(e);
            }
            next = raw.indexOf('\\', i, last + 1);
        }
        out.append(raw, i, length);
        return out.part(0, out.length());
    }

    private static int unicode(Text raw, int at, TextBuffer out) {
        if (at + 4 > raw.length()) {
            return raw.length();
        }
        int code = 0;
        for (int k = at; k < at + 4; k++) {
            int digit = Character.digit(raw.charAt(k), 16);
            if (digit < 0) {
                out.append("\\u");
                return at;
            }
            code = code * 16 + digit;
        }
        out.append((char) code);
        return at + 4;
    }

    static void encode(Text text, TextBuffer out) {
        char[] chars = text.array();
        int copied = text.base();
        int end = copied + text.length();
        for (int i = copied; i < end; i++) {
            char c = chars[i];
            if (c > '\\' || !ESCAPED[c]) {
                continue;
            }
            out.append(chars, copied, i);
            copied = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        out.append(chars, copied, end);
    }

    static String encode(String text) {
        TextBuffer out = new TextBuffer(text.length() + 16);
        encode(Text.of(text), out);
        return out.toString();
    }
}
