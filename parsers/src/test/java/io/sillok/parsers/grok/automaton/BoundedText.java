package io.sillok.parsers.grok.automaton;

/** A text that java.util.regex may look at so often only: of random patterns, some would take it years. */
final class BoundedText implements CharSequence {

    private static final int MOST_LOOKS = 2_000_000;

    /** Thrown through the regex engine, which knows no other way to be stopped. */
    static final class GaveUp extends RuntimeException {

        private static final long serialVersionUID = 1;

        GaveUp() {
            super("the pattern took too long", null, false, false);
        }
    }

    private final String text;
    private int looks;

    BoundedText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new GaveUp();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
