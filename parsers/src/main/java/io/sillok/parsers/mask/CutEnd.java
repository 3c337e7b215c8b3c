package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last word of a text that is known to be cut off: what it was to become cannot be seen, so it goes unless it can only
 * be a word. An address before its sign, half a card number and the head of a token all look like nothing yet.
 */
final class CutEnd {

    private static final int LEAST = 4;

    private static final int LONGEST_KEY = 160;

    /** Behind these an address, a name or a secret stands. */
    private static final Pattern INTRODUCED = Pattern.compile(
            "(?:\\b(?:to|by|for|user|from|with|of|mail|cc|bcc|name|is|expected|got)|[<:=\"'(,{\\[])[ \"']{0,2}$",
            Pattern.CASE_INSENSITIVE);

    /** What a value may hold as well, so that the key's own name would follow. */
    private static final Pattern LAST_KEY = Pattern.compile("' for key '(?=[^'\\n]{1,130}'[a-z ]{0,8}$)");

    private CutEnd() {}

    static String mask(String text, MaskTally tally) {
        Matcher key = LAST_KEY.matcher(text).region(Math.max(0, text.length() - LONGEST_KEY), text.length());
        if (key.find()) {
            tally.count(MaskRule.CUT_END);
            return text.substring(0, key.end()) + MaskedText.MASK;
        }
        int start = text.length();
        while (start > 0
                && !Character.isWhitespace(text.charAt(start - 1))
                && "\"'<(".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        while (start > 1 && groupOfDigits(text, start)) {
            start = text.lastIndexOf(' ', start - 2) + 1;
        }
        boolean doubtful =
                text.length() - start >= LEAST && !text.startsWith(MaskedText.MASK, start) && doubtful(text, start);
        if (!doubtful || text.endsWith("?") || text.endsWith(MaskedText.MASK)) {
            return text;
        }
        tally.count(MaskRule.CUT_END);
        return text.substring(0, start) + MaskedText.MASK;
    }

    /** Whether what stands before {@code start} is a group of digits too, as in a card or account number. */
    private static boolean groupOfDigits(String text, int start) {
        int previous = text.lastIndexOf(' ', start - 2) + 1;
        boolean digits = text.charAt(start - 1) == ' ' && start - previous == 5;
        for (int i = previous; i < start - 1 && digits; i++) {
            digits = Character.isLetterOrDigit(text.charAt(i));
        }
        return digits && Chars.digit(text.charAt(start - 2));
    }

    /** Files with their lines, classes, times and short numbers are what they look like, cut or not. */
    private static final Pattern PLAIN = Pattern.compile(
            "[/\\\\][\\w./\\\\ -]*(?:[:(]\\d{1,6}\\)*:?)?|(?:[A-Z]\\w*\\\\)+\\w*|[\\d:.,TZ-]{1,5}|\\d{2,4}[-:]\\d\\d[-:T\\d.+]*");

    private static boolean doubtful(String text, int start) {
        if (PLAIN.matcher(text).region(start, text.length()).matches()) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean mixed = Chars.digit(c) || c == '@' || c == '%' || c == '&' || c == '+' || c == '=';
            if (mixed || (i > start && Character.isUpperCase(c))) {
                return true;
            }
        }
        return INTRODUCED.matcher(text).region(Math.max(0, start - 16), start).find();
    }
}
