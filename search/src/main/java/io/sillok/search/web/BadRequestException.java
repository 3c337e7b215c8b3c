package io.sillok.search.web;

/** A request that cannot be understood; the message says why. */
final class BadRequestException extends Exception {

    BadRequestException(String message) {
        super(message);
    }
}
