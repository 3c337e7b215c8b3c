package io.sillok.parsers.grok.regex;

/** A regular expression has something in it that only the regex engine knows how to match; the message says what. */
public final class NotCompilableException extends Exception {

    public NotCompilableException(String reason) {
        super(reason);
    }
}
