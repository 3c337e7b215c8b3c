package io.sillok.tailer;

/** A tailer cannot start; the message names the place and the mend. */
public final class TailerStartException extends Exception {

    TailerStartException(String message) {
        super(message);
    }
}
