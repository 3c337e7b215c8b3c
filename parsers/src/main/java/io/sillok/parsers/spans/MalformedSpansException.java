package io.sillok.parsers.spans;

/** A message that holds no spans that can be read; the text says where it fails, not what stands there. */
public final class MalformedSpansException extends Exception {

    MalformedSpansException(String message) {
        super(message);
    }

    MalformedSpansException(String message, Throwable cause) {
        super(message, cause);
    }
}
