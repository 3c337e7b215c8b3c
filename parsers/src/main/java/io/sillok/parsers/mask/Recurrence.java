package io.sillok.parsers.mask;

/**
 * Tells whether it pays to look whether something is known, and to remember what is not: hardly where nothing comes twice.
 * Not thread-safe.
 */
final class Recurrence {

    /** When so many more were not known, they come again seldom; when half of them are made up for, they do again. */
    private static final int MANY = 256;

    /** Of so many that were not known, one that was makes up for. */
    private static final int SOME = 4;

    /** Where they come again seldom, it is looked for one in so many, and one in so many is remembered; powers of two. */
    private static final int LOOKED_FOR = 4;

    private static final int REMEMBERED = 32;

    private int unknown;
    private int seen;
    private boolean seldom;

    /** Whether to look if the next one is known. */
    boolean likely() {
        seen++;
        if (seldom && (seen & (LOOKED_FOR - 1)) != 0) {
            return false;
        }
        unknown = Math.min(MANY, unknown + 1);
        seldom |= unknown == MANY;
        return true;
    }

    /** It was. */
    void known() {
        unknown = Math.max(0, unknown - 1 - SOME);
        seldom &= unknown > MANY / 2;
    }

    /** Whether to remember one that was not known, or not looked for. */
    boolean worthwhile() {
        return !seldom || (seen & (REMEMBERED - 1)) == 0;
    }
}
