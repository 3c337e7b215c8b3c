package io.sillok.parsers.nginx;

import io.sillok.parsers.record.DefinitionException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** How nginx escapes the values of variables: {@code escape=} of {@code log_format}. */
enum Escape {
    DEFAULT,
    JSON,
    NONE;

    static Escape of(String name) throws DefinitionException {
        return switch (name) {
            case "default" -> DEFAULT;
            case "json" -> JSON;
            case "none" -> NONE;
            default -> throw new DefinitionException("escape: " + name + " is none of default, json, none");
        };
    }

    /** Whether a bare quote can only be the format's own. */
    boolean escapesQuotes() {
        return this != NONE;
    }

    /** The value that was escaped; what is no escape stays as it is. */
    String undo(String value) {
        if (this == NONE || value.indexOf('\\') < 0) {
            return value;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length());
        int at = 0;
        while (at < value.length()) {
            int escape = value.indexOf('\\', at);
            int plain = escape < 0 ? value.length() : escape;
            out.writeBytes(value.substring(at, plain).getBytes(StandardCharsets.UTF_8));
            at = plain;
            if (escape >= 0) {
                at = this == DEFAULT ? hexByte(value, escape, out) : jsonEscape(value, escape, out);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** {@code \xC3\xA9}: bytes, so several may make one character. */
    private static int hexByte(String value, int at, ByteArrayOutputStream out) {
        if (at + 3 < value.length() && value.charAt(at + 1) == 'x') {
            int high = Character.digit(value.charAt(at + 2), 16);
            int low = Character.digit(value.charAt(at + 3), 16);
            if (high >= 0 && low >= 0) {
                out.write(high << 4 | low);
                return at + 4;
            }
        }
        out.write('\\');
        return at + 1;
    }

    private static int jsonEscape(String value, int at, ByteArrayOutputStream out) {
        char kind = at + 1 < value.length() ? value.charAt(at + 1) : '\\';
        int simple = "nrtbf\"\\/".indexOf(kind);
        if (simple >= 0) {
            out.write("\n\r\t\b\f\"\\/".charAt(simple));
            return Math.min(at + 2, value.length());
        }
        if (kind == 'u' && at + 6 <= value.length()) {
            // nginx writes control characters so, nothing else
            int code = Character.digit(value.charAt(at + 4), 16) << 4 | Character.digit(value.charAt(at + 5), 16);
            if (value.startsWith("00", at + 2) && code >= 0) {
                out.writeBytes(String.valueOf((char) code).getBytes(StandardCharsets.UTF_8));
                return at + 6;
            }
        }
        out.write('\\');
        return at + 1;
    }
}
