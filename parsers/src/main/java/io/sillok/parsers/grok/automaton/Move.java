package io.sillok.parsers.grok.automaton;

import java.util.ArrayList;
import java.util.List;

/**
 * What a symbol does in a state if it is more than marking a place and going to another one. Places are kept in registers:
 * there is no register 0, then comes one for what nobody reads, then those of each slot.
 *
 * @param next row of the next state; without meaning unless {@code kind} is {@link Kind#GO}
 * @param copies registers to copy whole slots from and to, in pairs, before anything is marked; null for none. Not to be
 *     changed, nor is {@code marks}
 * @param mark a register that gets the place
 * @param marks more of them, or null
 * @param result first register of the match's slot, for {@link Kind#MATCH}
 * @param reason for {@link Kind#UNDECIDED}
 */
record Move(Kind kind, int next, int[] copies, int mark, int[] marks, int result, String reason) {

    static final int NOBODYS = 1;

    enum Kind {
        GO,
        MATCH,
        NO_MATCH,
        UNDECIDED
    }

    static int firstRegister(int slot, int tags) {
        return NOBODYS + 1 + slot * tags;
    }

    static Move go(int next, List<SlotMove> slots, int tags) {
        return of(Kind.GO, next, slots, tags, SlotMove.EMPTY_SLOT);
    }

    static Move match(List<SlotMove> slots, int tags, int slot) {
        return of(Kind.MATCH, 0, slots, tags, slot);
    }

    static Move noMatch() {
        return new Move(Kind.NO_MATCH, 0, null, NOBODYS, null, 0, "");
    }

    static Move undecided(String reason) {
        return new Move(Kind.UNDECIDED, 0, null, NOBODYS, null, 0, reason);
    }

    private static Move of(Kind kind, int next, List<SlotMove> slots, int tags, int result) {
        List<Integer> copies = new ArrayList<>();
        List<Integer> marks = new ArrayList<>();
        for (SlotMove slot : slots) {
            int to = firstRegister(slot.to(), tags);
            if (slot.from() != slot.to()) {
                copies.add(firstRegister(slot.from(), tags));
                copies.add(to);
            }
            for (int tag : slot.marks()) {
                marks.add(to + tag);
            }
        }
        return new Move(
                kind,
                next,
                array(copies),
                marks.isEmpty() ? NOBODYS : marks.get(0),
                array(marks.subList(Math.min(1, marks.size()), marks.size())),
                firstRegister(result, tags),
                "");
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.isEmpty()
                ? null
                : numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
