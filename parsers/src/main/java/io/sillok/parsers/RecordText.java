package io.sillok.parsers;

import java.nio.charset.StandardCharsets;

/** A record's bytes as text: UTF-8, what is none becomes U+FFFD, the line end is left out. */
final class RecordText {

    private RecordText() {}

    static String of(RecordBytes bytes) {
        return of(bytes.buffer(), bytes.from(), bytes.length());
    }

    static String of(byte[] buffer, int from, int length) {
        int end = from + length;
        if (end > from && buffer[end - 1] == '\n') {
            end--;
        }
        if (end > from && buffer[end - 1] == '\r') {
            end--;
        }
        return new String(buffer, from, end - from, StandardCharsets.UTF_8);
    }
}
