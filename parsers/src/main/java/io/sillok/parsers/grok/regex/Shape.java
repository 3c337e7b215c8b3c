package io.sillok.parsers.grok.regex;

import java.util.OptionalInt;

/** What can be said of a regular expression without a text. */
public final class Shape {

    private Shape() {}

    /** Whether it can match without taking a character. */
    public static boolean nullable(Regex regex) {
        if (regex instanceof Regex.One) {
            return false;
        } else if (regex instanceof Regex.Sequence sequence) {
            return sequence.parts().stream().allMatch(Shape::nullable);
        } else if (regex instanceof Regex.Choice choice) {
            return choice.alternatives().stream().anyMatch(Shape::nullable);
        } else if (regex instanceof Regex.Repeat repeat) {
            return repeat.least() == 0 || nullable(repeat.body());
        } else if (regex instanceof Regex.Field field) {
            return nullable(field.body());
        } else if (regex instanceof Regex.Atomic atomic) {
            return nullable(atomic.body());
        }
        return true;
    }

    /** All characters that a match can begin with, and perhaps more. */
    public static CharSet first(Regex regex) {
        CharSet first = CharSet.NONE;
        if (regex instanceof Regex.One one) {
            return one.set();
        } else if (regex instanceof Regex.Sequence sequence) {
            for (Regex part : sequence.parts()) {
                first = first.or(first(part));
                if (!nullable(part)) {
                    break;
                }
            }
        } else if (regex instanceof Regex.Choice choice) {
            for (Regex alternative : choice.alternatives()) {
                first = first.or(first(alternative));
            }
        } else if (regex instanceof Regex.Repeat repeat) {
            return first(repeat.body());
        } else if (regex instanceof Regex.Field field) {
            return first(field.body());
        } else if (regex instanceof Regex.Atomic atomic) {
            return first(atomic.body());
        }
        return first;
    }

    /** The number of characters that every match has; empty if they differ. */
    public static OptionalInt length(Regex regex) {
        if (regex instanceof Regex.One) {
            return OptionalInt.of(1);
        } else if (regex instanceof Regex.Sequence sequence) {
            int sum = 0;
            for (Regex part : sequence.parts()) {
                OptionalInt length = length(part);
                if (length.isEmpty()) {
                    return length;
                }
                sum += length.getAsInt();
            }
            return OptionalInt.of(sum);
        } else if (regex instanceof Regex.Choice choice) {
            int[] lengths = choice.alternatives().stream()
                    .mapToInt(each -> length(each).orElse(-1))
                    .distinct()
                    .toArray();
            return lengths.length == 1 && lengths[0] >= 0 ? OptionalInt.of(lengths[0]) : OptionalInt.empty();
        } else if (regex instanceof Regex.Repeat repeat) {
            OptionalInt length = length(repeat.body());
            return repeat.least() == repeat.most() && length.isPresent()
                    ? OptionalInt.of(length.getAsInt() * repeat.least())
                    : OptionalInt.empty();
        } else if (regex instanceof Regex.Field field) {
            return length(field.body());
        } else if (regex instanceof Regex.Atomic atomic) {
            return length(atomic.body());
        }
        return OptionalInt.of(0);
    }

    /** Whether every match begins at the beginning of the text. */
    public static boolean anchored(Regex regex) {
        if (regex instanceof Regex.Edge edge) {
            return edge.place() == Regex.Place.BEGIN;
        } else if (regex instanceof Regex.Sequence sequence) {
            return anchored(sequence.parts().get(0));
        } else if (regex instanceof Regex.Choice choice) {
            return choice.alternatives().stream().allMatch(Shape::anchored);
        } else if (regex instanceof Regex.Field field) {
            return anchored(field.body());
        }
        return regex instanceof Regex.Atomic atomic && anchored(atomic.body());
    }

    public static boolean hasFields(Regex regex) {
        if (regex instanceof Regex.Field) {
            return true;
        } else if (regex instanceof Regex.Sequence sequence) {
            return sequence.parts().stream().anyMatch(Shape::hasFields);
        } else if (regex instanceof Regex.Choice choice) {
            return choice.alternatives().stream().anyMatch(Shape::hasFields);
        } else if (regex instanceof Regex.Repeat repeat) {
            return hasFields(repeat.body());
        } else if (regex instanceof Regex.Atomic atomic) {
            return hasFields(atomic.body());
        }
        return regex instanceof Regex.Look look && hasFields(look.body());
    }
}
