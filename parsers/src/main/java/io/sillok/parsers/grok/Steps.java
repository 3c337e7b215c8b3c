package io.sillok.parsers.grok;

/** What a match may cost, counted in characters looked at. */
final class Steps {

    static final class Exhausted extends RuntimeException {

        Exhausted() {
            super("the match looked at too many characters", null, false, false);
        }
    }

    private int left;

    Steps(int budget) {
        this.left = budget;
    }

    void take() {
        if (--left < 0) {
            throw new Exhausted();
        }
    }
}
