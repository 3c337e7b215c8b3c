package io.sillok.parsers.mask;

/**
 * Words, numbers and marks of which a look at their neighbours tells that no rule takes anything out there, whatever else
 * stands in the text. Most of what logs say is such; what is not goes through the rules.
 */
final class Prose {

    /** Below this length a word of letters is no token. */
    private static final int LONG_WORD = 12;

    /** Up to this length a number that nothing continues is none that is masked. */
    private static final int LONG_NUMBER = 10;

    private static final int ANNOUNCES_BEFORE_BLANK = ~(WordCues.PATH | WordCues.CALL | WordCues.DATA);

    /** Where a text ends. */
    static final char END = '\n';

    private final Text s;
    private final char[] chars;
    private final int base;
    private final int limit;

    Prose(Text s) {
        this.s = s;
        this.chars = s.array();
        this.base = s.base();
        this.limit = base + s.length();
    }

    /** @param bits of all characters of the word {@code [start, end)}, which are positions in the array */
    boolean passes(int start, int end, int bits) {
        return (bits & (Chars.DIGIT | Chars.UNDERSCORE)) == 0
                ? end - start < LONG_WORD && follows(start, end) && announcesNothing(start, end)
                : number(start, end);
    }

    /** Whether what follows the word leaves it a word, and no key or beginning of an address. */
    private boolean follows(int start, int end) {
        if (end >= limit) {
            return true;
        }
        char next = chars[end];
        if (next == ' ') {
            return end + 1 < limit && goesOn(chars[end + 1]) && bare(start);
        }
        if (next == '.') {
            return end + 1 >= limit
                    || chars[end + 1] == '\n'
                    || (chars[end + 1] == ' ' && end + 2 < limit && goesOn(chars[end + 2]) && bare(start));
        }
        return next != '+' && (Chars.bits(next) & Chars.ENDS_NO_KEY) != 0;
    }

    /** Whether what stands behind a blank separates no key from its value. */
    static boolean goesOn(char c) {
        return (Chars.bits(c) & Chars.SEPARATES) == 0;
    }

    /** Neither an option, nor an element, nor what stands behind a colon. */
    private boolean bare(int start) {
        return start == base || bare(chars[start - 1]);
    }

    /** Whether a word stands so behind the character. */
    static boolean bare(char before) {
        return before != '-' && before != '<' && before != ':';
    }

    private boolean announcesNothing(int start, int end) {
        int length = end - start;
        int cues = WordCues.of(chars[start], chars[start + Math.min(1, length - 1)], chars[end - 1], length);
        return cues == 0 || announcesNothing(start, end, cues);
    }

    /** Which of a word's cues count if the character follows. */
    static int left(int cues, char next) {
        return cues
                & switch (next) {
                    case ' ' -> ANNOUNCES_BEFORE_BLANK;
                    case '/' -> WordCues.PATH | WordCues.STATEMENT;
                    case ',', '}' -> WordCues.DATA | WordCues.STATEMENT;
                    default -> WordCues.STATEMENT;
                };
    }

    private boolean announcesNothing(int start, int end, int cues) {
        int left = left(cues, end < limit ? chars[end] : '\n');
        return left == 0
                || (left == WordCues.STATEMENT && !SqlFinder.starts(s, start - base, end - base, limit - base));
    }

    private boolean number(int start, int end) {
        boolean twoZeros = end - start > 1 && chars[start] == '0' && chars[start + 1] == '0';
        if (end - start > LONG_NUMBER || twoZeros) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!Chars.digit(chars[i])) {
                return false;
            }
        }
        if (end >= limit) {
            return true;
        }
        return endsNumber(chars[start], chars[end], end + 1 < limit ? chars[end + 1] : END);
    }

    /** A number of a card's groups, or of a phone, can go on behind a slash; a ratio or a date is passed over soon. */
    static boolean endsBeforeSlash(char first, char then) {
        return first != '1' && ((first == '2' || first > '6') || !Chars.digit(then));
    }

    /**
     * Whether a short number that begins with {@code first} is nothing more, by what follows it.
     *
     * @param then behind that, {@link #END} if nothing is
     */
    static boolean endsNumber(char first, char next, char then) {
        return switch (next) {
            case ' ' -> Chars.letter(then) && then != 'i';
            case '.' -> then == END || then == ' ' || then == '\n';
            case '-', ':', '|' -> false;
            case '/' -> endsBeforeSlash(first, then);
            default -> (Chars.bits(next) & (Chars.ADDRESS | Chars.SIGN)) == 0;
        };
    }

    /** Whether nothing that is masked begins with the mark at {@code at}, a position in the array. */
    boolean passes(int at) {
        char next = at + 1 < limit ? chars[at + 1] : ' ';
        return switch (chars[at]) {
            case '(' ->
                !StatementRule.announces(s, at - base)
                        && !CallRule.stands(s, at - base)
                        && !SpelledAddress.stands(s, at - base);
            case '[' -> !SpelledAddress.stands(s, at - base);
            case '-' -> next != '-';
            case ':' -> next != '/';
            case '#' -> !Chars.digit(next);
            default -> false;
        };
    }
}
