package io.sillok.parsers.grok.regex;

import java.util.List;

/**
 * A simpler expression that matches at least where another does: no captures, no atomic groups, no looking around, no
 * counting beyond a few. Its automaton is small, so that it soon proves that a line does not match.
 */
public final class Relaxation {

    private static final int MOST_COUNTED = 4;

    private Relaxation() {}

    public static Regex of(Regex regex) {
        if (regex instanceof Regex.Sequence sequence) {
            return new Regex.Sequence(all(sequence.parts()));
        } else if (regex instanceof Regex.Choice choice) {
            return new Regex.Choice(all(choice.alternatives()));
        } else if (regex instanceof Regex.Repeat repeat) {
            boolean counted = repeat.most() != Regex.UNBOUNDED && repeat.most() <= MOST_COUNTED;
            return new Regex.Repeat(
                    of(repeat.body()),
                    Math.min(repeat.least(), MOST_COUNTED),
                    counted ? repeat.most() : Regex.UNBOUNDED,
                    repeat.greedy());
        } else if (regex instanceof Regex.Field field) {
            return of(field.body());
        } else if (regex instanceof Regex.Atomic atomic) {
            return of(atomic.body());
        } else if (regex instanceof Regex.Look) {
            return new Regex.Empty();
        } else if (regex instanceof Regex.Edge edge) {
            return switch (edge.place()) {
                case WORD_EDGE, NO_WORD_EDGE -> new Regex.Empty();
                case BEGIN, END, LINE_END -> edge;
            };
        }
        return regex;
    }

    private static List<Regex> all(List<Regex> parts) {
        return parts.stream().map(Relaxation::of).toList();
    }
}
