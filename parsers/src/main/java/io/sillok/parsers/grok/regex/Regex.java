package io.sillok.parsers.grok.regex;

import java.util.List;

/** A regular expression as a tree. What a node prefers to match it tries first, as java.util.regex does. */
public sealed interface Regex {

    record Empty() implements Regex {}

    /** One character of a set. */
    record One(CharSet set) implements Regex {}

    record Sequence(List<Regex> parts) implements Regex {}

    /** The first alternative is preferred to the second, and so on. */
    record Choice(List<Regex> alternatives) implements Regex {}

    /**
     * @param most {@link #UNBOUNDED} for no limit
     * @param greedy whether more is preferred to less
     */
    record Repeat(Regex body, int least, int most, boolean greedy) implements Regex {}

    /** A capture. */
    record Field(int index, Regex body) implements Regex {}

    /** Once it is left, only its first choice counts. */
    record Atomic(Regex body) implements Regex {}

    /** A place between two characters. */
    record Edge(Place place) implements Regex {}

    /** What stands before or behind a place, or must not. */
    record Look(Regex body, boolean behind, boolean negative) implements Regex {}

    int UNBOUNDED = -1;

    enum Place {
        WORD_EDGE,
        NO_WORD_EDGE,
        BEGIN,
        END,
        /** The end, or in front of a line end that is the last thing. */
        LINE_END
    }
}
