package io.sillok.parsers.grok.automaton;

import java.util.List;

/**
 * What a symbol does in a state if it is more than going to another one.
 *
 * @param next row of the next state; without meaning unless {@code kind} is {@link Kind#GO}
 * @param slots what to do with the slots first
 * @param loop ASCII characters over which the next state stays as it is, or null
 * @param slot of the match's places, for {@link Kind#MATCH}
 * @param reason for {@link Kind#UNDECIDED}
 */
record Move(Kind kind, int next, List<SlotMove> slots, boolean[] loop, int slot, String reason) {

    enum Kind {
        GO,
        MATCH,
        NO_MATCH,
        UNDECIDED
    }

    static Move go(int next, List<SlotMove> slots, boolean[] loop) {
        return new Move(Kind.GO, next, slots, loop, 0, "");
    }

    static Move match(List<SlotMove> slots, int slot) {
        return new Move(Kind.MATCH, 0, slots, null, slot, "");
    }

    static Move noMatch() {
        return new Move(Kind.NO_MATCH, 0, List.of(), null, 0, "");
    }

    static Move undecided(String reason) {
        return new Move(Kind.UNDECIDED, 0, List.of(), null, 0, reason);
    }
}
