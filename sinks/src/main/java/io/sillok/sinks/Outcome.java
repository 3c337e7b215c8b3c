package io.sillok.sinks;

import java.time.Duration;

/**
 * What became of one item of a batch. Reasons may end in logs and dead letters, so they hold names of errors and fields,
 * never a part of the item.
 */
public sealed interface Outcome {

    /** It is in the store. */
    record Indexed(Effect effect) implements Outcome {}

    /** The store will never take it. */
    record Refused(String reason) implements Outcome {}

    /**
     * The store may take it later.
     *
     * @param after the least time to wait that the store asked for; zero if it did not say
     */
    record Retry(Cause cause, String reason, Duration after) implements Outcome {

        public Retry(Cause cause, String reason) {
            this(cause, reason, Duration.ZERO);
        }
    }

    /** What a write changed. */
    enum Effect {
        CREATED,
        /** An earlier attempt had written it, or one that has seen more. */
        EXISTING,
        UPDATED,
        /** It is not there, or never was. */
        DELETED,
        /** Nothing: the document that it was to be added to is not there any more. */
        GONE
    }

    /** Why an item was not taken this time. */
    enum Cause {
        /** Too much at once. */
        BUSY,
        /** No connection, no answer, or an error of the store. */
        UNAVAILABLE,
        /** The credentials are not accepted. Nothing is refused for that: it is mended in the config. */
        UNAUTHORIZED,
        /** Someone else changed the document at the same time. */
        CONFLICT,
        /** The document to change is not there, or not there yet. */
        MISSING
    }

    static Outcome created() {
        return new Indexed(Effect.CREATED);
    }

    static Outcome existing() {
        return new Indexed(Effect.EXISTING);
    }

    static Outcome updated() {
        return new Indexed(Effect.UPDATED);
    }

    static Outcome deleted() {
        return new Indexed(Effect.DELETED);
    }
}
