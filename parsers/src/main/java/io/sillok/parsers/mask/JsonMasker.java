package io.sillok.parsers.mask;

/**
 * Masks JSON text in place: every string is decoded, masked by its key's name and as text, and encoded again only if that
 * changed it, so clean JSON comes back byte for byte. Takes what Laravel writes (raw line breaks inside strings) and text
 * that was cut anywhere. Thread-safe.
 */
final class JsonMasker {

    /** What a text turned out to be. */
    enum Outcome {
        NO_JSON,
        CLEAN,
        MASKED
    }

    /** In characters; room for a longer string is made when it comes. */
    private static final int LONGEST_COMMON = 2048;

    private final TextMasker texts;

    /** For what is put together before it is encoded. */
    private final SpareBuffer spare = new SpareBuffer();

    JsonMasker(TextMasker texts) {
        this.texts = texts;
    }

    /** Masks one JSON object or array, perhaps cut short, and appends it if anything in it was masked. */
    Outcome mask(Text text, TextBuffer out, MaskTally tally) {
        int begun = out.length();
        MaskTally own = tally.fresh();
        int end = maskAt(text, 0, true, out, own);
        if (end < 0 || !blank(text, end)) {
            out.truncate(begun);
            return Outcome.NO_JSON;
        }
        tally.addAll(own);
        if (out.length() == begun) {
            return Outcome.CLEAN;
        }
        out.append(text, end, text.length());
        return Outcome.MASKED;
    }

    private static boolean blank(Text text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Masks the document that starts at {@code at} and appends it if anything in it was masked; a cut one is taken only if
     * {@code truncated} allows it.
     *
     * @return where it ends, or -1 if there is none; then what was appended is to be truncated
     */
    int maskAt(Text text, int at, boolean truncated, TextBuffer out, MaskTally tally) {
        TextBuffer judged = spare.take(Math.min(text.length() - at, LONGEST_COMMON) + 16);
        int end = new JsonScan(text, at, truncated, this, judged, out, tally).document();
        spare.give(judged);
        return end;
    }

    TextMasker texts() {
        return texts;
    }

    /** Masks a decoded string that stands under a key. */
    String leaf(String value, KeyNames.Verdict verdict, MaskTally tally) {
        TextBuffer out = new TextBuffer(value.length() + 16);
        return leaf(Text.of(value), verdict, out, tally) ? out.toString() : value;
    }

    /** Appends what stands for the string; false, and nothing appended, if it may stay. */
    boolean leaf(Text value, KeyNames.Verdict verdict, TextBuffer out, MaskTally tally) {
        return switch (verdict) {
            case SECRET -> secret(value, MaskRule.SECRET_KEY_NAME, out, tally);
            case BINDINGS -> secret(value, MaskRule.SQL_BINDING, out, tally);
            case ID -> !KeyNames.idShaped(value) && nested(value, out, tally);
            case STATEMENT ->
                looksLikeSql(value) ? texts.sql().mask(value, SqlForm.QUOTED, out, tally) : nested(value, out, tally);
            case PLAIN -> nested(value, out, tally);
        };
    }

    private static boolean looksLikeSql(Text value) {
        int i = 0;
        while (i < value.length() && (Character.isWhitespace(value.charAt(i)) || value.charAt(i) == '(')) {
            i++;
        }
        int end = i;
        while (end < value.length() && Character.isLetter(value.charAt(end))) {
            end++;
        }
        boolean announced = end < value.length() && Character.isWhitespace(value.charAt(end));
        return announced && SqlWord.is(SqlWords.of(value.array(), value.base() + i, value.base() + end), SqlWord.VERB);
    }

    private boolean secret(Text value, MaskRule rule, TextBuffer out, MaskTally tally) {
        if (value.isEmpty() || Placeholder.stands(value) || texts.rules().off(rule)) {
            return false;
        }
        if (Complaint.stands(value)) {
            return nested(value, out, tally);
        }
        tally.count(rule);
        boolean adjusted = texts.rules().adjusted();
        out.append(adjusted ? texts.rules().shown(rule, value.toString(), MaskedText.MASK) : MaskedText.MASK);
        return true;
    }

    private boolean nested(Text value, TextBuffer out, MaskTally tally) {
        int i = 0;
        while (i < value.length() && value.charAt(i) <= ' ') {
            i++;
        }
        boolean json = i + 1 < value.length()
                && (value.charAt(i) == '{' || (value.charAt(i) == '[' && !value.startsWith("[object] (", i)));
        if (json && value.length() < TextMasker.LIMIT) {
            int begun = out.length();
            out.append(value, 0, i);
            Outcome outcome = mask(value.part(i, value.length()), out, tally);
            if (outcome == Outcome.MASKED) {
                return true;
            }
            out.truncate(begun);
            if (outcome == Outcome.CLEAN) {
                return false;
            }
        }
        return texts.mask(value, out, tally);
    }
}
