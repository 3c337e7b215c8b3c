package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.List;

/**
 * Remembers how messages of PDO begin, up to the statement that Laravel appends or to their end: fixed text, and between it
 * values that a driver showed. One that comes again with other values of plain characters needs no judgement up to there.
 *
 * <p>That gives the same as to judge it again, which is tried before a beginning is remembered: with values of all kinds in
 * its places ({@link #PROBES}), and compared. Everything outside of the values is compared each time, none is hashed; where the
 * values end follows from it, since behind them stands what they cannot hold. What is kept is what is shown. Not
 * thread-safe.
 */
final class DriverHeads {

    /** What all of them begin with. */
    static final String BEGINNING = DriverTemplates.STATE_CUE;

    /** In characters, of what is remembered and of a value; others are judged each time. */
    private static final int LONGEST = 400;

    private static final int LONGEST_VALUE = 128;

    private static final int MOST_VALUES = 6;

    /** For all beginnings together, in characters; when it is full they are forgotten. */
    private static final int ROOM = 1 << 17;

    /** What the nodes of one take of the room, besides their text. */
    private static final int NODES = 256;

    /** Values that rules know by their looks, and words that announce one. */
    private static final List<String> PROBES = List.of(
            "x",
            "0",
            "-",
            "jane.doe@example.org",
            "4111111111111111",
            "411111111111111",
            "Zx9kQ2mB7tR4wL8vN3cY6pD1",
            "ghp_Zx9kQ2mB7tR4wL8vN3cY6pD1Zx9kQ2mB7tR4",
            "2026-11-22",
            "10.0.0.5",
            "password",
            "token",
            "Bearer",
            "select",
            "users_email_unique",
            "key");

    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = Chars.alnum(c) || "_.@-".indexOf(c) >= 0;
        }
    }

    /** @param usable whether values do not matter */
    private record Head(boolean grouped, boolean usable) {}

    private final TextMasker texts;
    private SqlShapeNode<Head> root = SqlShapeNode.root();
    private int taken;
    private final Recurrence recurrence = new Recurrence();

    // Of the text that was looked for last.

    private final int[] starts = new int[MOST_VALUES];
    private final int[] ends = new int[MOST_VALUES];
    private int values;

    DriverHeads(TextMasker texts) {
        this.texts = texts;
    }

    /** Where in the text the beginning ends that is known of it, -1 if none is. */
    int find(Text s) {
        int end = recurrence.likely() ? walk(s) : -1;
        if (end >= 0) {
            recurrence.known();
        }
        return end;
    }

    /** How many values stand in the beginning that was found. */
    int values() {
        return values;
    }

    int start(int value) {
        return starts[value];
    }

    int end(int value) {
        return ends[value];
    }

    private int walk(Text s) {
        char[] chars = s.array();
        int base = s.base();
        int to = base + s.length();
        SqlShapeNode<Head> node = root;
        int i = base;
        values = 0;
        while (true) {
            Head head = node.remembered();
            if (head != null && (head.grouped() ? StatementRule.announces(s, i - base) : i == to)) {
                return head.usable() ? i - base : -1;
            }
            SqlShapeNode<Head> next = node.along(chars, i, to);
            if (next != null) {
                i += next.label().length;
            } else {
                next = node.below(SqlShapeNode.STRING);
                int end = next == null ? i : valueEnd(chars, i, to);
                if (end == i) {
                    return -1;
                }
                starts[values] = i - base;
                ends[values++] = end - base;
                i = end;
            }
            node = next;
        }
    }

    /** Of a value of plain characters that begins at {@code from}; {@code from} if none does. */
    private static int valueEnd(char[] chars, int from, int to) {
        int i = from;
        while (i < to && chars[i] < PLAIN.length && PLAIN[chars[i]]) {
            i++;
        }
        return i - from <= LONGEST_VALUE ? i : from;
    }

    /**
     * Remembers how a text begins that was just judged, unless its values matter.
     *
     * @param scan which judged it
     */
    void learn(Text s, TextMarks marks, TextScan scan) {
        List<DriverMessages.Span> driver = scan.driver();
        boolean grouped = marks.group() >= 0;
        int to = grouped ? marks.group() : s.length();
        boolean whole = scan.driverEnd() == (grouped ? to - 1 : to);
        if (!whole
                || to > LONGEST
                || driver.size() > MOST_VALUES
                || !recurrence.worthwhile()
                || !plain(s, driver, to)) {
            return;
        }
        int cost = to + NODES;
        if (taken + cost > ROOM) {
            root = SqlShapeNode.root();
            taken = 0;
        }
        taken += cost;
        SqlShapeNode<Head> node = place(s, driver, to);
        if (node.remembered() == null) {
            node.remember(new Head(grouped, true));
            node.remember(new Head(grouped, sameForAllValues(s, driver)));
        }
    }

    private SqlShapeNode<Head> place(Text s, List<DriverMessages.Span> driver, int to) {
        SqlShapeNode<Head> node = root;
        int from = s.base();
        for (DriverMessages.Span span : driver) {
            node = node.text(s.array(), from, s.base() + span.start()).value(SqlShapeNode.STRING);
            from = s.base() + span.end();
        }
        return node.text(s.array(), from, s.base() + to);
    }

    /** Whether the values, and nothing beside them, are of plain characters, and the text has one line up to there. */
    private static boolean plain(Text s, List<DriverMessages.Span> driver, int to) {
        int from = 0;
        for (DriverMessages.Span span : driver) {
            boolean bounded = span.start() > from
                    && span.end() > span.start()
                    && span.end() < to
                    && valueEnd(s.array(), s.base() + span.start() - 1, s.base() + span.start())
                            == s.base() + span.start() - 1
                    && valueEnd(s.array(), s.base() + span.start(), s.base() + to) == s.base() + span.end();
            if (!bounded || span.rule() != MaskRule.DRIVER_VALUE) {
                return false;
            }
            from = span.end();
        }
        int newline = s.indexOf('\n', 0, to);
        int carriage = s.indexOf('\r', 0, to);
        return newline < 0 && carriage < 0 && s.indexOf(SqlShapeNode.STRING, 0, to) < 0;
    }

    private boolean sameForAllValues(Text s, List<DriverMessages.Span> driver) {
        boolean same = same(s);
        for (int i = 0; same && !driver.isEmpty() && i < PROBES.size(); i++) {
            same = same(filled(s, driver, PROBES.get(i)));
        }
        return same;
    }

    private static Text filled(Text s, List<DriverMessages.Span> driver, String value) {
        TextBuffer out = new TextBuffer(s.length() + value.length());
        int from = 0;
        for (DriverMessages.Span span : driver) {
            out.append(s, from, span.start()).append(value);
            from = span.end();
        }
        out.append(s, from, s.length());
        return out.part(0, out.length());
    }

    /** Whether what is known gives the same as to judge. */
    private boolean same(Text s) {
        TextBuffer judged = new TextBuffer(s.length());
        MaskTally counts = new MaskTally();
        TextMarks marks = new TextMarks(s);
        boolean masked = new TextScan(s, marks, texts, judged, counts).run();
        TextBuffer recalled = new TextBuffer(s.length());
        MaskTally others = new MaskTally();
        int end = walk(s);
        TextScan rest = end < 0 ? null : TextScan.behind(this, end, s, new TextMarks(s, end), texts, recalled, others);
        return rest != null
                && !marks.chained()
                && rest.run() == masked
                && Arrays.equals(judged.chars(), 0, judged.length(), recalled.chars(), 0, recalled.length())
                && counts.counts().equals(others.counts());
    }
}
