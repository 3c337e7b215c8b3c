package io.sillok.parsers.mask;

/** One pass over a JSON document. Not thread-safe; used once. */
final class JsonScan {

    private static final int DEPTH = 128;

    private final Text s;
    private final int to;
    private final boolean truncated;
    private final JsonMasker masker;
    private final MaskRules rules;
    private final TextBuffer out;
    private final MaskTally tally;

    /** For what is put together before it is encoded. */
    private final TextBuffer judged;

    private int at;

    /** Where the first and the last escape begin in the string whose end was looked for last; -1 if there are none. */
    private int firstEscape;

    private int lastEscape;

    private int copied;
    private boolean masked;

    /**
     * @param truncated whether the document may end anywhere
     * @param judged an empty one of its own
     */
    JsonScan(Text s, int at, boolean truncated, JsonMasker masker, TextBuffer judged, TextBuffer out, MaskTally tally) {
        this.s = s;
        this.to = s.length();
        this.at = at;
        this.copied = at;
        this.truncated = truncated;
        this.masker = masker;
        this.rules = masker.texts().rules();
        this.out = out;
        this.tally = tally;
        this.judged = judged;
    }

    /** Where the document ends, or -1; appends it if anything was masked. */
    int document() {
        boolean starts = at < to && (s.charAt(at) == '{' || s.charAt(at) == '[');
        if (!starts || !value(KeyNames.Verdict.PLAIN, 0)) {
            return -1;
        }
        if (masked) {
            out.append(s, copied, at);
        }
        return at;
    }

    private boolean ended() {
        return at >= to;
    }

    private void blanks() {
        while (at < to && s.charAt(at) <= ' ') {
            at++;
        }
    }

    private boolean value(KeyNames.Verdict verdict, int depth) {
        blanks();
        if (ended()) {
            return truncated;
        }
        if (depth > DEPTH) {
            replace(at, to).append('"').append(MaskedText.WHOLE).append('"');
            tally.count(MaskRule.FAILED_CLOSED);
            at = to;
            return truncated;
        }
        return switch (s.charAt(at)) {
            case '{' -> members(verdict, depth);
            case '[' -> elements(verdict, depth);
            case '"' -> string(verdict);
            default -> scalar(verdict);
        };
    }

    private boolean members(KeyNames.Verdict inherited, int depth) {
        boolean inherits = inherited == KeyNames.Verdict.SECRET || inherited == KeyNames.Verdict.BINDINGS;
        boolean webKey = false;
        boolean named = false;
        at++;
        blanks();
        if (!ended() && s.charAt(at) == '}') {
            at++;
            return true;
        }
        while (true) {
            blanks();
            if (ended()) {
                return truncated;
            }
            if (s.charAt(at) != '"') {
                return false;
            }
            int keyStart = at + 1;
            int keyEnd = stringEnd(keyStart);
            Text text = decoded(keyStart, keyEnd);
            if (keyEnd >= to) {
                maskKey(text, keyStart, keyEnd);
                at = to;
                return truncated;
            }
            at = keyEnd + 1;
            blanks();
            if (ended()) {
                return truncated;
            }
            if (s.charAt(at) != ':') {
                return false;
            }
            maskKey(text, keyStart, keyEnd);
            at++;
            blanks();
            KeyNames.Key key = KeyNames.key(text, 0, text.length());
            int valueStart = at;
            webKey |= NamedValues.type(text);
            boolean part = webKey && NamedValues.partOfKey(text);
            KeyNames.Verdict verdict = inherits ? inherited : part ? KeyNames.Verdict.SECRET : verdict(key, named);
            if (!value(verdict, depth + 1)) {
                return false;
            }
            named |= key.name() && NamedValues.secret(s, valueStart, at);
            blanks();
            if (ended()) {
                return truncated;
            }
            char c = s.charAt(at++);
            if (c != ',') {
                return c == '}';
            }
        }
    }

    /** @param named whether a member before this one named a secret whose value this one may be */
    private KeyNames.Verdict verdict(KeyNames.Key key, boolean named) {
        if (key.arguments() && !ended() && s.charAt(at) == '[') {
            return KeyNames.Verdict.BINDINGS;
        }
        return named && key.value() ? KeyNames.Verdict.SECRET : rules.verdict(key);
    }

    /** A key can be a value too: form data by e-mail address, say. */
    private void maskKey(Text key, int start, int end) {
        boolean value = key.length() > 5 && (key.length() > 24 || Chars.digit(key.charAt(0)) || key.indexOf('@') >= 0);
        if (value) {
            judged.truncate(0);
            if (masker.texts().mask(key, judged, tally)) {
                JsonText.encode(judged.part(0, judged.length()), replace(start, end));
            }
        }
    }

    private boolean elements(KeyNames.Verdict verdict, int depth) {
        at++;
        blanks();
        if (!ended() && s.charAt(at) == ']') {
            at++;
            return true;
        }
        while (true) {
            if (!value(verdict, depth + 1)) {
                return false;
            }
            blanks();
            if (ended()) {
                return truncated;
            }
            char c = s.charAt(at++);
            if (c != ',') {
                return c == ']';
            }
        }
    }

    private boolean string(KeyNames.Verdict verdict) {
        int start = at + 1;
        int end = stringEnd(start);
        boolean cut = end >= to;
        if (cut && !truncated) {
            return false;
        }
        Text decoded = decoded(start, end);
        judged.truncate(0);
        boolean changed = masker.leaf(decoded, verdict, judged, tally);
        if (cut) {
            changed = cutEnd(decoded, changed);
        }
        if (changed && !decoded.sameAs(judged.part(0, judged.length()), 0, judged.length())) {
            JsonText.encode(judged.part(0, judged.length()), replace(start, end));
        }
        at = cut ? to : end + 1;
        return true;
    }

    private boolean cutEnd(Text decoded, boolean changed) {
        String left = changed ? judged.toString() : decoded.toString();
        judged.truncate(0);
        judged.append(CutEnd.mask(left, tally));
        return true;
    }

    private boolean scalar(KeyNames.Verdict verdict) {
        int start = at;
        at = Chars.next(s, Chars.JSON_END, at);
        boolean number = at > start && Chars.all(s, Chars.NUMBER, start, at);
        if (!number) {
            return word("true", start) || word("false", start) || word("null", start);
        }
        boolean secret = verdict == KeyNames.Verdict.SECRET || verdict == KeyNames.Verdict.BINDINGS;
        boolean card = !secret && verdict != KeyNames.Verdict.ID && PaymentNumber.card(s, start, at) > 0;
        if (secret || card) {
            number(
                    start,
                    verdict == KeyNames.Verdict.BINDINGS
                            ? MaskRule.SQL_BINDING
                            : secret ? MaskRule.SECRET_KEY_NAME : MaskRule.CARD_LUHN);
        }
        return true;
    }

    /** Whether the scalar from {@code start} on is the word, or its beginning where the text is cut. */
    private boolean word(String word, int start) {
        int length = at - start;
        boolean whole = length == word.length() || (truncated && ended() && length < word.length());
        return whole && s.startsWith(word.substring(0, length), start);
    }

    private void number(int start, MaskRule rule) {
        if (!rules.off(rule)) {
            String shown = rules.shown(rule, s.substring(start, at), MaskedText.MASK);
            replace(start, at).append('"').append(shown).append('"');
            tally.count(rule);
        }
    }

    /** Of the string that opened before {@code from}: its closing quote, or the text's end. */
    private int stringEnd(int from) {
        char[] chars = s.array();
        int end = s.base() + to;
        int base = s.base();
        int i = base + from;
        int first = -1;
        int last = -1;
        while (true) {
            while (i < end && chars[i] != '"' && chars[i] != '\\') {
                i++;
            }
            if (i >= end || chars[i] == '"') {
                break;
            }
            last = i - base;
            first = first < 0 ? last : first;
            i += 2;
        }
        firstEscape = first;
        lastEscape = last;
        return Math.min(i - base, to);
    }

    /** The string whose end was looked for last, without its escapes. */
    private Text decoded(int start, int end) {
        Text raw = s.part(start, end);
        return firstEscape < 0 ? raw : JsonText.decode(raw, firstEscape - start, lastEscape - start);
    }

    /** Where to append what stands for {@code [from, end)}. */
    private TextBuffer replace(int from, int end) {
        out.append(s, copied, from);
        copied = end;
        masked = true;
        return out;
    }
}
