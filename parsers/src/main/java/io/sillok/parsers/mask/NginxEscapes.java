package io.sillok.parsers.mask;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** nginx's default escaping in log variables: {@code \xHH} for quotes, backslashes, controls and bytes above 126. */
final class NginxEscapes {

    private NginxEscapes() {}

    static String decode(String value) {
        if (value.indexOf("\\x") < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < value.length()) {
            int code = code(value, i);
            if (code >= 0) {
                bytes.write(code);
                i += 4;
                continue;
            }
            flush(bytes, out);
            out.append(value.charAt(i++));
        }
        flush(bytes, out);
        return out.toString();
    }

    private static void flush(ByteArrayOutputStream bytes, StringBuilder out) {
        if (bytes.size() > 0) {
            out.append(bytes.toString(StandardCharsets.UTF_8));
            bytes.reset();
        }
    }

    private static int code(String value, int at) {
        if (at + 4 > value.length() || value.charAt(at) != '\\' || value.charAt(at + 1) != 'x') {
            return -1;
        }
        int high = Character.digit(value.charAt(at + 2), 16);
        int low = Character.digit(value.charAt(at + 3), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    static String encode(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            int code = b & 0xff;
            if (code < 32 || code > 126 || code == '"' || code == '\\') {
                out.append(String.format("\\x%02X", code));
            } else {
                out.append((char) code);
            }
        }
        return out.toString();
    }
}
