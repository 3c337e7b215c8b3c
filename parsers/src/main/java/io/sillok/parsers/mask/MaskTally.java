package io.sillok.parsers.mask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts masked values by rule while one record is masked, and says why if it is asked to. Not thread-safe. */
public final class MaskTally {

    private static final MaskRule[] RULES = MaskRule.values();
    private static final int[] NONE = {};

    /**
     * Why something is masked.
     *
     * @param field the name of the event's field; empty outside of events
     * @param rule its id
     * @param start where the value started in its field's decoded text, in characters; -1 if the whole field went
     * @param end where it ended
     */
    public record Reason(String field, String rule, int start, int end) {

        /** In words, to be read behind "because it is". */
        public String why() {
            return MaskRule.byId(rule).map(MaskRule::description).orElse("what a pattern of the configuration finds");
        }
    }

    /** By the rules' ordinals; made when something is counted. */
    private int[] counts = NONE;

    /** The rules that counted something, as bits by their ordinals. */
    private long counted;

    private final boolean explaining;
    private final MaskedBefore before;
    private List<Reason> reasons = List.of();
    private Map<String, Integer> customs = Map.of();
    private String field = "";

    /** Where the part of the field's text begins that is being masked. */
    private int base;

    private int total;

    public MaskTally() {
        this(false, new MaskedBefore());
    }

    private MaskTally(boolean explaining, MaskedBefore before) {
        this.explaining = explaining;
        this.before = before;
    }

    /** One that also keeps the reasons. */
    public static MaskTally explaining() {
        return new MaskTally(true, new MaskedBefore());
    }

    /** An empty one of the same kind, for what may be thrown away. */
    MaskTally fresh() {
        MaskTally fresh = new MaskTally(explaining, before);
        fresh.field = field;
        fresh.base = base;
        return fresh;
    }

    boolean explains() {
        return explaining;
    }

    /** What the record held so far. */
    MaskedBefore before() {
        return before;
    }

    /** Positions count from {@code offset} on, until {@link #leave} is called with what is returned. */
    int within(int offset) {
        int outer = base;
        base += offset;
        return outer;
    }

    void leave(int outer) {
        base = outer;
    }

    /** What is counted from now on stands in the field of this name. */
    void field(String name) {
        field = name;
    }

    void count(MaskRule rule) {
        count(rule, -1, -1);
    }

    void count(MaskRule rule, int start, int end) {
        room()[rule.ordinal()]++;
        counted |= 1L << rule.ordinal();
        total++;
        if (explaining) {
            tell(rule.id(), start, end);
        }
    }

    /** For a rule of the user's. */
    void count(String rule, int start, int end) {
        if (customs.isEmpty()) {
            customs = new TreeMap<>();
        }
        customs.merge(rule, 1, Integer::sum);
        total++;
        if (explaining) {
            tell(rule, start, end);
        }
    }

    private int[] room() {
        if (counts.length == 0) {
            counts = new int[RULES.length];
        }
        return counts;
    }

    private int times(MaskRule rule) {
        return counts.length == 0 ? 0 : counts[rule.ordinal()];
    }

    private void tell(String rule, int start, int end) {
        reasons = reasons.isEmpty() ? new ArrayList<>() : reasons;
        reasons.add(new Reason(field, rule, start < 0 ? start : base + start, end < 0 ? end : base + end));
    }

    void addAll(MaskTally other) {
        if (other.total == 0) {
            return;
        }
        for (long left = other.counted; left != 0; left &= left - 1) {
            int rule = Long.numberOfTrailingZeros(left);
            room()[rule] += other.counts[rule];
        }
        counted |= other.counted;
        total += other.total;
        if (!other.customs.isEmpty()) {
            customs = customs.isEmpty() ? new TreeMap<>() : customs;
            other.customs.forEach((rule, count) -> customs.merge(rule, count, Integer::sum));
        }
        if (!other.reasons.isEmpty()) {
            reasons = reasons.isEmpty() ? new ArrayList<>() : reasons;
            reasons.addAll(other.reasons);
        }
    }

    /** How many values were masked so far. */
    int total() {
        return total;
    }

    /** An immutable copy; rules that masked nothing are absent, and so are the user's own. */
    public Map<MaskRule, Integer> counts() {
        Map<MaskRule, Integer> copy = new EnumMap<>(MaskRule.class);
        for (MaskRule rule : RULES) {
            if (times(rule) > 0) {
                copy.put(rule, times(rule));
            }
        }
        return Collections.unmodifiableMap(copy);
    }

    /** By the rules' ids, the user's rules among them; not to be read while more is counted. */
    public Map<String, Integer> byId() {
        if (total == 0) {
            return Map.of();
        }
        Map<String, Integer> copy = customs;
        for (MaskRule rule : RULES) {
            int count = times(rule);
            if (count > 0) {
                copy = copy == customs ? new TreeMap<>(customs) : copy;
                copy.put(rule.id(), count);
            }
        }
        return Collections.unmodifiableMap(copy);
    }

    /** In the order in which fields were masked; empty unless the tally was told to explain. */
    public List<Reason> reasons() {
        return List.copyOf(reasons);
    }
}
