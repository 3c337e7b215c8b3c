package io.sillok.parsers.grok;

/** A text that counts how often the regex engine looks at it, and stops it when that is too often. Not thread-safe. */
final class CountedChars implements CharSequence {

    /** Thrown through the regex engine, which knows no other way to be stopped. */
    static final class Exhausted extends RuntimeException {

        Exhausted() {
            super("the match looked at too many characters", null, false, false);
        }
    }

    private final String text;
    private final long budget;
    private long steps;

    CountedChars(String text, long budget) {
        this.text = text;
        this.budget = budget;
    }

    long steps() {
        return steps;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++steps > budget) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int stop) {
        return text.substring(start, stop);
    }

    @Override
    public String toString() {
        return text;
    }
}
