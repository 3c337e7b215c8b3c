package io.sillok.model;

/** A Kafka record that is not a slice. Its message names the header, never the value. */
public final class MalformedSliceException extends IllegalArgumentException {

    public MalformedSliceException(String message, Throwable cause) {
        super(message, cause);
    }
}
