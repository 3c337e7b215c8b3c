package io.sillok.parsers.grok;

/** A part of a text that counts how often the regex engine looks at it. */
final class CountedChars implements CharSequence {

    private final String text;
    private final int from;
    private final int end;
    private final Steps steps;

    CountedChars(String text, int from, int end, Steps steps) {
        this.text = text;
        this.from = from;
        this.end = end;
        this.steps = steps;
    }

    @Override
    public int length() {
        return end - from;
    }

    @Override
    public char charAt(int index) {
        steps.take();
        return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int stop) {
        return new CountedChars(text, from + start, from + stop, steps);
    }

    @Override
    public String toString() {
        return text.substring(from, end);
    }
}
