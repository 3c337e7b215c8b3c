package io.sillok.search.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is answered to a request. */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, Map<String, String> headers, byte[] body) {

    static Reply text(int status, String message) {
        return new Reply(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"),
                (message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(int status, Object value) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8", "Cache-Control", "no-store"),
                ApiJson.bytes(value));
    }
}
