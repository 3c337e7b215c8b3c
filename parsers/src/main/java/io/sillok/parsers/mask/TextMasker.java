package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks free text: SQL, driver messages, stack trace arguments, credentials and personal data. Stateless and thread-safe;
 * the time is linear in the length of the text.
 *
 * <p>It fails closed: a text that is too long, or that the masker itself fails on, is masked whole and counted under
 * {@link MaskRule#FAILED_CLOSED}.
 */
public final class TextMasker {

    /** In characters; above the largest record that is indexed. */
    static final int LIMIT = 4 << 20;

    private static final String PREVIOUS = "\n[previous exception] [object] (";
    private static final String NEXT = "\n\nNext ";
    private static final Pattern CHAIN =
            Pattern.compile("\\n\\[previous exception\\] \\[object\\] \\(|\\n\\nNext (?=[A-Z\\\\])");
    private static final Pattern CLOSED = Pattern.compile("(?s).*(?:#\\d{1,5} \\{main\\}|:\\d{1,9}\\))\\s{0,4}");

    private final SqlMasker sql = new SqlMasker();
    private final MaskRules rules;
    private final QueryString queries = new QueryString(this);

    /** All rules, each masking. */
    public TextMasker() {
        this(MaskSettings.standard());
    }

    public TextMasker(MaskSettings settings) {
        this.rules = new MaskRules(settings);
    }

    public MaskedText mask(String text) {
        MaskTally tally = new MaskTally();
        String masked = mask(text, tally);
        return new MaskedText(masked, tally.counts());
    }

    /** The masked text, or the same instance if nothing had to be masked; adds to {@code tally}. */
    public String mask(String text, MaskTally tally) {
        TextBuffer out = new TextBuffer(text.length() + 16);
        return mask(Text.of(text), out, tally) ? out.toString() : text;
    }

    /** Appends the masked text; false, and nothing appended, if nothing had to be masked. */
    boolean mask(Text text, TextBuffer out, MaskTally tally) {
        int begun = out.length();
        if (text.length() > LIMIT) {
            tally.count(MaskRule.FAILED_CLOSED);
            out.append(MaskedText.WHOLE);
            return true;
        }
        try {
            boolean masked = chain(text, out, tally);
            return rules.customs() ? custom(text, masked, begun, out, tally) : masked;
        } catch (RuntimeException | StackOverflowError e) {
            // The text must not be shown, and neither may the exception's message, which can quote it.
            tally.count(MaskRule.FAILED_CLOSED);
            out.truncate(begun);
            out.append(MaskedText.WHOLE);
            return true;
        }
    }

    /** The user's own rules see what the others left. */
    private boolean custom(Text text, boolean masked, int begun, TextBuffer out, MaskTally tally) {
        String left = masked ? out.substring(begun) : text.toString();
        String shown = rules.customs(left, tally);
        if (shown.equals(left)) {
            return masked;
        }
        out.truncate(begun);
        out.append(shown);
        return true;
    }

    MaskRules rules() {
        return rules;
    }

    SqlMasker sql() {
        return sql;
    }

    QueryString queries() {
        return queries;
    }

    /**
     * Exceptions of a chain are masked one by one. A mark that begins the next one counts only if the one before ended as
     * an exception must, else it stood in a value.
     */
    private boolean chain(Text text, TextBuffer out, MaskTally tally) {
        int kinds = Chars.kinds(text);
        boolean chained = (kinds & Chars.NEWLINE) != 0 && (text.contains(PREVIOUS) || text.contains(NEXT));
        if (!chained) {
            return new TextScan(text, kinds, this, out, tally).run();
        }
        int begun = out.length();
        int start = 0;
        boolean masked = false;
        Matcher marks = CHAIN.matcher(text);
        while (marks.find()) {
            int end = marks.start();
            if (CLOSED.matcher(text).region(Math.max(0, end - 64), end).matches()) {
                masked |= append(text.part(start, end), kinds, out, tally);
                start = end;
            }
        }
        masked |= append(text.part(start, text.length()), kinds, out, tally);
        if (!masked) {
            out.truncate(begun);
        }
        return masked;
    }

    private boolean append(Text part, int kinds, TextBuffer out, MaskTally tally) {
        boolean masked = new TextScan(part, kinds, this, out, tally).run();
        if (!masked) {
            out.append(part);
        }
        return masked;
    }
}
