package io.sillok.parsers.mask;

import java.util.Locale;
import java.util.Set;

/** What the word before it says is a secret: in prose, in a command's arguments, in a path, behind a header's scheme. */
final class AnnouncedRule {

    private interface Announcement {
        KeyedValue after(Text s, int at, int wordEnd, int to);
    }

    /** What prose says of a scheme: {@code no user/password was provided for basic authentication}. */
    private static final Set<String> SCHEME_WORDS =
            Set.of("authentication", "authorization", "credentials", "challenge", "middleware", "information");

    private static final Set<String> HASH_SCHEMES =
            Set.of("sha", "ssha", "sha256", "ssha256", "sha512", "ssha512", "smd5", "md5", "pbkdf2");

    private AnnouncedRule() {}

    /** @param cues what the word may announce, as {@link WordCues} knows it */
    static boolean word(TextScan scan, int end, int cues) {
        if (cues == 0 || end >= scan.to()) {
            return false;
        }
        return switch (scan.text().charAt(end)) {
            case ' ', ':' ->
                ((cues & WordCues.PROSE) != 0 && announced(scan, end, SecretWords::after, MaskRule.SECRET_ANNOUNCED))
                        || ((cues & WordCues.COMMAND) != 0 && command(scan, end));
            case '/' -> (cues & WordCues.PATH) != 0 && announced(scan, end, PathToken::after, MaskRule.SECRET_PATH);
            case ',' -> (cues & WordCues.DATA) != 0 && data(scan, end);
            case '}' -> (cues & WordCues.DATA) != 0 && hash(scan, end);
            default -> false;
        };
    }

    /** A function's name before its arguments, a secret among them. */
    static boolean call(TextScan scan, int end) {
        return end < scan.to()
                && scan.text().charAt(end) == '('
                && announced(scan, end, CommandLine::arguments, MaskRule.TRACE_ARGUMENT);
    }

    private static boolean announced(TextScan scan, int wordEnd, Announcement announcement, MaskRule rule) {
        Text s = scan.text();
        int at = scan.at();
        KeyedValue value = announcement.after(s, at, wordEnd, scan.to());
        if (value != null && scan.end(at) < scan.to()) {
            value = announcement.after(s, at, wordEnd, scan.end(at));
        }
        if (value == null || value.nothing(s)) {
            return false;
        }
        replace(scan, wordEnd, value, rule);
        return true;
    }

    /** What stands between the announcing word and the value is a text like any other. */
    private static void replace(TextScan scan, int from, KeyedValue value, MaskRule rule) {
        between(scan, from, value.start());
        scan.replace(value.start(), value.end(), MaskedText.MASK, rule);
    }

    static void between(TextScan scan, int from, int to) {
        if (to - from > SHORT) {
            int outer = scan.tally().within(from);
            String masked = scan.texts().mask(scan.text().substring(from, to), scan.tally());
            scan.tally().leave(outer);
            scan.put(from, to, masked);
        }
    }

    /** A blank and a verb hold nothing. */
    private static final int SHORT = 6;

    /** @param end of the command's name */
    static boolean command(TextScan scan, int end) {
        boolean any = announced(scan, end, scan.commands()::after, MaskRule.SECRET_COMMAND);
        KeyedValue next = any ? scan.commands().further(scan.text(), scan.at(), scan.end(scan.at())) : null;
        while (next != null) {
            replace(scan, scan.at(), next, MaskRule.SECRET_COMMAND);
            next = scan.commands().further(scan.text(), scan.at(), scan.end(scan.at()));
        }
        return any;
    }

    static Set<String> hashSchemes() {
        return HASH_SCHEMES;
    }

    /** {@code {SSHA}…}, as LDAP and Dovecot write hashes of passwords. */
    private static boolean hash(TextScan scan, int end) {
        Text s = scan.text();
        int at = scan.at();
        int hash = Token.end(s, end + 1, scan.to());
        boolean scheme = at > 0
                && s.charAt(at - 1) == '{'
                && hash - end > 8
                && HASH_SCHEMES.contains(s.substring(at, end).toLowerCase(Locale.ROOT));
        if (scheme) {
            scan.replace(end + 1, hash, MaskedText.MASK, MaskRule.SECRET_HASH);
        }
        return scheme;
    }

    /** {@code data:image/png;base64,…} */
    private static boolean data(TextScan scan, int end) {
        if (end - scan.at() != 6 || !scan.text().startsWith("base64", scan.at())) {
            return false;
        }
        int token = Token.end(scan.text(), end + 1, scan.to());
        if (token - end < 8) {
            return false;
        }
        scan.replace(end + 1, token, MaskedText.MASK, MaskRule.SECRET_TOKEN);
        return true;
    }

    /** {@code Bearer …}, {@code Basic …}, {@code Digest …} */
    static boolean scheme(TextScan scan, int end) {
        Text s = scan.text();
        int at = scan.at();
        int length = end - at;
        boolean scheme = end + 4 < scan.to()
                && s.charAt(end) == ' '
                && ((length == 6 && (s.startsWithIgnoringCase("Bearer", at) || s.startsWithIgnoringCase("Digest", at)))
                        || (length == 5 && s.startsWithIgnoringCase("Basic", at)));
        if (!scheme) {
            return false;
        }
        int token = Token.end(s, end + 1, scan.to());
        int size = token - end - 1;
        boolean wordOnly = size < 8 && (size < 4 || !Chars.digit(s.charAt(end + 1)));
        if (wordOnly || SCHEME_WORDS.contains(s.substring(end + 1, Math.min(token, end + 20)))) {
            return false;
        }
        scan.replace(end + 1, token, MaskedText.MASK, MaskRule.SECRET_AUTHORIZATION);
        return true;
    }
}
