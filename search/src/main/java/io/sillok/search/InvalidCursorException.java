package io.sillok.search;

/** What was passed as the place to go on from is not what a page said. */
public final class InvalidCursorException extends Exception {

    InvalidCursorException(Throwable cause) {
        super("the place to go on from is not one that a page gave", cause);
    }
}
