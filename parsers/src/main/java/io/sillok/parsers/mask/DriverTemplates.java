package io.sillok.parsers.mask;

import static io.sillok.parsers.mask.DriverTemplate.pattern;
import static io.sillok.parsers.mask.DriverTemplate.words;

import java.util.ArrayList;
import java.util.List;

/** The messages of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server that show values, and which of them a text may hold. */
final class DriverTemplates {

    private static final MaskRule VALUE = MaskRule.DRIVER_VALUE;
    private static final MaskRule DETAIL = MaskRule.DRIVER_DETAIL;

    static final List<DriverTemplate> ALL = List.of(
            words(VALUE, "Duplicate entry '", "' for key "),
            words(VALUE, "|value: '", "' for column ", "' for function ", "' at row ", "'"),
            words(VALUE, "|character string '|character string: '", "'"),
            words(VALUE, "Access denied for user '", "'@'"),
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
                    ") is not present in table",
                    ") is still referenced",
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

    private static final String STATE_CUE = "SQLSTATE[";

    /** The template whose text before a value may be anything, as long as these words stand in it. */
    private static final String ANY_TYPE = "invalid input ";

    private record Cue(String text, long bit) {}

    /** By the mark and by the last letter of the word before it. */
    private static final Cue[][][] CUES = new Cue[128][128][];

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
        Cue[] known = CUES[mark][text.charAt(last)];
        List<Cue> cues = new ArrayList<>(known == null ? List.of() : List.of(known));
        cues.add(new Cue(text, bit));
        CUES[mark][text.charAt(last)] = cues.toArray(NONE);
    }

    /** What a look at the marks of a text tells. */
    record Possible(long bits, int firstMark) {

        static final Possible NOTHING = new Possible(0, 0);
    }

    /** The templates that may find something in {@code s}, as a sum of bits by their places in {@link #ALL}. */
    static Possible possible(Text s) {
        char[] chars = s.array();
        int base = s.base();
        int end = base + s.length();
        long bits = 0;
        int first = end;
        int quote = -1;
        for (int i = base + 2; i < end; i++) {
            if ((Chars.bits(chars[i]) & Chars.DRIVER) == 0) {
                continue;
            }
            char before = chars[i - 1] == ' ' ? chars[i - 2] : chars[i - 1];
            Cue[] cues = before < 128 ? CUES[chars[i]][before] : null;
            quote = quote < 0 && chars[i] == '"' && chars[i - 1] == ' ' ? i : quote;
            if (cues != null) {
                long found = found(cues, s, i - base);
                first = found != 0 && i < first ? i : first;
                bits |= found;
            }
        }
        if (quote >= 0 && s.contains(ANY_TYPE)) {
            bits |= ANY_TYPE_BIT;
            first = Math.min(first, quote);
        }
        return bits == 0 ? Possible.NOTHING : new Possible(bits, first - base);
    }

    private static final long ANY_TYPE_BIT = 1L << 13;

    private static long found(Cue[] cues, Text s, int mark) {
        long found = 0;
        for (Cue cue : cues) {
            if (s.startsWith(cue.text(), mark + 1 - cue.text().length())) {
                found |= cue.bit();
            }
        }
        return found;
    }
}
