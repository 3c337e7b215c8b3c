package io.sillok.parsers.mask;

import java.util.Optional;

/**
 * Masks JSON text in place: every string is decoded, masked by its key's name and as text, and encoded again only if that
 * changed it, so clean JSON comes back byte for byte. Takes what Laravel writes (raw line breaks inside strings) and text
 * that was cut anywhere. Thread-safe.
 */
final class JsonMasker {

    private static final int DEPTH = 128;

    private final TextMasker texts;

    JsonMasker(TextMasker texts) {
        this.texts = texts;
    }

    /** A masked document and where it ended in the text. */
    record Masked(String text, int end) {}

    /** Empty if the text is not one JSON object or array (perhaps cut short). */
    Optional<String> mask(String text, MaskTally tally) {
        MaskTally own = tally.fresh();
        Optional<Masked> masked = maskAt(text, 0, true, own)
                .filter(document -> text.substring(document.end()).isBlank());
        masked.ifPresent(document -> tally.addAll(own));
        return masked.map(document -> document.text().concat(text.substring(document.end())));
    }

    /** Masks the document that starts at {@code at}; a cut one is taken only if {@code truncated} allows it. */
    Optional<Masked> maskAt(String text, int at, boolean truncated, MaskTally tally) {
        Scan scan = new Scan(text, at, truncated, tally);
        if (!scan.document()) {
            return Optional.empty();
        }
        return Optional.of(new Masked(scan.result(at), scan.at));
    }

    /** Masks a decoded string that stands under {@code key}. */
    String leaf(String value, KeyNames.Verdict verdict, MaskTally tally) {
        return switch (verdict) {
            case SECRET -> secret(value, MaskRule.SECRET_KEY_NAME, tally);
            case BINDINGS -> secret(value, MaskRule.SQL_BINDING, tally);
            case ID -> KeyNames.idShaped(value) ? value : nested(value, tally);
            case STATEMENT -> looksLikeSql(value) ? texts.sql().mask(value, tally) : nested(value, tally);
            case PLAIN -> nested(value, tally);
        };
    }

    private static boolean looksLikeSql(String value) {
        int i = 0;
        while (i < value.length() && (Character.isWhitespace(value.charAt(i)) || value.charAt(i) == '(')) {
            i++;
        }
        int end = i;
        while (end < value.length() && Character.isLetter(value.charAt(end))) {
            end++;
        }
        boolean announced = end < value.length() && Character.isWhitespace(value.charAt(end));
        return announced
                && SqlWords.ofLower(value.substring(i, end).toLowerCase(java.util.Locale.ROOT))
                        .is(SqlWord.VERB);
    }

    private String secret(String value, MaskRule rule, MaskTally tally) {
        if (value.isEmpty() || value.equals(MaskedText.MASK) || texts.rules().off(rule)) {
            return value;
        }
        tally.count(rule);
        return texts.rules().shown(rule, value, MaskedText.MASK);
    }

    private String nested(String value, MaskTally tally) {
        int i = 0;
        while (i < value.length() && value.charAt(i) <= ' ') {
            i++;
        }
        boolean json = i + 1 < value.length() && (value.charAt(i) == '{' || value.charAt(i) == '[');
        if (json && value.length() < TextMasker.LIMIT) {
            String lead = value.substring(0, i);
            Optional<String> inner = mask(value.substring(i), tally);
            if (inner.isPresent()) {
                return inner.get().length() == value.length() - i && value.endsWith(inner.get())
                        ? value
                        : lead + inner.get();
            }
        }
        return texts.mask(value, tally);
    }

    private final class Scan {
        private final String s;
        private final boolean truncated;
        private final MaskTally tally;
        private int at;
        private int copied;
        private StringBuilder out;

        Scan(String s, int at, boolean truncated, MaskTally tally) {
            this.s = s;
            this.at = at;
            this.copied = at;
            this.truncated = truncated;
            this.tally = tally;
        }

        String result(int from) {
            return out == null
                    ? s.substring(from, at)
                    : out.append(s, copied, at).toString();
        }

        boolean document() {
            boolean starts = at < s.length() && (s.charAt(at) == '{' || s.charAt(at) == '[');
            return starts && value(KeyNames.Verdict.PLAIN, 0);
        }

        private boolean ended() {
            return at >= s.length();
        }

        private void blanks() {
            while (at < s.length() && s.charAt(at) <= ' ') {
                at++;
            }
        }

        private boolean value(KeyNames.Verdict verdict, int depth) {
            blanks();
            if (ended()) {
                return truncated;
            }
            if (depth > DEPTH) {
                replace(at, s.length(), "\"" + MaskedText.WHOLE + "\"");
                tally.count(MaskRule.FAILED_CLOSED);
                at = s.length();
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
            at++;
            blanks();
            if (!ended() && s.charAt(at) == '}') {
                at++;
                return true;
            }
            boolean named = false;
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
                String key = decode(s.substring(keyStart, Math.min(keyEnd, s.length())));
                if (keyEnd >= s.length()) {
                    return truncated && key(key, keyStart, keyEnd);
                }
                at = keyEnd + 1;
                blanks();
                if (ended()) {
                    return truncated;
                }
                if (s.charAt(at) != ':') {
                    return false;
                }
                key(key, keyStart, keyEnd);
                at++;
                KeyNames.Verdict own = texts.rules().key(key);
                boolean inherits = inherited == KeyNames.Verdict.SECRET || inherited == KeyNames.Verdict.BINDINGS;
                if (named && NamedValues.value(key)) {
                    own = KeyNames.Verdict.SECRET;
                }
                blanks();
                if (NamedValues.arguments(key) && !ended() && s.charAt(at) == '[') {
                    own = KeyNames.Verdict.BINDINGS;
                }
                int valueStart = at;
                if (!value(inherits ? inherited : own, depth + 1)) {
                    return false;
                }
                named |= NamedValues.name(key) && NamedValues.secret(s, valueStart, at);
                blanks();
                if (ended()) {
                    return truncated;
                }
                char c = s.charAt(at++);
                if (c == '}') {
                    return true;
                }
                if (c != ',') {
                    return false;
                }
            }
        }

        /** A key can be a value too: form data by e-mail address, say. */
        private boolean key(String key, int start, int end) {
            at = Math.max(at, Math.min(end, s.length()));
            if (key.length() > 5 && (key.indexOf('@') >= 0 || key.length() > 24 || Shapes.digit(key.charAt(0)))) {
                String masked = texts.mask(key, tally);
                if (!masked.equals(key)) {
                    replace(start, Math.min(end, s.length()), encode(masked));
                }
            }
            return true;
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
                if (c == ']') {
                    return true;
                }
                if (c != ',') {
                    return false;
                }
            }
        }

        private boolean string(KeyNames.Verdict verdict) {
            int start = at + 1;
            int end = stringEnd(start);
            boolean cut = end >= s.length();
            if (cut && !truncated) {
                return false;
            }
            int stop = Math.min(end, s.length());
            String decoded = decode(s.substring(start, stop));
            String judged = leaf(decoded, verdict, tally);
            String masked = cut ? CutEnd.mask(judged, tally) : judged;
            if (!masked.equals(decoded)) {
                replace(start, stop, encode(masked));
            }
            at = cut ? s.length() : end + 1;
            return true;
        }

        private boolean scalar(KeyNames.Verdict verdict) {
            int start = at;
            while (at < s.length() && ",]} \n\r\t".indexOf(s.charAt(at)) < 0) {
                at++;
            }
            String scalar = s.substring(start, at);
            boolean word = scalar.equals("true") || scalar.equals("false") || scalar.equals("null");
            boolean number =
                    !word && !scalar.isEmpty() && scalar.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
            boolean cutWord = truncated
                    && ended()
                    && ("true".startsWith(scalar) || "false".startsWith(scalar) || "null".startsWith(scalar));
            if (!word && !number && !cutWord) {
                return false;
            }
            boolean secret = verdict == KeyNames.Verdict.SECRET || verdict == KeyNames.Verdict.BINDINGS;
            if (number && (secret || (verdict != KeyNames.Verdict.ID && Shapes.card(scalar, 0, scalar.length()) > 0))) {
                MaskRule rule = verdict == KeyNames.Verdict.BINDINGS
                        ? MaskRule.SQL_BINDING
                        : secret ? MaskRule.SECRET_KEY_NAME : MaskRule.CARD_LUHN;
                if (!texts.rules().off(rule)) {
                    replace(start, at, "\"" + texts.rules().shown(rule, scalar, MaskedText.MASK) + "\"");
                    tally.count(rule);
                }
            }
            return true;
        }

        private int stringEnd(int from) {
            int i = from;
            while (i < s.length()) {
                char c = s.charAt(i);
                if (c == '\\') {
                    i += 2;
                } else if (c == '"') {
                    return i;
                } else {
                    i++;
                }
            }
            return s.length();
        }

        private void replace(int from, int end, String text) {
            if (out == null) {
                out = new StringBuilder(s.length());
            }
            out.append(s, copied, from).append(text);
            copied = end;
        }
    }

    static String decode(String raw) {
        int next = raw.indexOf('\\');
        if (next < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        while (next >= 0 && next + 1 < raw.length()) {
            out.append(raw, i, next);
            char e = raw.charAt(next + 1);
            i = next + 2;
            switch (e) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> i = unicode(raw, i, out);
                case '"', '\\', '/' -> out.append(e);
                default -> out.append('\\').append(e);
            }
            next = raw.indexOf('\\', i);
        }
        return out.append(raw, i, raw.length()).toString();
    }

    private static int unicode(String raw, int at, StringBuilder out) {
        if (at + 4 > raw.length()) {
            return raw.length();
        }
        int code = 0;
        for (int k = at; k < at + 4; k++) {
            int digit = Character.digit(raw.charAt(k), 16);
            if (digit < 0) {
                out.append("\\u");
                return at;
            }
            code = code * 16 + digit;
        }
        out.append((char) code);
        return at + 4;
    }

    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                continue;
            }
            out.append(text, copied, i);
            copied = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.append(text, copied, text.length()).toString();
    }
}
