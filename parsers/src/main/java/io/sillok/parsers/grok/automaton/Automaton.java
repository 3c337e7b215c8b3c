package io.sillok.parsers.grok.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deterministic automaton of a pattern, built as far as lines have gone into it.
 *
 * <p>Thread-safe: rows are read without a lock. What is read too early is 0, which means "not built yet" and leads into
 * the lock; what is built never changes.
 */
final class Automaton {

    /** More are not kept: a line made for it could ask for any number. */
    private static final int MAX_STATES = 2_500;

    /** Leaps are learned again now and then. */
    private static final int MAX_SKIPS = 4_000;

    /** Enough for the rows of all states over the largest alphabet. */
    private static final int ROW_BITS = 20;

    private static final int ROW_MASK = (1 << ROW_BITS) - 1;
    private static final int LAST_REGISTER = (1 << (Integer.SIZE - 1 - ROW_BITS)) - 1;

    private final Nfa nfa;
    private final Alphabet alphabet;
    private final int kept;
    private final int stride;
    private final List<State> states = new ArrayList<>();
    private final Map<State, Integer> numbers = new HashMap<>();
    private final Map<Integer, Long> needs = new HashMap<>();
    private final int initial;

    /**
     * A row for each state: entries for the ASCII characters, then for the symbols of {@link Alphabet}, then the number of
     * the state's {@link Skip}. An entry is 0 if it is not built yet. Positive: the row to go to. Negative: in the lower bits
     * the row to go to and above them the register that gets the place first, then skips are looked for; or, if that register
     * is 0, the index of a move.
     */
    private volatile int[] table;

    private volatile Move[] moves = new Move[16];
    private int moveCount;
    private volatile Skip[] skips = {null};
    private volatile boolean full;
    private final Habits habits;

    /**
     * @param node where the first thread starts
     * @param kept how many threads are followed: if one alone accepts, it is the match, but if it ends, nothing is known
     */
    Automaton(Nfa nfa, Alphabet alphabet, int node, int kept) {
        this.nfa = nfa;
        this.kept = kept;
        this.alphabet = alphabet;
        this.stride = Alphabet.ASCII + alphabet.size() + 2;
        this.table = new int[16 * stride];
        states.add(null); // its row would be 0
        State.Thread first = new State.Thread(node, SlotMove.EMPTY_SLOT, Context.NONE);
        this.initial = row(state(List.of(first), Before.NOTHING));
        this.habits = new Habits(this, alphabet);
    }

    int initial() {
        return initial;
    }

    /** The register of a negative entry; 0 if it stands for a move. */
    static int register(int entry) {
        return (entry >>> ROW_BITS) & LAST_REGISTER;
    }

    /** The row, or the move's index, of an entry. */
    static int target(int entry) {
        return entry & ROW_MASK;
    }

    int[] table() {
        return table;
    }

    /** Where in a row the number of its state's skip stands. */
    int skipColumn() {
        return stride - 1;
    }

    /** Those that there are; an entry that another thread has just built may name one that is not in here yet. */
    Move[] moves() {
        return moves;
    }

    /** Those that there are for certain. */
    synchronized Move[] newestMoves() {
        return moves;
    }

    /** By their numbers; what another thread has just found may be missing. Number 0 is none. */
    Skip[] skips() {
        return skips;
    }

    Habits habits() {
        return habits;
    }

    /** Whether it has become too large to grow, so that a new one should take its place. */
    boolean full() {
        return full;
    }

    private int row(int state) {
        return state * stride;
    }

    /** Where the entry of a symbol that is not of ASCII stands in a row. */
    static int column(int symbol) {
        return Alphabet.ASCII + symbol;
    }

    /** Builds the entry for a symbol in a row unless another thread just has. */
    synchronized void entry(int row, int symbol) {
        int column = alphabet.isAscii(symbol) ? alphabet.someAscii(symbol) : column(symbol);
        if (table[row + column] == 0) {
            put(row, symbol, build(row / stride, symbol));
        }
    }

    private void put(int row, int symbol, int entry) {
        if (!alphabet.isAscii(symbol)) {
            table[row + column(symbol)] = entry;
            return;
        }
        for (int c = 0; c < Alphabet.ASCII; c++) {
            if (alphabet.ascii()[c] == symbol) {
                table[row + c] = entry;
            }
        }
    }

    private int build(int number, int symbol) {
        try {
            Step.Result step = Step.take(nfa, alphabet, states.get(number), symbol, kept);
            return entry(number, symbol, step, follower(step, symbol));
        } catch (Step.Undecided e) {
            return add(Move.undecided(e.getMessage()));
        }
    }

    /** The number of the state that a step leads to; 0 if it decides. */
    private int follower(Step.Result step, int symbol) {
        if (step.threads().isEmpty() || nfa.node(step.threads().get(0).node()) instanceof Node.Accept) {
            return 0;
        }
        int count = states.size();
        int next = state(step.threads(), nfa.before().after(symbol, alphabet));
        if (states.size() > count) {
            findRun(next);
        }
        return next;
    }

    private int entry(int number, int symbol, Step.Result step, int next) {
        if (step.threads().isEmpty()) {
            return add(Move.noMatch());
        }
        if (next == 0) {
            return add(
                    Move.match(step.moves(), nfa.tags(), step.threads().get(0).slot()));
        }
        boolean stays = next == number && alphabet.isAscii(symbol);
        if (step.moves().isEmpty()) {
            return stays || table[row(next) + skipColumn()] == 0 ? row(next) : marking(Move.NOBODYS, row(next));
        }
        int register = onlyRegister(step.moves());
        return register != 0 && register <= LAST_REGISTER
                ? marking(register, row(next))
                : add(Move.go(row(next), step.moves(), nfa.tags()));
    }

    private static int marking(int register, int row) {
        return Integer.MIN_VALUE | (register << ROW_BITS) | row;
    }

    /** The one register that gets the place; 0 if more is to be done. */
    private int onlyRegister(List<SlotMove> moves) {
        SlotMove move = moves.get(0);
        return moves.size() > 1 || move.from() != move.to() || move.marks().length > 1
                ? 0
                : Move.firstRegister(move.to(), nfa.tags()) + move.marks()[0];
    }

    private int add(Move move) {
        if (moveCount == moves.length) {
            moves = Arrays.copyOf(moves, moveCount * 2);
        }
        moves[moveCount] = move;
        return Integer.MIN_VALUE | moveCount++;
    }

    private int state(List<State.Thread> threads, long before) {
        long needed = 0;
        for (State.Thread thread : threads) {
            needed |= needs(thread.node());
        }
        State state = new State(threads, before & needed);
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        int number = states.size();
        full |= number >= MAX_STATES;
        numbers.put(state, number);
        states.add(state);
        if (row(number + 1) > table.length) {
            table = Arrays.copyOf(table, table.length * 2);
        }
        return number;
    }

    /** Where a state stays as it is over some characters, a line's long parts are run over without looking it up again. */
    private void findRun(int number) {
        State state = states.get(number);
        boolean[] stays = new boolean[Alphabet.ASCII];
        boolean found = false;
        for (int symbol = 0; symbol < alphabet.size(); symbol++) {
            if (alphabet.isAscii(symbol) && mayStay(state, symbol) && stays(state, symbol)) {
                found = true;
                for (int c = 0; c < Alphabet.ASCII; c++) {
                    stays[c] |= alphabet.ascii()[c] == symbol;
                }
            }
        }
        if (found) {
            Run.over(stays).ifPresent(run -> put(row(number), run));
        }
    }

    private void put(int row, Skip skip) {
        Skip[] more = Arrays.copyOf(skips, skips.length + 1);
        more[skips.length] = skip;
        skips = more;
        table[row + skipColumn()] = skips.length - 1;
    }

    boolean hasSkip(int row) {
        return table[row + skipColumn()] != 0;
    }

    /** Takes a leap wherever a line comes to its row; false if there are too many already. */
    synchronized boolean add(int row, Leap leap) {
        if (skips.length >= MAX_SKIPS || hasSkip(row)) {
            return false;
        }
        put(row, leap);
        for (int state = 1; state < states.size(); state++) {
            for (int cell = row(state); row(state) != row && cell < row(state) + skipColumn(); cell++) {
                table[cell] = table[cell] == row ? marking(Move.NOBODYS, row) : table[cell];
            }
        }
        return true;
    }

    Optional<Run> run(int row) {
        return skips[table[row + skipColumn()]] instanceof Run run ? Optional.of(run) : Optional.empty();
    }

    /** Lets a run go on over a detour. */
    synchronized void replace(int row, Run run) {
        if (skips.length < MAX_SKIPS) {
            put(row, run);
        }
    }

    /** Whether what is noted on the way by an entry is in no slot that a row's state uses. */
    synchronized boolean leavesAlone(int entry, int row) {
        if (entry >= 0) {
            return entry != 0;
        }
        Set<Integer> used = new HashSet<>();
        for (State.Thread thread : states.get(row / stride).threads()) {
            used.add(thread.slot());
        }
        if (register(entry) != 0) {
            return !used.contains(slot(register(entry)));
        }
        Move move = moves[target(entry)];
        boolean alone = move.kind() == Move.Kind.GO && !used.contains(slot(move.mark()));
        for (int i = 1; move.copies() != null && i < move.copies().length; i += 2) {
            alone &= !used.contains(slot(move.copies()[i]));
        }
        for (int i = 0; move.marks() != null && i < move.marks().length; i++) {
            alone &= !used.contains(slot(move.marks()[i]));
        }
        return alone;
    }

    /** The slot that a register is of; negative for nobody's. */
    private int slot(int register) {
        return register < Move.firstRegister(0, nfa.tags())
                ? -1
                : (register - Move.firstRegister(0, nfa.tags())) / nfa.tags();
    }

    /** Takes no leap any more. */
    synchronized void dropLeaps() {
        for (int state = 1; state < states.size(); state++) {
            int cell = row(state) + skipColumn();
            if (skips[table[cell]] instanceof Run run && run.exit() != null) {
                replace(row(state), run.withExit(null));
            } else if (skips[table[cell]] instanceof Leap) {
                table[cell] = 0;
            }
        }
    }

    private boolean mayStay(State state, int symbol) {
        for (State.Thread thread : state.threads()) {
            if (!readsInto(thread.node(), thread.node(), symbol)) {
                return false;
            }
        }
        return true;
    }

    private boolean readsInto(int number, int goal, int symbol) {
        Node node = nfa.node(number);
        if (node instanceof Node.Read read) {
            return read.next() == goal && alphabet.contains(read.set(), symbol);
        } else if (node instanceof Node.Fork fork) {
            return fork.ways().stream().anyMatch(way -> readsInto(way, goal, symbol));
        } else if (node instanceof Node.Restart) {
            return true;
        } else if (node instanceof Node.Enter enter) {
            return readsInto(enter.next(), goal, symbol);
        } else if (node instanceof Node.Leave leave) {
            return readsInto(leave.next(), goal, symbol);
        }
        return node instanceof Node.Mark mark && readsInto(mark.next(), goal, symbol);
    }

    private boolean stays(State state, int symbol) {
        try {
            Step.Result step = Step.take(nfa, alphabet, state, symbol, kept);
            long needed = 0;
            for (State.Thread thread : step.threads()) {
                needed |= needs(thread.node());
            }
            long before = nfa.before().after(symbol, alphabet) & needed;
            return step.moves().isEmpty() && step.threads().equals(state.threads()) && before == state.before();
        } catch (Step.Undecided e) {
            return false; // it is told when a line gets there
        }
    }

    /** What the conditions that can be met from a node on without a character want to know of the last one. */
    private long needs(int number) {
        Long known = needs.get(number);
        if (known != null) {
            return known;
        }
        needs.put(number, 0L);
        Node node = nfa.node(number);
        long bits = 0;
        if (node instanceof Node.Fork fork) {
            for (int way : fork.ways()) {
                bits |= needs(way);
            }
        } else if (node instanceof Node.Check check) {
            bits = check.condition().needs() | needs(check.next());
        } else if (node instanceof Node.Mark mark) {
            bits = needs(mark.next());
        } else if (node instanceof Node.Enter enter) {
            bits = needs(enter.next());
        } else if (node instanceof Node.Leave leave) {
            bits = needs(leave.next());
        } else if (node instanceof Node.Restart restart) {
            bits = needs(restart.next());
        }
        needs.put(number, bits);
        return bits;
    }
}
