package io.sillok.parsers.grok.automaton;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One step of all threads over one symbol. The threads are taken in order of preference, and where two come to the same
 * point in the same {@link Context} the first stays: whatever the second could still match, the first would, and
 * java.util.regex would have found it there.
 *
 * <p>Atomic groups follow from their meaning, "the first way out counts": a thread that leaves an instance ends all threads
 * of that instance that are less preferred. It may itself be ended so by a thread that is more preferred and leaves later;
 * until that is settled its context says so, and a match that it makes does not end the less preferred ones.
 */
final class Step {

    static final int MAX_THREADS = 250;
    static final int MAX_SLOTS = 60;

    /** A step that cannot be taken exactly. */
    static final class Undecided extends Exception {

        Undecided(String reason) {
            super(reason, null, false, false);
        }
    }

    /** @param moves what to do with the slots, before the symbol is passed */
    record Result(List<State.Thread> threads, List<SlotMove> moves) {}

    private record Point(int node, Context context) {}

    private record Arrival(int node, int slot, List<Integer> marks, Context context) {}

    private record Origin(int slot, List<Integer> marks) {}

    private final Nfa nfa;
    private final Alphabet alphabet;
    private final int symbol;
    private final long before;
    private final int kept;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<Point> arrived = new HashSet<>();
    private final Set<Point> passed = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private final Set<Integer> doubtful = new HashSet<>();
    private int nextInstance;
    private boolean cut;

    private Step(Nfa nfa, Alphabet alphabet, State state, int symbol, int kept) {
        this.nfa = nfa;
        this.alphabet = alphabet;
        this.symbol = symbol;
        this.before = state.before();
        this.kept = kept;
        for (State.Thread thread : state.threads()) {
            for (int instance : thread.context().inside()) {
                nextInstance = Math.max(nextInstance, instance + 1);
            }
        }
    }

    /** @param kept how many of the threads are gone on with, the most preferred ones; the others are forgotten */
    static Result take(Nfa nfa, Alphabet alphabet, State state, int symbol, int kept) throws Undecided {
        Step step = new Step(nfa, alphabet, state, symbol, kept);
        for (State.Thread thread : state.threads()) {
            if (step.cut) {
                break;
            }
            if (!step.isEnded(thread.context().left())) {
                step.follow(thread.node(), thread.slot(), List.of(), thread.context(), false);
            }
        }
        return step.result();
    }

    /** @param unsure whether a condition on the way could not be answered; it does not matter where the way ends */
    private void follow(int number, int slot, List<Integer> marks, Context context, boolean unsure) throws Undecided {
        if (cut || isEnded(context.inside()) || !passed.add(new Point(number, context))) {
            return;
        }
        Node node = nfa.node(number);
        if (node instanceof Node.Read read) {
            if (alphabet.contains(read.set(), symbol)) {
                decided(unsure);
                arrive(new Arrival(read.next(), slot, marks, context));
                foresee(read.next(), context);
                cut |= arrivals.size() >= kept;
            }
        } else if (node instanceof Node.Fork fork) {
            for (int way : fork.ways()) {
                follow(way, slot, marks, context, unsure);
            }
        } else if (node instanceof Node.Mark mark) {
            List<Integer> more = new ArrayList<>(marks);
            more.add(mark.tag());
            follow(mark.next(), slot, List.copyOf(more), context, unsure);
        } else if (node instanceof Node.Check check) {
            Condition.Answer answer = check.condition().ask(before, symbol, alphabet);
            if (answer != Condition.Answer.NO) {
                follow(check.next(), slot, marks, context, unsure || answer == Condition.Answer.UNSURE);
            }
        } else if (node instanceof Node.Enter enter) {
            follow(enter.next(), slot, marks, context.enter(nextInstance++), unsure);
        } else if (node instanceof Node.Leave leave) {
            decided(unsure);
            follow(leave.next(), slot, marks, leave(context), false);
        } else if (node instanceof Node.Restart restart) {
            follow(restart.next(), slot, marks, context, unsure);
            if (!cut && symbol != alphabet.end()) {
                arrive(new Arrival(number, slot, List.of(), context));
            }
        } else {
            decided(unsure);
            arrive(new Arrival(number, slot, marks, context));
            cut = context.left().isEmpty();
        }
    }

    private static void decided(boolean unsure) throws Undecided {
        if (unsure) {
            throw new Undecided("a condition beside a character that is not ASCII, or that needs to see further");
        }
    }

    private boolean isEnded(List<Integer> instances) throws Undecided {
        for (int instance : instances) {
            if (ended.contains(instance)) {
                return true;
            }
            if (doubtful.contains(instance)) {
                throw new Undecided("atomic groups that depend on each other");
            }
        }
        return false;
    }

    private Context leave(Context context) {
        int instance = context.innermost();
        (context.left().isEmpty() ? ended : doubtful).add(instance);
        boolean rivals =
                arrivals.stream().anyMatch(arrival -> arrival.context().inside().contains(instance));
        return context.leave(rivals);
    }

    private void arrive(Arrival arrival) throws Undecided {
        if (arrived.add(new Point(arrival.node(), arrival.context()))) {
            arrivals.add(arrival);
            if (arrivals.size() > MAX_THREADS) {
                throw new Undecided("more than " + MAX_THREADS + " ways at once");
            }
        }
    }

    /** Ends at once what the next step would end whatever its symbol is; most states are so a single thread. */
    private void foresee(int node, Context context) {
        if (!context.left().isEmpty()) {
            return;
        }
        if (context.inside().isEmpty()) {
            cut = leadsTo(node, Node.Accept.class);
        } else if (leadsTo(node, Node.Leave.class)) {
            ended.add(context.innermost());
        }
    }

    private boolean leadsTo(int number, Class<? extends Node> goal) {
        Node node = nfa.node(number);
        if (node instanceof Node.Fork fork) {
            return fork.ways().stream().anyMatch(way -> leadsTo(way, goal));
        }
        return node instanceof Node.Mark mark ? leadsTo(mark.next(), goal) : goal.isInstance(node);
    }

    private Result result() throws Undecided {
        Set<Integer> inhabited = new HashSet<>();
        arrivals.forEach(arrival -> inhabited.addAll(arrival.context().inside()));
        Map<Integer, Integer> numbers = new HashMap<>();
        Set<Point> points = new HashSet<>();
        List<Arrival> stayed = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            Context settled = arrival.context().settled(inhabited).renumbered(numbers);
            if (points.add(new Point(arrival.node(), settled))) {
                stayed.add(new Arrival(arrival.node(), arrival.slot(), arrival.marks(), settled));
            }
            if (nfa.node(arrival.node()) instanceof Node.Accept
                    && settled.left().isEmpty()) {
                break;
            }
        }
        return slots(stayed);
    }

    /** Gives each way of having marked places a slot: its own again if no other thread needs that as it was. */
    private static Result slots(List<Arrival> arrivals) throws Undecided {
        Map<Integer, Set<List<Integer>>> uses = new HashMap<>();
        for (Arrival arrival : arrivals) {
            uses.computeIfAbsent(arrival.slot(), unseen -> new HashSet<>()).add(arrival.marks());
        }
        Set<Integer> taken = new HashSet<>(uses.keySet());
        taken.add(SlotMove.EMPTY_SLOT);
        Map<Origin, Integer> slots = new HashMap<>();
        List<SlotMove> moves = new ArrayList<>();
        List<State.Thread> threads = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            Origin origin = new Origin(arrival.slot(), arrival.marks());
            Integer slot = slots.get(origin);
            if (slot == null) {
                slot = arrival.slot();
                if (!arrival.marks().isEmpty()) {
                    boolean shared = uses.get(arrival.slot()).size() > 1 || arrival.slot() == SlotMove.EMPTY_SLOT;
                    slot = shared ? free(taken) : arrival.slot();
                    moves.add(new SlotMove(
                            arrival.slot(),
                            slot,
                            arrival.marks().stream().mapToInt(Integer::intValue).toArray()));
                }
                slots.put(origin, slot);
            }
            threads.add(new State.Thread(arrival.node(), slot, arrival.context()));
        }
        return new Result(List.copyOf(threads), List.copyOf(moves));
    }

    private static int free(Set<Integer> taken) throws Undecided {
        int slot = 0;
        while (!taken.add(slot)) {
            slot++;
        }
        if (slot >= MAX_SLOTS) {
            throw new Undecided("more than " + MAX_SLOTS + " sets of captures at once");
        }
        return slot;
    }
}
