package io.sillok.benchmarks.parse;

import java.nio.charset.StandardCharsets;

/** @param json the same fields as a JSON object; empty if nobody reads it */
record Line(byte[] text, byte[] json) {

    static Line of(String text) {
        return new Line(text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    String string() {
        return new String(text, StandardCharsets.UTF_8);
    }
}
