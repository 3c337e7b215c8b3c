package io.sillok.tailer.spans;

/** A body that is no OTLP; the message says where it fails, not what stands there. */
final class MalformedSpansException extends Exception {

    MalformedSpansException(String message) {
        super(message, null, false, false);
    }
}
