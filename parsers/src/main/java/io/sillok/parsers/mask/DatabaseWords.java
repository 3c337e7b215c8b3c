package io.sillok.parsers.mask;

import java.util.Arrays;

/** The words that a message with SQL in it, or one of a database's driver, cannot do without. */
final class DatabaseWords {

    /** Statements: a blank follows, and no word goes on before. */
    private static final String[] VERBS = {"select", "insert", "update", "delete", "replace", "merge", "exec", "call"};

    private static final String[] OTHERS = {
        "sql", "entry '", "value", "near \"", "near '", "denied", "bindings", "params"
    };

    /** By letter in lower case: what may begin with it. */
    private static final String[][] VERBS_BY_LETTER = byLetter(VERBS);

    private static final String[][] OTHERS_BY_LETTER = byLetter(OTHERS);

    private DatabaseWords() {}

    private static String[][] byLetter(String[] words) {
        String[][] table = new String[128][];
        for (char c = 0; c < 128; c++) {
            String letter = String.valueOf(c);
            table[c] =
                    Arrays.stream(words).filter(word -> word.startsWith(letter)).toArray(String[]::new);
        }
        return table;
    }

    /** Behind the first of the words, in either case; beyond the text's end if there is none. */
    static int firstEnd(Text s) {
        int to = s.length();
        for (int i = 0; i + 2 < to; i++) {
            int c = s.charAt(i) | 0x20;
            if (c >= 128) {
                continue;
            }
            int second = s.charAt(i + 1) | 0x20;
            for (String word : OTHERS_BY_LETTER[c]) {
                if (second == word.charAt(1) && s.startsWithIgnoringCase(word, i)) {
                    return i + word.length();
                }
            }
            for (String word : VERBS_BY_LETTER[c]) {
                int end = i + word.length();
                boolean stands = second == word.charAt(1)
                        && end < to
                        && Character.isWhitespace(s.charAt(end))
                        && s.startsWithIgnoringCase(word, i);
                char before = i == 0 ? ' ' : s.charAt(i - 1);
                if (stands && before != '_' && !Character.isLetterOrDigit(before)) {
                    return end + 1;
                }
            }
        }
        return Integer.MAX_VALUE;
    }
}
