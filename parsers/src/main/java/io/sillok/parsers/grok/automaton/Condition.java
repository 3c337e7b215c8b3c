package io.sillok.parsers.grok.automaton;

import io.sillok.parsers.grok.regex.CharSet;

/**
 * What must be so at a place for a thread to pass: it sees the character before and the one behind.
 *
 * @param bit of what {@link Before} knows, for {@link Kind#BEHIND}
 * @param set for {@link Kind#BEHIND} and {@link Kind#AHEAD}
 * @param exact whether one character of the set decides; else it is only where what is looked for may begin
 */
record Condition(Kind kind, boolean negative, long bit, CharSet set, boolean exact) {

    enum Kind {
        WORD_EDGE,
        BEGIN,
        END,
        LINE_END,
        BEHIND,
        AHEAD
    }

    enum Answer {
        YES,
        NO,
        /** One character is too few to tell, or java.util.regex answers by the JDK's version. */
        UNSURE;

        static Answer of(boolean yes) {
            return yes ? YES : NO;
        }
    }

    long needs() {
        return switch (kind) {
            case WORD_EDGE -> Before.WORD | Before.NOT_ASCII;
            case BEGIN -> Before.NOTHING;
            case BEHIND -> bit;
            case END, LINE_END, AHEAD -> 0;
        };
    }

    /** @param next symbol behind the place */
    Answer ask(long before, int next, Alphabet alphabet) {
        boolean atEnd = next == alphabet.end();
        return switch (kind) {
            case WORD_EDGE -> {
                if ((before & Before.NOT_ASCII) != 0 || (!atEnd && !alphabet.isAscii(next))) {
                    yield Answer.UNSURE;
                }
                boolean edge = (before & Before.WORD) != 0 != alphabet.contains(CharSet.WORD, next);
                yield Answer.of(edge != negative);
            }
            case BEGIN -> Answer.of((before & Before.NOTHING) != 0);
            case END -> Answer.of(atEnd);
            case LINE_END -> alphabet.contains(CharSet.LINE_ENDS, next) ? Answer.UNSURE : Answer.of(atEnd);
            case BEHIND -> Answer.of((before & bit) != 0 != negative);
            case AHEAD -> {
                boolean seen = alphabet.contains(set, next);
                yield seen && !exact ? Answer.UNSURE : Answer.of(seen != negative);
            }
        };
    }
}
