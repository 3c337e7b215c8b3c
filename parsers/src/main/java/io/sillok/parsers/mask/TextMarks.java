package io.sillok.parsers.mask;

import java.util.Arrays;

/**
 * What one look at each character of a text tells, for all rules together: which kinds of characters occur, where a driver's
 * message may show a value, where a statement is announced, whether an address can stand anywhere. Not thread-safe.
 */
final class TextMarks {

    private static final int NONE = -1;

    private static final int[] NO_PLACES = {};
    private static final long[] NO_BITS = {};

    private final Text s;
    private final char[] chars;
    private final int base;
    private final int end;

    private int kinds;
    private int prose;
    private boolean chained;
    private int[] signs = NO_PLACES;
    private int signCount;
    private int group = NONE;
    private int state = NONE;

    /** Of the templates of which a cue was found. */
    private long templates;

    private int first = Integer.MAX_VALUE;

    /** The first double quote behind a blank. */
    private int quoted = NONE;

    private int[] marks = NO_PLACES;
    private long[] bits = NO_BITS;
    private int hits;
    private int[] quotes = NO_PLACES;
    private int quoteCount;

    TextMarks(Text s) {
        this(s, 0);
    }

    /** Of what stands at {@code from} and behind it; positions are those of the whole text. */
    TextMarks(Text s, int from) {
        this.s = s;
        this.chars = s.array();
        this.base = s.base();
        this.end = base + s.length();
        int behind = prose(base + from);
        kinds |= marksFrom(behind);
        prose = behind - base;
        if (quoted >= 0 && s.contains(DriverTemplates.ANY_TYPE)) {
            templates |= DriverTemplates.ANY_TYPE_BIT;
            first = Math.min(first, quoted);
        }
    }

    /** Looks at all marks behind the prose, and tells the bits of all characters there. */
    private int marksFrom(int from) {
        char[] text = chars;
        int to = end;
        int all = 0;
        for (int i = from; i < to; i++) {
            int bits = Chars.bits(text[i]);
            // Most are none to look at, and a short loop passes over them faster.
            while ((bits & Chars.LOOK) == 0 && i < to - 1) {
                all |= bits;
                i++;
                bits = Chars.bits(text[i]);
            }
            all |= bits;
            if ((bits & Chars.LOOK) != 0) {
                look(i, text[i]);
            }
        }
        return all;
    }

    /** Looks at what the text begins with as long as no rule needs to be asked about it; where that ends, in the array. */
    private int prose(int from) {
        Prose passes = new Prose(s);
        int all = 0;
        int i = from;
        while (i < end) {
            int bit = Chars.bits(chars[i]);
            if ((bit & Chars.WORD) != 0) {
                int start = i;
                int bits = 0;
                do {
                    bits |= bit;
                    i++;
                    bit = i < end ? Chars.bits(chars[i]) : 0;
                } while ((bit & Chars.WORD) != 0);
                if (!passes.passes(start, i, bits)) {
                    kinds = all;
                    return start;
                }
                all |= bits;
                continue;
            }
            if ((bit & Chars.MARK) != 0 && !passes.passes(i)) {
                break;
            }
            all |= bit;
            if ((bit & Chars.LOOK) != 0) {
                look(i, chars[i]);
            }
            i++;
        }
        kinds = all;
        return i;
    }

    private void look(int i, char c) {
        if (c == '\\' || c == '%' || c == '&') {
            if (sign(i + 1 - base, c)) {
                addSign(i - base);
            }
        } else if (c == '\n') {
            chained |= i + 1 < end && TextMasker.chains(s, i - base, chars[i + 1]);
        } else if (c == '@') {
            addSign(i - base);
        } else {
            mark(i, c);
        }
    }

    /** Whether what stands at {@code at} makes an at sign of the character before it. */
    private boolean sign(int at, char c) {
        return switch (c) {
            case '%' -> s.startsWith("40", at) || s.startsWith("2540", at);
            case '&' ->
                s.startsWith("#64;", at)
                        || s.startsWith("#064;", at)
                        || s.startsWith("#x40;", at)
                        || s.startsWith("commat;", at);
            default -> s.startsWith("u0040", at);
        };
    }

    private void addSign(int at) {
        signs = signCount == signs.length ? Arrays.copyOf(signs, 4 + 2 * signCount) : signs;
        signs[signCount++] = at;
    }

    private void mark(int i, char c) {
        if (c == '(' && group < 0 && StatementRule.announces(s, i - base)) {
            group = i - base;
        }
        boolean quote = c == '\'' || c == '"';
        if (quote) {
            quotes = quoteCount == quotes.length ? Arrays.copyOf(quotes, 8 + 2 * quoteCount) : quotes;
            quotes[quoteCount++] = i - base;
        }
        if (i < base + 2) {
            return;
        }
        char before = chars[i - 1];
        if (before == ' ') {
            quoted = quoted < 0 && c == '"' ? i - base : quoted;
            before = chars[i - 2];
        }
        long found = DriverTemplates.at(chars, base, i, c, before);
        if (found != 0) {
            hit(i - base, found);
        }
    }

    private void hit(int mark, long found) {
        if (hits == marks.length) {
            marks = Arrays.copyOf(marks, 4 + 2 * hits);
            bits = Arrays.copyOf(bits, marks.length);
        }
        marks[hits] = mark;
        bits[hits++] = found;
        templates |= found;
        first = Math.min(first, mark);
        if ((found & DriverTemplates.STATE) != 0 && state < 0) {
            state = mark + 1 - DriverTemplates.STATE_CUE.length();
        }
    }

    /** The bits of all characters together, as {@link Chars} knows them. */
    int kinds() {
        return kinds;
    }

    boolean any(int kind) {
        return (kinds & kind) != 0;
    }

    /** Up to where the text goes through no rule but the drivers'. */
    int proseEnd() {
        return prose;
    }

    /** Whether the text goes through no rule at all. */
    boolean clean() {
        return prose == s.length() && templates == 0;
    }

    /** Whether the next exception of a chain may begin in the text. */
    boolean chained() {
        return chained;
    }

    /** How many signs of addresses stand in the text, under any encoding. */
    int signs() {
        return signCount;
    }

    /** Where one begins; of escapes one behind the other, where the last one does. */
    int sign(int i) {
        return signs[i];
    }

    /** Where a statement is first announced as Laravel does it; -1 if none is. */
    int group() {
        return group;
    }

    /** Where an SQLSTATE is told first; -1 if none is. */
    int state() {
        return state;
    }

    /** The templates that may find something, as a sum of bits by their places in {@link DriverTemplates#ALL}. */
    long templates() {
        return templates;
    }

    /** The first mark that belongs to one of them. */
    int firstMark() {
        return first;
    }

    /** How many marks end a cue of a template. */
    int hits() {
        return hits;
    }

    int mark(int hit) {
        return marks[hit];
    }

    /** The templates of which a cue ends there. */
    long bits(int hit) {
        return bits[hit];
    }

    /** How many quotes of both kinds stand in the text. */
    int quotes() {
        return quoteCount;
    }

    int quote(int i) {
        return quotes[i];
    }
}
