package io.sillok.parsers.grok.automaton;

import java.util.List;

/**
 * A state of the deterministic automaton: what java.util.regex could still come to, in the order in which it would.
 *
 * @param before what the threads' conditions need to know of the last character, as bits of {@link Before}
 */
record State(List<Thread> threads, long before) {

    /**
     * @param node where it goes on, behind the last character
     * @param slot where the places that it has marked are kept; threads that have marked the same share one
     */
    record Thread(int node, int slot, Context context) {}
}
