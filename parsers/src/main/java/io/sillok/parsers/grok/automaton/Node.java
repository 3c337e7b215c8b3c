package io.sillok.parsers.grok.automaton;

import io.sillok.parsers.grok.regex.CharSet;
import java.util.List;

/** A node of the nondeterministic automaton; others are named by their numbers. */
sealed interface Node {

    /** The only node that takes a character. */
    record Read(CharSet set, int next) implements Node {}

    /** The first way is preferred to the second, and so on. */
    record Fork(List<Integer> ways) implements Node {}

    /** Notes the place as the value of a tag. */
    record Mark(int tag, int next) implements Node {}

    record Check(Condition condition, int next) implements Node {}

    /** Into an atomic group. */
    record Enter(int next) implements Node {}

    /** Out of the innermost atomic group. */
    record Leave(int next) implements Node {}

    /** Begins a match at every place, those further on with less preference. */
    record Restart(int next) implements Node {}

    record Accept() implements Node {}
}
