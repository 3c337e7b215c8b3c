package io.sillok.tailer.http;

import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose head was read.
 *
 * @param path as it was sent, without the query
 * @param headers by name in lower case; those sent several times are joined by commas
 * @param body ends where the request does; reading it fails when its time is over
 * @param fromLoopback whether it comes from this machine
 */
public record HttpRequest(
        String method, String path, Map<String, String> headers, InputStream body, boolean fromLoopback) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
