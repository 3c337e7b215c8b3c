package io.sillok.job.requests;

/** How many requests a line is held against, and how many all lines were. Not thread-safe. */
final class LookLimit {

    /** Nobody can tell which of so many a line is of. */
    static final int MOST = 1_000;

    private long looks;

    void looked() {
        looks++;
    }

    long looks() {
        return looks;
    }
}
