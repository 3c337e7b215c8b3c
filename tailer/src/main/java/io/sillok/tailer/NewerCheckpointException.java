package io.sillok.tailer;

/** A checkpoint that is whole, but of a version that is not known here: to start over would be wrong. */
final class NewerCheckpointException extends RuntimeException {

    NewerCheckpointException(String message) {
        super(message);
    }
}
