package io.sillok.parsers.grok.automaton;

import io.sillok.parsers.grok.regex.NotCompilableException;
import io.sillok.parsers.grok.regex.Regex;
import io.sillok.parsers.grok.regex.Relaxation;
import io.sillok.parsers.grok.regex.Shape;
import java.util.Optional;

/**
 * A pattern compiled: it finds the match that java.util.regex finds, with the same captures, in one pass over the line's
 * bytes, or says that it cannot tell. Thread-safe; each thread scans with a {@link Scan} of its own.
 */
public final class Program {

    private final Nfa nfa;
    private final Alphabet alphabet;
    private final boolean anchored;
    private final boolean pairsAreLikeTheirHalves;
    private final Optional<Program> relaxed;
    private volatile Automaton firstChoice;
    private volatile Automaton fromFirst;
    private volatile Automaton fromAny;

    private Program(Nfa nfa, Alphabet alphabet, boolean anchored, Optional<Program> relaxed) {
        this.nfa = nfa;
        this.alphabet = alphabet;
        this.anchored = anchored;
        this.relaxed = relaxed;
        this.pairsAreLikeTheirHalves = alphabet.pairsAreLikeTheirHalves();
        this.firstChoice = new Automaton(nfa, alphabet, nfa.start(), 1);
        this.fromFirst = new Automaton(nfa, alphabet, nfa.start(), Step.MAX_THREADS);
        this.fromAny = new Automaton(nfa, alphabet, nfa.restart(), Step.MAX_THREADS);
    }

    public static Program compile(Regex regex) throws NotCompilableException {
        boolean anchored = Shape.anchored(regex);
        Nfa nfa = Nfa.of(regex);
        return new Program(nfa, Alphabet.of(nfa.sets()), anchored, relaxed(regex));
    }

    private static Optional<Program> relaxed(Regex regex) {
        try {
            Nfa nfa = Nfa.withoutTags(Relaxation.of(regex));
            return Optional.of(new Program(nfa, Alphabet.of(nfa.sets()), false, Optional.empty()));
        } catch (NotCompilableException e) {
            return Optional.empty(); // it would only have been a short cut
        }
    }

    /** Matches wherever this one does, and perhaps elsewhere. */
    Optional<Program> relaxed() {
        return relaxed;
    }

    Alphabet alphabet() {
        return alphabet;
    }

    int tags() {
        return nfa.tags();
    }

    /** Whether a match must begin with the line. */
    boolean anchored() {
        return anchored;
    }

    boolean pairsAreLikeTheirHalves() {
        return pairsAreLikeTheirHalves;
    }

    /**
     * Finds a match that begins with the line and that java.util.regex would find without ever going back. Where this one
     * finds none, there may be one.
     */
    Automaton firstChoice() {
        if (firstChoice.full()) {
            firstChoice = new Automaton(nfa, alphabet, nfa.start(), 1);
        }
        return firstChoice;
    }

    /** Finds a match that begins with the line. */
    Automaton fromFirst() {
        if (fromFirst.full()) {
            fromFirst = new Automaton(nfa, alphabet, nfa.start(), Step.MAX_THREADS);
        }
        return fromFirst;
    }

    /** Finds the first match. */
    Automaton fromAny() {
        if (fromAny.full()) {
            fromAny = new Automaton(nfa, alphabet, nfa.restart(), Step.MAX_THREADS);
        }
        return fromAny;
    }
}
