package io.sillok.tailer.spans;

import io.sillok.tailer.http.ListenAddress;

/**
 * What a receiver is told.
 *
 * @param maxBytes of one request, unpacked
 * @param inFlightBytes of all requests that were read and are not answered
 */
public record SpanSettings(ListenAddress listen, String topic, int maxBytes, int inFlightBytes) {}
