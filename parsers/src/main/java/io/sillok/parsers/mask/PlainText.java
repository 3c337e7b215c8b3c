package io.sillok.parsers.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Tells of most texts in which nothing is masked that they are such, eight characters at a time. It knows less than
 * {@link Prose}, whose rules these are, and of what it does not know it says nothing: what it passes, {@link TextMarks} finds
 * clean. Not thread-safe; used once.
 */
final class PlainText {

    /** Below this length a word of letters is no token. */
    private static final int LONG_WORD = 12;

    /** Up to this length a number that nothing continues is none that is masked. */
    private static final int LONG_NUMBER = 10;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long CASES = 0x20 * ONES;
    private static final long BEFORE_A = (0x80 - 'a') * ONES;
    private static final long BEHIND_Z = (0x80 - 'z' - 1) * ONES;

    private static final int LETTERS_AT_ONCE = Long.BYTES;

    // What may follow a word.

    private static final byte UNKNOWN = 0;
    private static final byte ENDS = 1;
    private static final byte BLANK = 2;
    private static final byte DOT = 3;

    private static final byte[] FOLLOWING = new byte[128];

    /** What is neither a letter nor a digit and can be passed over wherever it stands. */
    private static final boolean[] NOTHING = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            int bits = Chars.bits(c);
            FOLLOWING[c] = (bits & Chars.ENDS_NO_KEY) != 0 && c != '+' ? ENDS : UNKNOWN;
            NOTHING[c] = (bits & (Chars.WORD | Chars.MARK | Chars.DRIVER)) == 0;
        }
        FOLLOWING[' '] = BLANK;
        FOLLOWING['.'] = DOT;
    }

    private final String text;
    private final byte[] s;

    /** The text again, for rules that need it so; made when one does. */
    private Text characters;

    private PlainText(String text) {
        this.text = text;
        // What Latin-1 lacks becomes a question mark, which is not passed.
        this.s = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether it is certain that nothing in the text is masked; false says nothing. */
    static boolean certain(String text) {
        return new PlainText(text).passes();
    }

    private boolean passes() {
        byte[] bytes = s;
        int end = bytes.length;
        int i = 0;
        boolean behindBlank = true;
        while (i < end) {
            long eight = eight(bytes, i);
            int letters = letters(eight);
            if (behindBlank && common(eight, letters)) {
                i += letters + 1;
                continue;
            }
            i = letters > 0 ? word(i, letters, eight) : other(i);
            if (i < 0) {
                return false;
            }
            behindBlank = bytes[i - 1] == ' ';
        }
        return true;
    }

    /** The bytes from {@code at} on, the first one lowest; zeros behind the last one. */
    private static long eight(byte[] s, int at) {
        if (at <= s.length - Long.BYTES) {
            return (long) EIGHT.get(s, at);
        }
        long eight = 0;
        for (int i = s.length - 1; i >= at; i--) {
            eight = eight << 8 | (s[i] & 0xff);
        }
        return eight;
    }

    /** Whether a short word that announces nothing, a blank and a letter are all among the eight. */
    private static boolean common(long eight, int letters) {
        if (letters < 1 || letters > LETTERS_AT_ONCE - 2) {
            return false;
        }
        int last = (int) (eight >>> ((letters - 1) << 3));
        int letter = ((last >>> 16 & 0xff) | 0x20) - 'a';
        return (last >>> 8 & 0xff) == ' '
                && letter >= 0
                && letter <= 'z' - 'a'
                && !WordCues.likely((char) (eight & 0x7f), (char) (last & 0x7f), letters);
    }

    /** How many of the lowest bytes are letters of ASCII, before the first one that is none. */
    private static int letters(long eight) {
        long lower = eight | CASES;
        long low = lower & ~HIGHS;
        // The highest bit of each byte tells whether it is at least an a, and no more than a z.
        long letters = (low + BEFORE_A) & ~(low + BEHIND_Z) & ~lower & HIGHS;
        return Long.numberOfTrailingZeros(letters ^ HIGHS) >>> 3;
    }

    private boolean announcesNothing(int start, int end, long eight) {
        int length = end - start;
        char first = (char) (eight & 0x7f);
        char second = length > 1 ? (char) (eight >>> 8 & 0x7f) : first;
        int cues = WordCues.of(first, second, (char) s[end - 1], length);
        return cues == 0 || announcesNothing(start, end, cues);
    }

    private boolean announcesNothing(int start, int end, int cues) {
        int left = Prose.left(cues, end < s.length ? (char) s[end] : Prose.END);
        return left == 0 || (left == WordCues.STATEMENT && !SqlFinder.starts(text(), start, end, s.length));
    }

    private Text text() {
        if (characters == null) {
            characters = Text.of(text);
        }
        return characters;
    }

    private boolean follows(int start, int end) {
        if (end >= s.length) {
            return true;
        }
        byte next = s[end];
        int follows = next < 0 ? UNKNOWN : FOLLOWING[next];
        if (follows == BLANK) {
            return end + 1 < s.length && goesOn(end + 1) && bare(start);
        }
        if (follows == DOT) {
            return end + 1 >= s.length
                    || s[end + 1] == '\n'
                    || (s[end + 1] == ' ' && end + 2 < s.length && goesOn(end + 2) && bare(start));
        }
        return follows == ENDS;
    }

    private boolean goesOn(int at) {
        return s[at] >= 0 && Prose.goesOn((char) s[at]);
    }

    private boolean bare(int start) {
        return start == 0 || Prose.bare((char) (s[start - 1] & 0xff));
    }

    // Each of these answers where to go on, or -1.

    /** @param eight what begins with the word */
    private int word(int start, int letters, long eight) {
        int end = start + letters;
        if (letters == LETTERS_AT_ONCE && end < s.length) {
            end += letters(eight(s, end));
        }
        if (end - start >= LONG_WORD || !follows(start, end) || !announcesNothing(start, end, eight)) {
            return -1;
        }
        return end < s.length && s[end] == ' ' ? end + 1 : end;
    }

    private int other(int at) {
        byte c = s[at];
        if (c < 0) {
            return -1;
        }
        if (NOTHING[c]) {
            return at + 1;
        }
        return Chars.digit((char) c) ? number(at) : mark(at, c);
    }

    private int number(int start) {
        int end = start + 1;
        int limit = Math.min(s.length, start + LONG_NUMBER + 1);
        while (end < limit && Chars.digit((char) s[end])) {
            end++;
        }
        boolean twoZeros = end - start > 1 && s[start] == '0' && s[start + 1] == '0';
        if (end - start > LONG_NUMBER || twoZeros) {
            return -1;
        }
        if (end == s.length) {
            return end;
        }
        boolean ends = s[end] >= 0
                && !Chars.wordPart((char) s[end])
                && Prose.endsNumber(
                        (char) s[start], (char) s[end], end + 1 < s.length ? (char) (s[end + 1] & 0xff) : Prose.END);
        return ends ? end : -1;
    }

    private int mark(int at, byte mark) {
        byte next = at + 1 < s.length ? s[at + 1] : (byte) ' ';
        boolean passes =
                switch (mark) {
                    case '(' -> next != 'S' && next != 'C' && (next == ')' || !behindWord(at)) && !spelled(at, next);
                    case '-' -> next != '-';
                    case ':' -> next != '/';
                    case '#' -> !Chars.digit((char) next);
                    case '\'' -> true;
                    case '[' -> !spelled(at, next);
                    // Behind a blank it can show a value, whatever word stands before.
                    case '"' -> at == 0 || s[at - 1] != ' ';
                    default -> false;
                };
        return passes && !endsCue(at, mark) ? at + 1 : -1;
    }

    /** Whether the sign of an address may be spelled out in brackets. */
    private boolean spelled(int at, byte next) {
        return (next | 0x20) == 'a' && at + 2 < s.length && (s[at + 2] | 0x20) == 't';
    }

    private boolean behindWord(int at) {
        return at > 0 && (s[at - 1] < 0 || Chars.wordPart((char) s[at - 1]));
    }

    /** Whether a driver's message may show a value behind the mark. */
    private boolean endsCue(int at, byte mark) {
        if (at < 2 || mark == '-' || mark == '#') {
            return false;
        }
        byte before = s[at - 1] == ' ' ? s[at - 2] : s[at - 1];
        return before >= 0 && DriverTemplates.mayEnd((char) mark, (char) before);
    }
}
