package io.sillok.parsers;

/** Saved state of a {@link FileParser} that cannot be read. */
public final class MalformedSnapshotException extends Exception {

    MalformedSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
