package io.sillok.search.opensearch;

import java.io.IOException;

/** OpenSearch gave no answer. The message is for people: what happened and where, never credentials. */
public final class OpenSearchException extends IOException {

    /** What that means for who asked. */
    public enum Kind {
        /** Not there now: worth another try. */
        UNREACHABLE,
        /** The credentials or the certificate do not fit. */
        DENIED,
        /** It did not take the question. */
        REFUSED
    }

    private final Kind kind;

    OpenSearchException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
