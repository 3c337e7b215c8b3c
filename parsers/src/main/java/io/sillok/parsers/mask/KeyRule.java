package io.sillok.parsers.mask;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Values that stand behind a key whose name says what they are. */
final class KeyRule {

    private static final List<String> PHONES = List.of("phone", "tel", "mobil", "fax", "handy");

    private static final Set<String> GUARDS = Set.of(
            "auth:sanctum",
            "auth:api",
            "auth:web",
            "auth:admin",
            "auth:session",
            "auth:token",
            "auth:basic",
            "auth:jwt",
            "auth:passport",
            "auth:once",
            "auth:clear-resets",
            "password:reset",
            "session:table");

    private final TextScan scan;
    private final Text s;
    private final int to;
    private int noKeyBefore;
    private boolean webKey;

    KeyRule(TextScan scan) {
        this.scan = scan;
        this.s = scan.text();
        this.to = scan.to();
    }

    boolean apply(int wordEnd) {
        int at = scan.at();
        if (at < noKeyBefore) {
            return false;
        }
        int escaped = EscapedKey.start(s, at);
        if (escaped >= scan.copied() && escaped >= 0 && escaped(escaped)) {
            return true;
        }
        int keyEnd = wordEnd;
        while (keyEnd < to && keyPart(s.charAt(keyEnd))) {
            keyEnd++;
        }
        if (!KeySeparator.possible(s, at, keyEnd, to)) {
            return none(keyEnd);
        }
        if (ofWebKey(at, keyEnd)) {
            KeySeparator separator = KeySeparator.behind(s, at, keyEnd, to);
            return separator == null ? none(keyEnd) : value(separator, false, MaskRule.SECRET_KEY_NAME);
        }
        KeyNames.Key key = KeyNames.key(s, at, keyEnd);
        KeyNames.Verdict verdict = scan.texts().rules().verdict(key);
        if (verdict == KeyNames.Verdict.PLAIN) {
            KeyedValue other = otherwise(at, keyEnd, key);
            if (other != null && other.start() < other.end() && other.end() <= scan.end(at) && !other.nothing(s)) {
                AnnouncedRule.between(scan, keyEnd, other.start());
                scan.replace(other.start(), other.end(), MaskedText.MASK, MaskRule.SECRET_KEY_NAME);
                return true;
            }
            if (!key.endsName() && !key.arguments()) {
                return none(keyEnd);
            }
        }
        KeySeparator separator = KeySeparator.behind(s, at, keyEnd, to);
        if (separator == null) {
            return none(keyEnd);
        }
        if (verdict == KeyNames.Verdict.PLAIN && separator.kind() == KeySeparator.Kind.COLON) {
            verdict = withWordBefore(at, key);
        }
        int behind = separator.end();
        if (behind < to && s.charAt(behind) == '[' && key.arguments()) {
            verdict = KeyNames.Verdict.BINDINGS;
        }
        return switch (verdict) {
            case PLAIN, STATEMENT -> none(keyEnd);
            case ID -> id(separator);
            case BINDINGS -> {
                boolean list = behind < to && "[{ \"\\".indexOf(s.charAt(behind)) >= 0;
                boolean bound = list || separator.kind() != KeySeparator.Kind.EQUALS;
                yield bound ? value(separator, true, MaskRule.SQL_BINDING) : none(keyEnd);
            }
            case SECRET -> value(separator, KeyNames.header(key.text()), MaskRule.SECRET_KEY_NAME);
        };
    }

    /** Whether the key names a secret part of a JSON Web Key, whose type stood before it. */
    private boolean ofWebKey(int at, int keyEnd) {
        if (keyEnd - at > 3) {
            return false;
        }
        Text key = s.part(at, keyEnd);
        webKey |= NamedValues.type(key);
        return webKey && NamedValues.partOfKey(key);
    }

    private boolean escaped(int start) {
        int end = EscapedKey.end(s, start, to);
        KeySeparator separator = end < 0 ? null : KeySeparator.behind(s, start, end, to);
        return separator != null
                && scan.texts().rules().key(EscapedKey.decoded(s, start, end)) == KeyNames.Verdict.SECRET
                && value(separator, false, MaskRule.SECRET_KEY_NAME);
    }

    /** A value that is named by something else than the key before it, or null. */
    private KeyedValue otherwise(int at, int keyEnd, KeyNames.Key key) {
        if (at > 0 && s.charAt(at - 1) == '/' && keyEnd - at == 4 && s.startsWithIgnoringCase("user:", at)) {
            return CommandLine.ofShare(s, at - 1, scan.copied(), to);
        }
        if (key.name() || key.value()) {
            return NamedPair.of(s, at, keyEnd, key, to);
        }
        boolean session = keyEnd - at == 1 && at > 1 && s.charAt(at - 1) == '|' && SerializedValue.starts(s, at, to);
        return session && secretBefore(at - 1) ? SerializedValue.at(s, at, to) : null;
    }

    /** {@code password|s:5:"value";}, as PHP stores sessions. */
    private boolean secretBefore(int bar) {
        int start = bar;
        int limit = Math.max(0, bar - 64);
        while (start > limit && Chars.wordPart(s.charAt(start - 1))) {
            start--;
        }
        return start < bar && KeyNames.key(s, start, bar).verdict() == KeyNames.Verdict.SECRET;
    }

    private static boolean keyPart(char c) {
        return c == '-' || c == '.' || c == '[' || Chars.wordPart(c);
    }

    private boolean none(int keyEnd) {
        noKeyBefore = keyEnd;
        return false;
    }

    private boolean id(KeySeparator separator) {
        int behind = separator.end();
        KeyedValue id = KeyedValue.at(s, separator, Math.min(to, behind + 100), false);
        scan.skipTo(KeyNames.idShaped(id.in(s)) ? id.end() : behind);
        return true;
    }

    private boolean value(KeySeparator separator, boolean lineLong, MaskRule rule) {
        int behind = separator.end();
        if (separator.holdsMore()) {
            AnnouncedRule.between(scan, separator.keyEnd(), behind);
        }
        if (s.startsWith(PrivateKeyRule.PUTTY, separator.keyStart())) {
            return PrivateKeyRule.lines(scan, behind);
        }
        KeyedValue value = KeyedValue.at(s, separator, scan.end(behind), lineLong);
        if (value.start() >= value.end() || value.nothing(s) || guard(separator)) {
            scan.skipTo(behind);
            return true;
        }
        int end = Math.max(Math.max(value.end(), numberEnd(value.start())), phoneEnd(separator, value.start()));
        scan.replace(value.start(), end, MaskedText.MASK, rule);
        return true;
    }

    /** {@code auth:sanctum}, as Laravel names the guard of a route, and {@code password:reset}, as it names commands. */
    private boolean guard(KeySeparator separator) {
        int from = separator.end();
        boolean tight = from == separator.keyEnd() + 1 && s.charAt(from - 1) == ':';
        if (!tight || separator.keyEnd() - separator.keyStart() > 8) {
            return false;
        }
        int end = from;
        while (end < to && end - from < 16 && (Chars.letter(s.charAt(end)) || s.charAt(end) == '-')) {
            end++;
        }
        return GUARDS.contains(s.substring(separator.keyStart(), end));
    }

    /** A key of two words: {@code api key: }, {@code recovery codes: }. */
    private KeyNames.Verdict withWordBefore(int at, KeyNames.Key key) {
        int end = at - 1;
        if (end < 2 || !key.endsName() || (s.charAt(end) != ' ' && s.charAt(end) != '-')) {
            return KeyNames.Verdict.PLAIN;
        }
        int start = end;
        int limit = Math.max(0, end - 20);
        while (start > limit && Chars.wordPart(s.charAt(start - 1))) {
            start--;
        }
        boolean secret = start < end && KeyNames.names(s.substring(start, end) + "_" + key.text());
        return secret ? KeyNames.Verdict.SECRET : KeyNames.Verdict.PLAIN;
    }

    /** Blanks, dots and parentheses of a phone number are part of it if the key says that it is one; else -1. */
    private int phoneEnd(KeySeparator separator, int start) {
        String key = s.substring(separator.keyStart(), separator.keyEnd()).toLowerCase(Locale.ROOT);
        if (PHONES.stream().noneMatch(key::contains)) {
            return -1;
        }
        int digits = 0;
        int end = -1;
        for (int i = start; i < to && i - start < 30 && "0123456789+ ()./-".indexOf(s.charAt(i)) >= 0; i++) {
            if (Chars.digit(s.charAt(i))) {
                digits++;
                end = i + 1;
            }
        }
        boolean whole = end < 0 || end >= to || (!Chars.wordPart(s.charAt(end)) && s.charAt(end) != ':');
        return digits >= 6 && digits <= 15 && whole ? end : -1;
    }

    /** A card or an account number goes whole, blanks and all. */
    private int numberEnd(int start) {
        if (start + 12 > to) {
            return -1;
        }
        return Chars.digit(s.charAt(start)) ? PaymentNumber.card(s, start, to) : PaymentNumber.iban(s, start, to);
    }
}
