package io.sillok.parsers.mask;

/** A text that lets a regular expression take only so many steps: a pattern that backtracks for ever ends in time. */
final class StepBudget implements CharSequence {

    private static final int FIXED = 10_000;
    private static final int PER_CHARACTER = 64;

    /** The pattern asked for more characters than a linear one would. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("a pattern took too many steps", null, false, false);
        }
    }

    private final CharSequence text;
    private long left;

    StepBudget(CharSequence text) {
        this.text = text;
        this.left = FIXED + (long) PER_CHARACTER * text.length();
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
