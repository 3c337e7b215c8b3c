package io.sillok.parsers.grok.automaton;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a thread stands to atomic groups. Each time that one is entered is an instance with a number of its own.
 *
 * @param inside instances that the thread is in, the innermost last
 * @param left instances that it has left while threads that are preferred to it were still inside: should one of those
 *     leave too, then this one never was
 */
record Context(List<Integer> inside, List<Integer> left) {

    static final Context NONE = new Context(List.of(), List.of());

    boolean isFree() {
        return inside.isEmpty() && left.isEmpty();
    }

    int innermost() {
        return inside.get(inside.size() - 1);
    }

    Context enter(int instance) {
        List<Integer> deeper = new ArrayList<>(inside);
        deeper.add(instance);
        return new Context(List.copyOf(deeper), left);
    }

    /** @param rivals whether threads that are preferred to this one stay inside */
    Context leave(boolean rivals) {
        List<Integer> outer = List.copyOf(inside.subList(0, inside.size() - 1));
        if (!rivals) {
            return new Context(outer, left);
        }
        List<Integer> more = new ArrayList<>(left);
        more.add(innermost());
        return new Context(outer, List.copyOf(more));
    }

    /** Without the instances that nobody is inside of any more. */
    Context settled(Set<Integer> inhabited) {
        return left.isEmpty()
                ? this
                : new Context(inside, left.stream().filter(inhabited::contains).toList());
    }

    /** The same with numbers by order of appearance, so that states which differ in them only are one. */
    Context renumbered(Map<Integer, Integer> numbers) {
        if (isFree()) {
            return this;
        }
        return new Context(
                renumbered(inside, numbers),
                renumbered(left, numbers).stream().sorted().toList());
    }

    private static List<Integer> renumbered(List<Integer> instances, Map<Integer, Integer> numbers) {
        return instances.stream()
                .map(instance -> numbers.computeIfAbsent(instance, unseen -> numbers.size()))
                .toList();
    }
}
