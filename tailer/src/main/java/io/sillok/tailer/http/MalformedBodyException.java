package io.sillok.tailer.http;

import java.io.IOException;

/** A body that is not as its framing says. */
public final class MalformedBodyException extends IOException {

    MalformedBodyException(String message) {
        super(message);
    }
}
