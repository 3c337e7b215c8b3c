package io.sillok.parsers.grok.automaton;

/**
 * Copies one slot to another, or leaves it where it is, and writes the place into some of its tags.
 *
 * @param marks tags; not to be changed
 */
record SlotMove(int from, int to, int[] marks) {

    /** Nothing is marked in it, and never will be. */
    static final int EMPTY_SLOT = 0;
}
