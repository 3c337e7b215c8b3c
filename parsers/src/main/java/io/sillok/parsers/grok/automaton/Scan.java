package io.sillok.parsers.grok.automaton;

import java.util.Arrays;
import java.util.Optional;

/** Runs a {@link Program} over lines. Not thread-safe. */
public final class Scan {

    /** Growing the automaton costs a thousand times what going through it costs; a line may ask for so much. */
    private static final int MAX_BUILT = 1_000;

    /** There, what moves captures to and fro costs more than to see first whether there can be a match. */
    private static final int LONG_LINE = 1024;

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
    private final Optional<Scan> relaxed;
    private final int tags;
    private final Odds firstChoices = new Odds();
    private final Utf8 character = new Utf8();
    private final int[] registers;
    private int result;
    private Verdict noSymbol;
    private int built;
    private int leapsWon;
    private int firstPair;
    private long steps;

    public Scan(Program program) {
        this.program = program;
        this.relaxed = program.relaxed().map(Scan::new);
        this.tags = program.tags();
        this.registers = new int[Move.firstRegister(Step.MAX_SLOTS, tags)];
        Arrays.fill(registers, -1);
    }

    public Verdict match(byte[] line, int from, int length) {
        built = 0;
        steps = 0;
        int end = from + length;
        if (firstChoices.isWorthATry()) {
            Automaton first = program.firstChoice();
            boolean found = run(first, line, from, end) == MATCH;
            firstChoices.tried(found);
            if (found) {
                first.habits().matched(line, from, end, leapsWon);
                return MATCH;
            }
        }
        boolean isLong = length > LONG_LINE;
        if (isLong && isRuledOut(line, from, end)) {
            return NO_MATCH;
        }
        Automaton fromFirst = program.fromFirst();
        Verdict first = run(fromFirst, line, from, end);
        if (first == MATCH) {
            fromFirst.habits().matched(line, from, end, leapsWon);
        }
        if (first != NO_MATCH || program.anchored()) {
            return first;
        }
        if (!isLong && isRuledOut(line, from, end)) {
            return NO_MATCH;
        }
        Verdict any = run(program.fromAny(), line, from, end);
        if (any instanceof Verdict.Unknown || firstPair == end) {
            return any;
        }
        // java.util.regex would try to begin in the middle of a pair
        return any == MATCH && start() <= firstPair ? any : PAIRS;
    }

    /** Whether it is certain that there is no match anywhere, in the middle of a pair either. */
    boolean isRuledOut(byte[] line, int from, int end) {
        if (relaxed.isEmpty()) {
            return false;
        }
        Scan simpler = relaxed.get();
        simpler.built = 0;
        simpler.steps = 0;
        boolean ruledOut = simpler.run(simpler.program.fromAny(), line, from, end) == NO_MATCH;
        steps += simpler.steps;
        return ruledOut;
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
        int[] table = automaton.table();
        Move[] moves = automaton.moves();
        Skip[] skips = automaton.skips();
        int skipColumn = automaton.skipColumn();
        int[] places = registers;
        int row = automaton.initial();
        int place = from;
        int won = 0;
        firstPair = end;
        while (true) {
            int entry = 0;
            for (; place < end; place++) {
                int c = line[place];
                if (c < 0) {
                    break;
                }
                entry = table[row + c];
                if (entry <= 0) {
                    break;
                }
                row = entry;
            }
            int next = place + 1;
            int symbol = -1;
            if (entry >= 0 && (place == end || line[place] < 0)) {
                symbol = place == end ? program.alphabet().end() : symbol(line, place, end);
                if (symbol < 0) {
                    return noSymbol;
                }
                next = place == end ? place : place + character.width();
                entry = table[row + Automaton.column(symbol)];
            }
            if (entry == 0) {
                if (!build(automaton, row, symbol < 0 ? program.alphabet().ascii()[line[place]] : symbol)) {
                    return TOO_NEW;
                }
                table = automaton.table();
                moves = automaton.moves();
                skips = automaton.skips();
                continue;
            }
            if (entry > 0) {
                row = entry;
                place = next;
                continue;
            }
            int register = Automaton.register(entry);
            if (register != 0) {
                places[register] = place;
                row = Automaton.target(entry);
            } else {
                int index = Automaton.target(entry);
                if (index >= moves.length || moves[index] == null) {
                    moves = automaton.newestMoves();
                }
                Move move = moves[index];
                mark(move, places, place);
                if (move.kind() != Move.Kind.GO) {
                    steps += place - from;
                    leapsWon = won;
                    return verdict(move);
                }
                row = move.next();
            }
            place = next;
            int number = table[row + skipColumn];
            while (number != 0 && number < skips.length) {
                Leap leap;
                if (skips[number] instanceof Run run) {
                    place = run.end(line, place, end);
                    leap = run.exit();
                } else {
                    leap = (Leap) skips[number];
                }
                number = 0;
                while (leap != null) {
                    if (leap.fits(line, place, end)) {
                        won++;
                        leap.mark(places, place);
                        row = leap.next();
                        place += leap.length();
                        number = table[row + skipColumn];
                        leap = leap.then();
                    } else {
                        leap = leap.otherwise();
                        won -= leap == null ? 1 : 0;
                    }
                }
            }
        }
    }

    private void mark(Move move, int[] places, int place) {
        if (move.copies() != null) {
            copy(places, move.copies());
        }
        places[move.mark()] = place;
        if (move.marks() != null) {
            for (int more : move.marks()) {
                places[more] = place;
            }
        }
    }

    /** Builds the entry that is not there yet; false if this line has asked for too many. */
    private boolean build(Automaton automaton, int row, int symbol) {
        if (++built > MAX_BUILT || automaton.full()) {
            return false;
        }
        steps += STEPS_PER_BUILT;
        automaton.entry(row, symbol);
        return true;
    }

    /** The symbol of a character that is not ASCII; negative, with {@link #noSymbol} set, if there is none. */
    private int symbol(byte[] line, int place, int end) {
        if (!character.read(line, place, end)) {
            noSymbol = NOT_UTF8;
            return -1;
        }
        if (character.width() == 4 && firstPair == end) {
            if (!program.pairsAreLikeTheirHalves()) {
                noSymbol = PAIRS;
                return -1;
            }
            firstPair = place;
        }
        return program.alphabet().classOf(character.codePoint());
    }

    private void copy(int[] places, int[] copies) {
        for (int i = 0; i < copies.length; i += 2) {
            System.arraycopy(places, copies[i], places, copies[i + 1], tags);
        }
        steps += copies.length;
    }

    private Verdict verdict(Move move) {
        result = move.result();
        return switch (move.kind()) {
            case MATCH -> MATCH;
            case NO_MATCH -> NO_MATCH;
            default -> new Verdict.Unknown(move.reason());
        };
    }
}
