package io.sillok.parsers.grok.automaton;

/** Whether a short cut that does not always lead there has done so often enough of late. Not thread-safe. */
final class Odds {

    private static final int REMEMBERED = 256;
    private static final int AT_LEAST = 32;

    /** Where it seldom leads there, it is tried now and then whether it does again. */
    private static final int SKIPPED = 64;

    private int tries;
    private int successes;
    private int skipped;

    boolean isWorthATry() {
        if (tries < AT_LEAST || successes * 2 >= tries || ++skipped == SKIPPED) {
            skipped = 0;
            return true;
        }
        return false;
    }

    void tried(boolean success) {
        tries++;
        successes += success ? 1 : 0;
        if (tries == REMEMBERED) {
            tries /= 2;
            successes /= 2;
        }
    }
}
