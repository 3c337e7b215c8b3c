package io.sillok.parsers.grok.automaton;

import java.util.Arrays;
import java.util.List;

/** Runs a {@link Program} over lines. Not thread-safe. */
public final class Scan {

    /** Growing the automaton costs a thousand times what going through it costs; a line may ask for so much. */
    private static final int MAX_BUILT = 1_000;

    private static final int STEPS_PER_BUILT = 100;

    public sealed interface Verdict {

        /** The first match, with the captures that java.util.regex gives to it. */
        record Match() implements Verdict {}

        /** Proven. */
        record NoMatch() implements Verdict {}

        /** @param reason why it cannot be told here */
        record Unknown(String reason) implements Verdict {}
    }

    private static final Verdict MATCH = new Verdict.Match();
    private static final Verdict NO_MATCH = new Verdict.NoMatch();
    private static final Verdict TOO_NEW = new Verdict.Unknown("too many states are new");
    private static final Verdict NOT_UTF8 = new Verdict.Unknown("not UTF-8");
    private static final Verdict PAIRS = new Verdict.Unknown("a character beyond U+FFFF");

    private final Program program;
    private final int tags;
    private final Utf8 character = new Utf8();
    private int[] registers;
    private int result;
    private int built;
    private int firstPair;
    private long steps;

    public Scan(Program program) {
        this.program = program;
        this.tags = program.tags();
        this.registers = new int[tags * 8];
        Arrays.fill(registers, 0, tags, -1);
    }

    public Verdict match(byte[] line, int from, int length) {
        built = 0;
        steps = 0;
        int end = from + length;
        Verdict first = run(program.fromFirst(), line, from, end);
        if (first != NO_MATCH || program.anchored()) {
            return first;
        }
        Verdict any = run(program.fromAny(), line, from, end);
        if (any instanceof Verdict.Unknown || firstPair == end) {
            return any;
        }
        // java.util.regex would try to begin in the middle of a pair
        return any == MATCH && start() <= firstPair ? any : PAIRS;
    }

    /** Where the match begins. */
    public int start() {
        return registers[result + Nfa.START_TAG];
    }

    public int end() {
        return registers[result + Nfa.END_TAG];
    }

    /** Begin and end of each field, -1 if it took no part. */
    public void copyGroups(int[] into) {
        System.arraycopy(registers, result + Nfa.FIELD_TAGS, into, 0, tags - Nfa.FIELD_TAGS);
    }

    /** What the last line cost, in bytes that were looked at. */
    public long steps() {
        return steps;
    }

    private Verdict run(Automaton automaton, byte[] line, int from, int end) {
        byte[] ascii = program.alphabet().ascii();
        int[] table = automaton.table();
        int row = automaton.initial();
        int place = from;
        firstPair = end;
        while (true) {
            int symbol;
            int width = 1;
            if (place == end) {
                symbol = program.alphabet().end();
            } else if (line[place] >= 0) {
                symbol = ascii[line[place]];
            } else {
                width = character.read(line, place, end);
                if (width == 0) {
                    return NOT_UTF8;
                }
                if (width == 4 && firstPair == end) {
                    if (!program.pairsAreLikeTheirHalves()) {
                        return PAIRS;
                    }
                    firstPair = place;
                }
                symbol = program.alphabet().classOf(character.codePoint());
            }
            int entry = table[row + symbol];
            if (entry > 0) {
                row = entry;
                place += width;
                continue;
            }
            if (entry == 0) {
                if (++built > MAX_BUILT || automaton.full()) {
                    return TOO_NEW;
                }
                entry = automaton.entry(row, symbol);
                steps += STEPS_PER_BUILT;
                table = automaton.table();
                if (entry > 0) {
                    row = entry;
                    place += width;
                    continue;
                }
            }
            Move move = automaton.moves()[~entry];
            move(move.slots(), place);
            switch (move.kind()) {
                case GO -> {
                    row = move.next();
                    place += width;
                    boolean[] loop = move.loop();
                    if (loop != null) {
                        while (place < end && line[place] >= 0 && loop[line[place]]) {
                            place++;
                        }
                    }
                }
                case MATCH -> {
                    steps += place - from;
                    result = move.slot() * tags;
                    return MATCH;
                }
                case NO_MATCH -> {
                    steps += place - from;
                    return NO_MATCH;
                }
                case UNDECIDED -> {
                    steps += place - from;
                    return new Verdict.Unknown(move.reason());
                }
            }
        }
    }

    private void move(List<SlotMove> slots, int place) {
        for (int i = 0; i < slots.size(); i++) {
            SlotMove slot = slots.get(i);
            int to = slot.to() * tags;
            if (to + tags > registers.length) {
                registers = Arrays.copyOf(registers, (to + tags) * 2);
            }
            if (slot.from() != slot.to()) {
                System.arraycopy(registers, slot.from() * tags, registers, to, tags);
            }
            for (int tag : slot.marks()) {
                registers[to + tag] = place;
            }
        }
        steps += slots.size();
    }
}
