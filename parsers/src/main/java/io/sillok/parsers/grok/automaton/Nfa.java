package io.sillok.parsers.grok.automaton;

import io.sillok.parsers.grok.regex.CharSet;
import io.sillok.parsers.grok.regex.NotCompilableException;
import io.sillok.parsers.grok.regex.Regex;
import io.sillok.parsers.grok.regex.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression as a nondeterministic automaton whose ways are ordered by preference. Tag 0 is where the match
 * begins, tag 1 where it ends, then begin and end of each field.
 */
final class Nfa {

    static final int START_TAG = 0;
    static final int END_TAG = 1;
    static final int FIELD_TAGS = 2;
    private static final int MAX_NODES = 20_000;

    private final List<Node> nodes = new ArrayList<>();
    private final List<CharSet> sets = new ArrayList<>();
    private final Before before = new Before();
    private int tags = FIELD_TAGS;
    private int start;
    private int restart;

    private Nfa() {}

    /** One without tags, to find out only whether there is a match. */
    static Nfa withoutTags(Regex regex) throws NotCompilableException {
        Nfa nfa = new Nfa();
        nfa.start = nfa.build(regex, nfa.add(new Node.Accept()), true);
        nfa.restart = nfa.add(new Node.Restart(nfa.start));
        return nfa;
    }

    static Nfa of(Regex regex) throws NotCompilableException {
        Nfa nfa = new Nfa();
        int accept = nfa.add(new Node.Accept());
        int end = nfa.add(new Node.Mark(END_TAG, accept));
        nfa.start = nfa.add(new Node.Mark(START_TAG, nfa.build(regex, end, true)));
        nfa.restart = nfa.add(new Node.Restart(nfa.start));
        return nfa;
    }

    Node node(int number) {
        return nodes.get(number);
    }

    int size() {
        return nodes.size();
    }

    /** Where a match that begins at the first character starts. */
    int start() {
        return start;
    }

    /** Where one that begins anywhere starts. */
    int restart() {
        return restart;
    }

    int tags() {
        return tags;
    }

    Before before() {
        return before;
    }

    /** Every set that a node or a condition asks for. */
    List<CharSet> sets() {
        return sets;
    }

    private int add(Node node) throws NotCompilableException {
        if (nodes.size() >= MAX_NODES) {
            throw new NotCompilableException("more than " + MAX_NODES + " states");
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    private CharSet use(CharSet set) {
        if (!sets.contains(set)) {
            sets.add(set);
        }
        return set;
    }

    /**
     * Builds the nodes of a part from its end.
     *
     * @param next where it goes on behind the part
     * @param once whether the part is passed at most once and can be gone back into: only there are captures what they seem
     *     to be, since java.util.regex keeps those of choices that it gave up in other places
     * @return the part's first node
     */
    private int build(Regex regex, int next, boolean once) throws NotCompilableException {
        if (regex instanceof Regex.One one) {
            return add(new Node.Read(use(one.set()), next));
        } else if (regex instanceof Regex.Sequence sequence) {
            int first = next;
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                first = build(sequence.parts().get(i), first, once);
            }
            return first;
        } else if (regex instanceof Regex.Choice choice) {
            List<Integer> ways = new ArrayList<>();
            for (Regex alternative : choice.alternatives()) {
                ways.add(build(alternative, next, once));
            }
            return add(new Node.Fork(List.copyOf(ways)));
        } else if (regex instanceof Regex.Repeat repeat) {
            return repeat(repeat, next, once);
        } else if (regex instanceof Regex.Field field) {
            return field(field, next, once);
        } else if (regex instanceof Regex.Atomic atomic) {
            return atomic(atomic.body(), next);
        } else if (regex instanceof Regex.Edge edge) {
            return edge.place() == Regex.Place.LINE_END && leadsToAccept(next)
                    ? lineEnd(next)
                    : add(new Node.Check(edge(edge.place()), next));
        } else if (regex instanceof Regex.Look look) {
            return add(new Node.Check(look(look), next));
        }
        return next;
    }

    private int field(Regex.Field field, int next, boolean once) throws NotCompilableException {
        if (!once) {
            throw new NotCompilableException("a field in a repetition or in an atomic group");
        }
        int tag = FIELD_TAGS + 2 * field.index();
        tags = Math.max(tags, tag + 2);
        int end = add(new Node.Mark(tag + 1, next));
        return add(new Node.Mark(tag, build(field.body(), end, true)));
    }

    private int atomic(Regex body, int next) throws NotCompilableException {
        if (Shape.length(body).isPresent() && !Shape.hasFields(body)) {
            return build(body, next, false); // there is no second choice that could end elsewhere
        }
        int leave = add(new Node.Leave(next));
        return add(new Node.Enter(build(body, leave, false)));
    }

    private int repeat(Regex.Repeat repeat, int next, boolean once) throws NotCompilableException {
        if (repeat.most() != 1 && Shape.nullable(repeat.body())) {
            throw new NotCompilableException("a repetition of what may be nothing");
        }
        boolean bodyOnce = once && repeat.most() == 1;
        int first = repeat.most() == Regex.UNBOUNDED ? loop(repeat, next, bodyOnce) : optional(repeat, next, bodyOnce);
        int copies = repeat.most() == Regex.UNBOUNDED ? repeat.least() - 1 : repeat.least();
        for (int i = 0; i < copies; i++) {
            first = build(repeat.body(), first, bodyOnce);
        }
        return first;
    }

    private int loop(Regex.Repeat repeat, int next, boolean once) throws NotCompilableException {
        int fork = add(new Node.Fork(List.of()));
        int body = build(repeat.body(), fork, once);
        nodes.set(fork, new Node.Fork(repeat.greedy() ? List.of(body, next) : List.of(next, body)));
        return repeat.least() == 0 ? fork : body;
    }

    private int optional(Regex.Repeat repeat, int next, boolean once) throws NotCompilableException {
        int first = next;
        for (int i = repeat.least(); i < repeat.most(); i++) {
            int body = build(repeat.body(), first, once);
            first = add(new Node.Fork(repeat.greedy() ? List.of(body, next) : List.of(next, body)));
        }
        return first;
    }

    private boolean leadsToAccept(int number) {
        Node node = nodes.get(number);
        return node instanceof Node.Accept || (node instanceof Node.Mark mark && leadsToAccept(mark.next()));
    }

    /**
     * The end, or the place before a line's end that is the last: where nothing but the match's end is behind it, the line's
     * end can be read to see whether it is.
     */
    private int lineEnd(int next) throws NotCompilableException {
        Condition end = new Condition(Condition.Kind.END, false, 0, CharSet.NONE, true);
        int last = add(new Node.Check(end, add(new Node.Accept())));
        int feed = add(new Node.Read(use(CharSet.of('\n')), last));
        int afterReturn = add(new Node.Fork(List.of(feed, last)));
        CharSet carriageReturn = use(CharSet.of('\r'));
        Condition noReturn =
                new Condition(Condition.Kind.BEHIND, true, before.bit(carriageReturn), carriageReturn, true);
        List<Integer> ways = List.of(
                add(new Node.Check(end, next)),
                add(new Node.Check(noReturn, marks(next, feed))),
                marks(next, add(new Node.Read(carriageReturn, afterReturn))),
                marks(next, add(new Node.Read(use(CharSet.OTHER_LINE_ENDS), last))));
        return add(new Node.Fork(ways));
    }

    /** The marks that lead to the match's end, and then somewhere else. */
    private int marks(int from, int then) throws NotCompilableException {
        return nodes.get(from) instanceof Node.Mark mark
                ? add(new Node.Mark(mark.tag(), marks(mark.next(), then)))
                : then;
    }

    private Condition edge(Regex.Place place) {
        return switch (place) {
            case WORD_EDGE, NO_WORD_EDGE -> {
                use(CharSet.WORD);
                yield new Condition(Condition.Kind.WORD_EDGE, place == Regex.Place.NO_WORD_EDGE, 0, CharSet.NONE, true);
            }
            case BEGIN -> new Condition(Condition.Kind.BEGIN, false, 0, CharSet.NONE, true);
            case END -> new Condition(Condition.Kind.END, false, 0, CharSet.NONE, true);
            case LINE_END -> {
                use(CharSet.LINE_ENDS);
                yield new Condition(Condition.Kind.LINE_END, false, 0, CharSet.NONE, true);
            }
        };
    }

    private Condition look(Regex.Look look) throws NotCompilableException {
        if (Shape.hasFields(look.body())) {
            throw new NotCompilableException("a field in what is looked for");
        }
        boolean single = isSingle(look.body());
        if (look.behind()) {
            if (!single) {
                throw new NotCompilableException("looking back further than one character");
            }
            CharSet set = use(Shape.first(look.body()));
            return new Condition(Condition.Kind.BEHIND, look.negative(), before.bit(set), set, true);
        }
        if (Shape.nullable(look.body())) {
            throw new NotCompilableException("looking ahead for what may be nothing");
        }
        CharSet set = use(Shape.first(look.body()));
        return new Condition(Condition.Kind.AHEAD, look.negative(), 0, set, single);
    }

    private static boolean isSingle(Regex regex) {
        return regex instanceof Regex.One
                || (regex instanceof Regex.Choice choice
                        && choice.alternatives().stream().allMatch(Nfa::isSingle));
    }
}
