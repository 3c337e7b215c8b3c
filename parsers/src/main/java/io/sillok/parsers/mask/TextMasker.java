package io.sillok.parsers.mask;

import java.util.ArrayList;
import java.util.List;
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
        if (text.length() > LIMIT) {
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
        try {
            return rules.customs(chain(text, tally), tally);
        } catch (RuntimeException | StackOverflowError e) {
            // The text must not be shown, and neither may the exception's message, which can quote it.
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
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
    private String chain(String text, MaskTally tally) {
        if (!text.contains("\n[previous exception] [object] (") && !text.contains("\n\nNext ")) {
            return new TextScan(text, this, tally).run();
        }
        Matcher marks = CHAIN.matcher(text);
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        while (marks.find()) {
            int window = Math.max(0, marks.start() - 64);
            if (CLOSED.matcher(text).region(window, marks.start()).matches()) {
                starts.add(marks.start());
            }
        }
        if (starts.size() == 1) {
            return new TextScan(text, this, tally).run();
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
            out.append(new TextScan(text.substring(starts.get(i), end), this, tally).run());
        }
        String masked = out.toString();
        return masked.equals(text) ? text : masked;
    }
}
