package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tokens in paths of URLs: {@code /password/reset/TOKEN}, {@code /invitations/accept/TOKEN}, a chat's web hook. */
final class PathToken {

    /** Segments behind which a token stands, whatever it looks like. */
    private static final Set<String> SURE =
            words("reset reset-password password-reset password_reset magic magic-link wa.me");

    /** Segments behind which a token may stand: what looks like one, is one. */
    private static final Set<String> LIKELY = words("""
            verify confirm confirmation activate activation invite invites invitation invitations accept decline token tokens
            unsubscribe session sessions auth otp recover recovery login login-link share shared
            s t d download downloads access verification verify-email email register oauth key optout opt-out preferences
            """);

    /** Segments behind which all is one address to write to. */
    private static final Set<String> HOOKS = words("services hook hooks webhook webhooks webhookb2 workflows");

    private static final Set<String> PLAIN = words("""
            confirm confirmed confirmation request requests sent success done form link email new edit update complete completed
            index create store show password step1 step2 send expired invalid error failed
            """);

    private PathToken() {}

    private static Set<String> words(String block) {
        return Set.copyOf(Arrays.asList(block.strip().split("\\s+")));
    }

    /** The last word of every segment that a token can follow. */
    static Set<String> cues() {
        Set<String> cues = new HashSet<>();
        for (Set<String> segments : List.of(SURE, LIKELY, HOOKS)) {
            segments.forEach(segment -> cues.add(segment.replaceAll(".*[-.]", "")));
        }
        return cues;
    }

    /** The token behind the segment that ends at {@code wordEnd}, where a slash stands; or null. */
    static KeyedValue after(Text s, int at, int wordEnd, int to) {
        if (wordEnd + 5 > to || s.charAt(wordEnd) != '/') {
            return null;
        }
        int start = at;
        int limit = Math.max(0, wordEnd - 24);
        while (start > limit
                && (Chars.wordPart(s.charAt(start - 1)) || s.charAt(start - 1) == '-' || s.charAt(start - 1) == '.')) {
            start--;
        }
        if (start == 0 || s.charAt(start - 1) != '/') {
            return null;
        }
        String segment = s.substring(start, wordEnd).toLowerCase(Locale.ROOT);
        if (HOOKS.contains(segment)) {
            int end = wordEnd + 1;
            while (end < to && (Chars.alnum(s.charAt(end)) || "_-/@".indexOf(s.charAt(end)) >= 0)) {
                end++;
            }
            int length = end - wordEnd;
            boolean token = length > Token.LONGEST_WORDS
                    || (length > 24 && Chars.mixed(s, wordEnd, end) && !Slug.stands(s, wordEnd + 1, end));
            return token ? new KeyedValue(wordEnd + 1, end) : null;
        }
        boolean sure = SURE.contains(segment);
        if (!sure && !LIKELY.contains(segment)) {
            return null;
        }
        return token(s, wordEnd + 1, to, sure);
    }

    private static KeyedValue token(Text s, int from, int to, boolean sure) {
        int at = from;
        for (int segments = 0; segments < 3; segments++) {
            int end = segmentEnd(s, at, to);
            if (secret(s, at, end, sure)) {
                return new KeyedValue(at, end);
            }
            if (end >= to || s.charAt(end) != '/') {
                return null;
            }
            at = end + 1;
        }
        return null;
    }

    private static int segmentEnd(Text s, int at, int to) {
        int i = at;
        while (i < to && (Chars.alnum(s.charAt(i)) || "_-.~%=|".indexOf(s.charAt(i)) >= 0)) {
            boolean softBreak = s.charAt(i) == '=' && i + 1 < to && s.charAt(i + 1) == '\n';
            i += softBreak ? 2 : 1;
        }
        while (i > at && s.charAt(i - 1) == '.') {
            i--;
        }
        return i;
    }

    private static boolean secret(Text s, int at, int end, boolean sure) {
        int length = end - at;
        if (length < 4 || s.substring(at, end).indexOf('.') > 0) {
            return false;
        }
        String segment = s.substring(at, end).toLowerCase(Locale.ROOT);
        if (PLAIN.contains(segment)) {
            return false;
        }
        boolean words = segment.indexOf('-') > 0 || segment.indexOf('_') > 0;
        boolean mixed = Chars.mixed(s, at, end);
        if (sure) {
            return mixed || length >= 10 || !words;
        }
        return mixed ? length >= (words ? 20 : 8) && !Slug.stands(s, at, end) : length >= 24 && !words;
    }
}
