package io.sillok.model.framing;

/** Tells a line's role from its first bytes. Pure and thread-safe. */
@FunctionalInterface
interface LineRule {

    /** So many bytes of a line are shown to a rule, so that a line of any length is judged before it is whole. */
    int VISIBLE_BYTES = 256;

    /** Judges a line by at most {@link #VISIBLE_BYTES} bytes, its line end not among them. */
    LineRole role(byte[] buffer, int from, int to);
}
