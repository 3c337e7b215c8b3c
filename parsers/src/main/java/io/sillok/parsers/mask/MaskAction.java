package io.sillok.parsers.mask;

/** What stands where a value stood. */
public enum MaskAction {
    /** {@code ***} */
    MASK,
    /** {@code h:} and 16 hex digits of a keyed hash: equal values stay equal, and can be joined over records. */
    HASH,
    /** {@code ***} and the last four letters or digits of a value that has eight or more. */
    LAST4,
    /** The value itself. */
    OFF
}
