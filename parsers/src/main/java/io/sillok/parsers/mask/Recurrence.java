package io.sillok.parsers.mask;

/** Tells whether it pays to remember what was not known: hardly where nothing comes twice. Not thread-safe. */
final class Recurrence {

    /** In a row; when so many were not known, they do not come again, or seldom. */
    private static final int MANY = 256;

    /** Then it is one in so many that is remembered; a power of two. */
    private static final int SELDOM = 8;

    private int unknown;

    /** One came again. */
    void known() {
        unknown = 0;
    }

    /** Whether to remember one that was not known. */
    boolean worthwhile() {
        unknown = unknown == Integer.MAX_VALUE ? MANY : unknown + 1;
        return unknown <= MANY || (unknown & (SELDOM - 1)) == 0;
    }
}
