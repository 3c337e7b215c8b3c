package io.sillok.parsers.record;

/** A parser's definition cannot be compiled; the message names the key and what is wrong with it. */
public final class DefinitionException extends Exception {

    public DefinitionException(String message) {
        super(message);
    }

    public DefinitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
