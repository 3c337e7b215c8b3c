package io.sillok.parsers.mask;

import static io.sillok.parsers.mask.DriverTemplate.pattern;
import static io.sillok.parsers.mask.DriverTemplate.words;

import java.util.ArrayList;
import java.util.List;

/** The messages of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server that show values, and the marks by which they are found. */
final class DriverTemplates {

    private static final MaskRule VALUE = MaskRule.DRIVER_VALUE;
    private static final MaskRule DETAIL = MaskRule.DRIVER_DETAIL;

    static final List<DriverTemplate> ALL = List.of(
            words(VALUE, "Duplicate entry '", "' for key "),
            words(VALUE, "|value: '", "' for column ", "' for function ", "' at row ", "'"),
            words(VALUE, "|character string '|character string: '", "'"),
            words(VALUE, "Access denied for user '|denied to user '", "'@'"),
            words(VALUE, "Failed for user '|failed for user '|Failed for login '|failed for login '", "'"),
            words(VALUE, "Failed for user \"|failed for user \"|Role \"|role \"|User \"|user \"", "\""),
            words(VALUE, "|near '", "' at line ", "'"),
            words(VALUE, "|near \"", "\": syntax error", "\""),
            words(VALUE, "|the value of '", "'"),
            words(VALUE, "|out of range in '", "'"),
            words(VALUE, "|syntax error: '|parse error: '", "'"),
            words(VALUE, "|value '", "' to data type ", "' to a column ", "' to ", "'"),
            words(VALUE, "unrecognized token: \"", "\""),
            pattern(
                    VALUE,
                    "range \"|range: \"|literal \"|literal: \"|Token \"|Token: \"|value \"|value: \"|\"",
                    "(?:invalid input (?:syntax|value) for [\\w ]{1,60}|out of range|malformed \\w{1,20} literal|\\bToken|\\bvalue|literal):? \"",
                    "\""),
            pattern(VALUE, "encoding \"", "byte sequence for encoding \"[\\w-]{1,20}\": ", "\n"),
            words(VALUE, "Truncated value: '", "'."),
            words(VALUE, "duplicate key value is (|conflicting key value is (", ")."),
            words(DETAIL, "Failing row contains (", ")."),
            pattern(
                    DETAIL,
                    ")=(",
                    "\\bKey \\([^\\n=]{1,300}?\\)=\\(",
                    ") already exists",
                    ") is not present in ",
                    ") is still referenced from ",
                    ") is duplicated",
                    ")."),
            // A value that was pasted without quotes is taken for a column by the server.
            pattern(
                    VALUE,
                    "column '|name '",
                    "(?:Unknown column|Invalid column name) '(?![a-z][A-Za-z_.]{0,63}')",
                    "' in 'where clause",
                    "' in 'field list",
                    "' in 'on clause",
                    "' in 'order clause",
                    "'."),
            pattern(
                    VALUE,
                    "column \"",
                    "column \"(?![a-z][A-Za-z_.]{0,63}\")(?=[^\"]{1,200}\" does not exist)",
                    "\" does not exist",
                    "\""),
            pattern(VALUE, "column: ", "no such column: (?![a-z_.]{1,64}(?:$|[ )\\n]))"),
            pattern(VALUE, "model [", "No query results for model \\[[\\w\\\\]{1,200}\\]:? "),
            words(DETAIL, "|with params [", "]:", "]"),
            pattern(DETAIL, "0: |1: |2: |3: |4: |5: |6: |7: |8: |9: ", "\\bLINE \\d{1,6}: "),
            words(DETAIL, "|CONTEXT:  |QUERY:  |STATEMENT:  |WHERE:  "),
            words(
                    DETAIL,
                    "|Parameters: |parameters: |Bindings: |bindings: |Params: |params: |with args: |Bound: |bound: "));

    /** Set beside the templates' bits if an SQLSTATE is told. */
    static final long STATE = 1L << 62;

    static final String STATE_CUE = "SQLSTATE[";

    /** The template whose text before a value may end in any word, as long as these stand in the text. */
    static final String ANY_TYPE = "invalid input ";

    static final long ANY_TYPE_BIT = 1L << 13;

    private record Cue(char[] text, long bit) {

        /** Whether the cue ends at the mark. */
        boolean endsAt(char[] s, int base, int mark) {
            int from = mark + 1 - text.length;
            if (from < base) {
                return false;
            }
            for (int i = text.length - 1; i >= 0; i--) {
                if (s[from + i] != text[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The marks that end a cue. */
    private static final String MARKS = "'\"(:[";

    /** By the mark's place among them and by the last letter of the word before it. */
    private static final Cue[][] CUES = new Cue[MARKS.length() * 128][];

    private static final Cue[] NONE = {};

    static {
        for (int i = 0; i < ALL.size(); i++) {
            for (String cue : ALL.get(i).cues()) {
                add(cue, 1L << i);
            }
        }
        add(STATE_CUE, STATE);
    }

    private DriverTemplates() {}

    private static void add(String cue, long bit) {
        if (cue.length() == 1) {
            return;
        }
        // "CONTEXT:  " is known by its first blank.
        String text = cue.replaceAll(" +$", "");
        char mark = text.charAt(text.length() - 1);
        int last = text.length() - 2;
        while (last > 0 && text.charAt(last) == ' ') {
            last--;
        }
        int place = MARKS.indexOf(mark) * 128 + text.charAt(last);
        Cue[] known = CUES[place];
        List<Cue> cues = new ArrayList<>(known == null ? List.of() : List.of(known));
        cues.add(new Cue(text.toCharArray(), bit));
        CUES[place] = cues.toArray(NONE);
    }

    /** Whether a cue may end at the mark, by the character before it and before a blank. */
    static boolean mayEnd(char mark, char before) {
        return before < 128 && CUES[row(mark) + before] != null;
    }

    private static int row(char mark) {
        return switch (mark) {
            case '\'' -> 0;
            case '"' -> 128;
            case '(' -> 256;
            case ':' -> 384;
            default -> 512;
        };
    }

    /** The templates, as a sum of bits by their places in {@link #ALL}, of which one of the cues ends at the mark. */
    static long at(char[] s, int base, int mark, char c, char before) {
        Cue[] cues = before < 128 ? CUES[row(c) + before] : null;
        if (cues == null) {
            return 0;
        }
        long found = 0;
        for (Cue cue : cues) {
            if (cue.endsAt(s, base, mark)) {
                found |= cue.bit();
            }
        }
        return found;
    }
}
