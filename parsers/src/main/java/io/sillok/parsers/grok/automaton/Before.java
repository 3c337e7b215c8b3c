package io.sillok.parsers.grok.automaton;

import io.sillok.parsers.grok.regex.CharSet;
import io.sillok.parsers.grok.regex.NotCompilableException;
import java.util.ArrayList;
import java.util.List;

/** What conditions want to know of the character before a place, as bits. */
final class Before {

    /** There is none. */
    static final long NOTHING = 1;

    static final long WORD = 2;
    static final long NOT_ASCII = 4;
    private static final int FIRST_SET = 3;

    private final List<CharSet> sets = new ArrayList<>();

    /** The bit that is set behind a character of a set. */
    long bit(CharSet set) throws NotCompilableException {
        if (!sets.contains(set)) {
            sets.add(set);
        }
        int bit = FIRST_SET + sets.indexOf(set);
        if (bit >= Long.SIZE) {
            throw new NotCompilableException("too many kinds of looking back");
        }
        return 1L << bit;
    }

    long after(int symbol, Alphabet alphabet) {
        long bits = alphabet.contains(CharSet.WORD, symbol) ? WORD : 0;
        bits |= alphabet.isAscii(symbol) ? 0 : NOT_ASCII;
        for (int i = 0; i < sets.size(); i++) {
            bits |= alphabet.contains(sets.get(i), symbol) ? 1L << (FIRST_SET + i) : 0;
        }
        return bits;
    }
}
