package io.sillok.parsers.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line's form: literals and slots for values in turn. It is matched without regular expressions: a slot ends where the
 * literal behind it first stands, and only if the rest then does not fit a later place is tried. A place from which the rest
 * did not fit is not tried again, and what a line may cost is bounded by its length.
 *
 * <p>Immutable and thread-safe.
 */
public final class LineTemplate {

    private static final int LEAST_BUDGET = 1_000;
    private static final int STEPS_PER_CHAR = 4;

    /** Looking through so many characters costs as much as a step. */
    private static final int CHARS_PER_STEP = 32;

    public sealed interface Part permits Literal, Slot {}

    public record Literal(String text) implements Part {}

    public record Slot(String name, Shape shape) implements Part {}

    public sealed interface Match permits Values, NoMatch, OverBudget {}

    /**
     * @param values of {@link #slots()}, as they stand in the line
     * @param end index behind what the template took
     */
    public record Values(List<String> values, int end) implements Match {}

    /**
     * @param at index in the line that no attempt got beyond
     * @param expected what should have stood there: a literal in quotes, the name of a slot, or the line's end
     */
    public record NoMatch(int at, String expected) implements Match {}

    public record OverBudget() implements Match {}

    private final List<Part> parts;
    private final List<String> slots;
    private final boolean quotesEscaped;

    /** @param quotesEscaped whether no value holds a quote that has no backslash before it */
    public LineTemplate(List<Part> parts, boolean quotesEscaped) {
        this.parts = List.copyOf(parts);
        this.quotesEscaped = quotesEscaped;
        List<String> names = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Slot slot) {
                names.add(slot.name());
            }
        }
        this.slots = List.copyOf(names);
    }

    /** Their names, in the order in which their values stand in a line. */
    public List<String> slots() {
        return slots;
    }

    /** Whether it is a slot and nothing else. */
    public boolean bare() {
        return parts.size() == 1 && slots.size() == 1;
    }

    /** Matches the whole line. */
    public Match match(String line) {
        return new Search(line, false).match();
    }

    /** Matches the beginning of the line. */
    public Match matchPrefix(String line) {
        return new Search(line, true).match();
    }

    private final class Search {

        private final String line;
        private final boolean prefix;
        private final int[] starts = new int[slots.size()];
        private final int[] stops = new int[slots.size()];
        private int found;
        private int end;
        private final int budget;
        private final int[] exhaustedFrom = new int[parts.size()];
        private final int[] exhaustedTo = new int[parts.size()];
        private int steps;
        private int furthest = -1;
        private int expected;

        Search(String line, boolean prefix) {
            this.line = line;
            this.prefix = prefix;
            this.budget = LEAST_BUDGET + STEPS_PER_CHAR * line.length();
            Arrays.fill(exhaustedTo, -1);
        }

        Match match() {
            if (from(0, 0)) {
                return new Values(values(), end);
            }
            return steps > budget ? new OverBudget() : new NoMatch(furthest, describe(expected));
        }

        private List<String> values() {
            List<String> values = new ArrayList<>(found);
            for (int slot = 0; slot < found; slot++) {
                values.add(line.substring(starts[slot], stops[slot]));
            }
            return List.copyOf(values);
        }

        private boolean from(int part, int at) {
            if (part == parts.size()) {
                end = at;
                return prefix || at == line.length() || failed(part, at);
            }
            if (++steps > budget) {
                return false;
            }
            if (parts.get(part) instanceof Literal literal) {
                return line.startsWith(literal.text(), at)
                        ? from(part + 1, at + literal.text().length())
                        : failed(part, at);
            }
            return slot((Slot) parts.get(part), part + 1, at) || failed(part, at);
        }

        private boolean failed(int part, int at) {
            if (at > furthest) {
                furthest = at;
                expected = part;
            }
            return false;
        }

        private String describe(int part) {
            return part == parts.size()
                    ? "the line's end"
                    : parts.get(part) instanceof Literal literal
                            ? '"' + literal.text() + '"'
                            : ((Slot) parts.get(part)).name();
        }

        /** What begins later in a range that was gone through ends at places from which the rest did not fit. */
        private boolean isExhausted(int part, int at) {
            return exhaustedFrom[part] <= at && at <= exhaustedTo[part];
        }

        private boolean slot(Slot slot, int next, int at) {
            if (isExhausted(next - 1, at)) {
                return false;
            }
            int bound = quotesEscaped && slot.shape() != Shape.REST ? bareQuote(at) : line.length();
            steps += (bound - at) / CHARS_PER_STEP;
            boolean allTried = true;
            int stop = end(next, at);
            while (stop >= 0 && stop <= bound && steps <= budget) {
                Shape.Fit fit = slot.shape().fit(line, at, stop);
                if (fit == Shape.Fit.YES) {
                    starts[found] = at;
                    stops[found++] = stop;
                    if (from(next, stop)) {
                        return true;
                    }
                    found--;
                } else {
                    steps += (stop - at) / CHARS_PER_STEP;
                    allTried = false;
                    if (fit == Shape.Fit.NEVER) {
                        break;
                    }
                }
                steps++;
                stop = stop < line.length() ? end(next, stop + 1) : -1;
            }
            if (allTried && steps <= budget) {
                exhaustedFrom[next - 1] = at;
                exhaustedTo[next - 1] = bound;
            }
            return false;
        }

        /** The next place from {@code at} where a slot can end, or -1. */
        private int end(int next, int at) {
            if (next == parts.size()) {
                return line.length();
            }
            if (!(parts.get(next) instanceof Literal literal)) {
                return at;
            }
            int found = line.indexOf(literal.text(), at);
            steps += ((found < 0 ? line.length() : found) - at) / CHARS_PER_STEP;
            return found;
        }

        private int bareQuote(int from) {
            int quote = line.indexOf('"', from);
            while (quote > from && line.charAt(quote - 1) == '\\') {
                quote = line.indexOf('"', quote + 1);
            }
            return quote < 0 ? line.length() : quote;
        }
    }
}
