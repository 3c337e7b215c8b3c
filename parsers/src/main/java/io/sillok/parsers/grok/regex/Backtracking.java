package io.sillok.parsers.grok.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * How the work of a backtracking engine may grow with the length of a line, by the form of the expression: an estimate for
 * who has to decide whether to rewrite it.
 *
 * @param power the exponent of the growth, {@link #EXPONENTIAL} for more than any
 */
public record Backtracking(int power) {

    public static final int EXPONENTIAL = Integer.MAX_VALUE;

    /** From here on, a line of a few kilobytes takes seconds. */
    private static final int TOO_MUCH = 3;

    public boolean canBlowUp() {
        return power >= TOO_MUCH;
    }

    public static Backtracking of(Regex regex) {
        Chain chain = Chain.NONE.through(regex);
        if (chain.worst() == EXPONENTIAL) {
            return new Backtracking(EXPONENTIAL);
        }
        // a match is looked for from every place
        return new Backtracking(chain.worst() + (Shape.anchored(regex) ? 0 : 1));
    }

    /**
     * Unbounded repetitions, one behind the other, that can give characters to each other.
     *
     * @param shared the characters that all of them can take
     */
    private record Chain(CharSet shared, int links, int worst) {

        static final Chain NONE = new Chain(CharSet.NONE, 0, 0);

        Chain through(Regex regex) {
            if (regex instanceof Regex.One one) {
                return past(one.set());
            } else if (regex instanceof Regex.Sequence sequence) {
                Chain chain = this;
                for (Regex part : sequence.parts()) {
                    chain = chain.through(part);
                }
                return chain;
            } else if (regex instanceof Regex.Choice choice) {
                Chain chain = through(choice.alternatives().get(0));
                for (Regex alternative : choice.alternatives()) {
                    chain = chain.or(through(alternative));
                }
                return chain;
            } else if (regex instanceof Regex.Repeat repeat) {
                return through(repeat);
            } else if (regex instanceof Regex.Field field) {
                return through(field.body());
            } else if (regex instanceof Regex.Atomic atomic) {
                return past(Shape.first(atomic.body())); // what it took it does not give back
            }
            return this;
        }

        private Chain through(Regex.Repeat repeat) {
            if (repeat.most() == Regex.UNBOUNDED) {
                Chain longer = link(characters(repeat.body()));
                return isAmbiguous(repeat.body()) ? new Chain(longer.shared, longer.links, EXPONENTIAL) : longer;
            }
            Chain chain = this;
            for (int i = 0; i < Math.min(repeat.most(), 2); i++) {
                chain = chain.through(repeat.body());
            }
            return repeat.least() == 0 ? or(chain) : chain;
        }

        private Chain link(CharSet set) {
            CharSet both = shared.and(set);
            boolean longer = links > 0 && !both.isEmpty();
            int count = longer ? links + 1 : 1;
            return new Chain(longer ? both : set, count, Math.max(worst, count));
        }

        private Chain past(CharSet set) {
            return links == 0 || !shared.and(set).isEmpty() ? this : new Chain(CharSet.NONE, 0, worst);
        }

        private Chain or(Chain other) {
            Chain longer = other.links > links ? other : this;
            return new Chain(longer.shared, longer.links, Math.max(worst, other.worst));
        }
    }

    /** Whether a text can be cut into bodies in more than one way. */
    private static boolean isAmbiguous(Regex body) {
        if (body instanceof Regex.Field field) {
            return isAmbiguous(field.body());
        } else if (body instanceof Regex.Repeat repeat) {
            return repeat.most() == Regex.UNBOUNDED || isAmbiguous(repeat.body());
        } else if (body instanceof Regex.Choice choice) {
            return choice.alternatives().stream().anyMatch(Backtracking::isAmbiguous) || overlaps(choice);
        } else if (body instanceof Regex.Sequence sequence) {
            return sequence.parts().stream()
                    .anyMatch(part -> isLoop(part) && canBeAlone(characters(part), part, sequence));
        }
        return false;
    }

    private static boolean overlaps(Regex.Choice choice) {
        CharSet seen = CharSet.NONE;
        for (Regex alternative : choice.alternatives()) {
            if (alternative instanceof Regex.One one) {
                if (!seen.and(one.set()).isEmpty()) {
                    return true;
                }
                seen = seen.or(one.set());
            }
        }
        return false;
    }

    private static boolean isLoop(Regex regex) {
        return (regex instanceof Regex.Repeat repeat && repeat.most() == Regex.UNBOUNDED)
                || (regex instanceof Regex.Field field && isLoop(field.body()));
    }

    private static boolean canBeAlone(CharSet set, Regex loop, Regex.Sequence sequence) {
        List<Regex> others = new ArrayList<>(sequence.parts());
        others.removeIf(part -> part == loop);
        return others.stream()
                .allMatch(part ->
                        Shape.nullable(part) || !Shape.first(part).and(set).isEmpty());
    }

    private static CharSet characters(Regex regex) {
        CharSet all = CharSet.NONE;
        if (regex instanceof Regex.One one) {
            return one.set();
        } else if (regex instanceof Regex.Sequence sequence) {
            for (Regex part : sequence.parts()) {
                all = all.or(characters(part));
            }
        } else if (regex instanceof Regex.Choice choice) {
            for (Regex alternative : choice.alternatives()) {
                all = all.or(characters(alternative));
            }
        } else if (regex instanceof Regex.Repeat repeat) {
            return characters(repeat.body());
        } else if (regex instanceof Regex.Field field) {
            return characters(field.body());
        } else if (regex instanceof Regex.Atomic atomic) {
            return characters(atomic.body());
        }
        return all;
    }
}
