package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets that prose names: {@code with password hunter2}, {@code your code is 123456}, {@code using token 7f3K…}. */
final class SecretWords {

    private static final int PASSWORD = 1;
    private static final int NUMBER = 2;
    private static final int CODE = 4;
    private static final int TOKEN = 8;

    private static final Set<String> PASSWORDS =
            words("password passwords passwort passwd passphrase passcode pass pwd kennwort wachtwoord secret");
    private static final Set<String> NUMBERS = words("otp pin tan passcode totp mfa cvc cvv");
    private static final Set<String> CODES =
            words("code codes bestätigungscode sicherheitscode verifizierungscode pincode codigo código");
    private static final Set<String> TOKENS = words("token tokens key apikey secret got session nonce hash");

    /** In characters. */
    private static final int LONGEST_QUOTED = 256;

    /** Before {@code code} these say that it opens something. */
    private static final Pattern OPENING = Pattern.compile(
            "(?:verification|security|confirmation|login|access|auth|authentication|activation|one-time|two-factor|2fa|sms"
                    + "|reset|recovery|backup|scratch|your|use|pin|mfa|otp|invite|invitation|voucher|bestätigungs)[ -]{1,2}$",
            Pattern.CASE_INSENSITIVE);

    /** Before {@code code} these say that it is one to be kept. */
    private static final Pattern KEPT =
            Pattern.compile("(?:recovery|backup|scratch)[ -]{1,2}$", Pattern.CASE_INSENSITIVE);

    /** Before {@code password} these say that it comes itself, not a word about it. */
    private static final Pattern ITSELF = Pattern.compile(
            "(?:with|using|and|new|temporary|old|default|initial|current|,|the|operand:|login \\S{1,40}) (?:the |an? |your )?$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COMPARED = Pattern.compile(" (?:[!=]={1,2}|<>|vs\\.?) [^\\s\"'`,;()<>|]{1,256}");

    /**
     * What stands between such a word and the secret: {@code  for john is now: }.
     *
     * @param said whether a verb says that the secret comes
     */
    private record Link(int end, boolean said) {

        private static final Pattern PERSON = Pattern.compile(
                " (?:for|of) [^\\s'\"]{1,80}( (?:is|was|are|ist|lautet|war|set to|was set to|changed to|were|=)){0,2}(?: now| set to)?[ :]{1,2}");

        /** Before {@code to}, what the word is the object of. */
        private static final Pattern CHANGING = Pattern.compile(
                "(?:set|chang(?:e|ed|es|ing)|updat(?:e|ed|es|ing)) (?:\\S{1,24} ){0,2}\\S{1,24}$",
                Pattern.CASE_INSENSITIVE);

        private static final String[] PARTICIPLES = {
            "provided", "given", "supplied", "received", "entered", "used", "sent", "submitted", "specified", "mismatch"
        };

        private static final String[] VERBS = {
            "is", "was", "are", "ist", "lautet", "war", "set to", "changed to", "were", "="
        };

        /** @param at where a blank or a colon stands */
        static Link behind(Text s, int at, int to) {
            if (s.startsWith(" for ", at) || s.startsWith(" of ", at)) {
                Matcher person = PERSON.matcher(s).region(at, to);
                if (person.lookingAt()) {
                    return new Link(person.end(), person.group(1) != null);
                }
            }
            int id = wordEnd(s, at, "id", to);
            if (id > at && s.startsWithIgnoringCase("session", at - 7)) {
                return behind(s, id, to);
            }
            int given = participleEnd(s, at, to);
            if (given > at) {
                return new Link(given, true);
            }
            int changed = wordEnd(s, at, "to", to);
            if (changed > at
                    && CHANGING.matcher(s).region(Math.max(0, at - 56), at).find()) {
                return new Link(changed + 1, true);
            }
            int first = verbEnd(s, at, to);
            int end = first == at ? at : verbEnd(s, first, to);
            boolean said = end > at;
            int now = wordEnd(s, end, "now", to);
            end = now > end ? now : wordEnd(s, end, "set to", to);
            boolean second = end + 1 < to && separator(s.charAt(end + 1));
            return new Link(end + (second ? 2 : 1), said);
        }

        /** Behind {@code provided: } and its like, behind which the value stands. */
        private static int participleEnd(Text s, int at, int to) {
            for (String participle : PARTICIPLES) {
                int end = wordEnd(s, at, participle, to);
                if (end > at && s.charAt(end) == ':' && end + 2 < to && s.charAt(end + 1) == ' ') {
                    return end + 2;
                }
            }
            return at;
        }

        private static int verbEnd(Text s, int at, int to) {
            for (String verb : VERBS) {
                int end = wordEnd(s, at, verb, to);
                if (end > at) {
                    return end;
                }
            }
            return at;
        }

        /** Behind a blank and the word, if a blank or a colon follows; else where it began. */
        private static int wordEnd(Text s, int at, String word, int to) {
            int end = at + 1 + word.length();
            boolean stands = end < to && s.charAt(at) == ' ' && s.startsWith(word, at + 1) && separator(s.charAt(end));
            return stands ? end : at;
        }

        private static boolean separator(char c) {
            return c == ' ' || c == ':';
        }
    }

    /** What follows {@code password} in sentences about passwords. */
    private static final Set<String> ABOUT = words("""
            reset resets must is was has have had field fields does did do for and or in not confirmation changed change
            updated update hash hashes hashing mismatch required incorrect invalid of policy too to will expired broker grant
            length by with on from at the a an login attempt attempts rule rules validation authentication protected
            verification request requests link links email mail notification notifications input form page prompt manager
            strength wrong missing empty weak null correct valid set being never again recovery restored history provided
            given failed accepted rejected successfully success should can cannot could may might needs need if when
            because until before after as but only so than that this via per parameter parameter. argument column
            attribute key keys name names value values type types file files store vault rotation generator generated
            encryption encrypted hashed plain default unchanged same different old new admin user users account server
            screen view template controller event listener job command service option flag max min minimum maximum
            at least contains contain characters character chars doesn't isn't reused reuse leaked compromised supplied
            no yes continue expire proceed entered used sent stored cleared removed deleted disabled enabled ok okay
            """);

    private SecretWords() {}

    private static Set<String> words(String block) {
        return Set.copyOf(Arrays.asList(block.strip().split("\\s+")));
    }

    /** Every word that can announce a secret, but for keys of several words. */
    static Set<String> cues() {
        Set<String> cues = new HashSet<>(PASSWORDS);
        cues.addAll(NUMBERS);
        cues.addAll(CODES);
        cues.addAll(TOKENS);
        return cues;
    }

    /** What a word announces, as a sum of these; 0 if nothing. */
    static int announces(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        boolean token =
                TOKENS.contains(word) || (word.indexOf('_') > 0 && KeyNames.judge(word) == KeyNames.Verdict.SECRET);
        return (PASSWORDS.contains(word) ? PASSWORD : 0)
                | (NUMBERS.contains(word) ? NUMBER : 0)
                | (CODES.contains(word) ? CODE : 0)
                | (token ? TOKEN : 0);
    }

    /** The value that the word {@code s[at, wordEnd)} announces, or null. */
    static KeyedValue after(Text s, int at, int wordEnd, int to) {
        int length = wordEnd - at;
        if (length < 3 || length > 40 || wordEnd + 4 > to || (s.charAt(wordEnd) != ' ' && s.charAt(wordEnd) != ':')) {
            return null;
        }
        // "$password is deprecated" speaks of a variable.
        if (at > 0 && s.charAt(at - 1) == '$') {
            return null;
        }
        int announces = KeyNames.key(s, at, wordEnd).announces();
        if (announces == 0) {
            return null;
        }
        boolean password = (announces & PASSWORD) != 0;
        boolean number = (announces & NUMBER) != 0;
        boolean code = !password && (announces & CODE) != 0;
        Link link = Link.behind(s, wordEnd, to);
        int value = link.end();
        if (value >= to) {
            return null;
        }
        if (number || code) {
            int end = numberEnd(s, value, to, number && s.startsWithIgnoringCase("cv", at) ? 3 : 4);
            boolean six = link.said() && end - value == 6;
            boolean opens = number || six || (link.said() && length > 5) || opensSomething(s, at);
            if (code && end == value && opens) {
                end = codeEnd(s, value, to);
                end = end == value
                                && KEPT.matcher(s)
                                        .region(Math.max(0, at - 20), at)
                                        .find()
                        ? keptEnd(s, value, to)
                        : end;
            }
            if (opens && end > value) {
                return new KeyedValue(value, end);
            }
        }
        if (code) {
            return null;
        }
        char quote = s.charAt(value);
        if (quote == '\'' || quote == '"' || quote == '`') {
            int close = password ? closing(s, value + 1, to) : -1;
            return close < 0 ? null : new KeyedValue(value + 1, close);
        }
        int end = value;
        while (end < to && !Character.isWhitespace(s.charAt(end)) && "\"'`,;()<>|".indexOf(s.charAt(end)) < 0) {
            end++;
        }
        while (end > value && ".:!?".indexOf(s.charAt(end - 1)) >= 0) {
            end--;
        }
        return secret(s, at, value, end, password, link.said()) ? new KeyedValue(value, compared(s, end, to)) : null;
    }

    /** Behind what a value is compared with, if it is. */
    private static int compared(Text s, int end, int to) {
        Matcher other = COMPARED.matcher(s).region(end, to);
        return other.lookingAt() ? other.end() : end;
    }

    /**
     * The quote that closes a value which begins at {@code from}, no letter behind it; the text's end if it was cut within the
     * value; else -1.
     */
    private static int closing(Text s, int from, int to) {
        char quote = s.charAt(from - 1);
        int limit = from + LONGEST_QUOTED;
        int close = s.indexOf(quote, from, Math.min(limit, to));
        while (close >= 0 && !separate(s, close + 1, to)) {
            close = s.indexOf(quote, close + 1, Math.min(limit, to));
        }
        return close < 0 && limit >= to ? to : close;
    }

    /** Of four to ten upper-case letters and digits, both of them; where they begin if they are not. */
    private static int codeEnd(Text s, int from, int to) {
        int i = from;
        while (i < to && i - from <= 10 && (Chars.upper(s.charAt(i)) || Chars.digit(s.charAt(i)))) {
            i++;
        }
        boolean goesOn = i < to && (Chars.wordPart(s.charAt(i)) || s.charAt(i) == '-');
        return i - from >= 4 && i - from <= 10 && !goesOn && Chars.mixed(s, from, i) ? i : from;
    }

    /** Of codes that somebody keeps: groups of letters and digits with dashes between. */
    private static int keptEnd(Text s, int from, int to) {
        int i = from;
        while (i < to && i - from < 64 && (Chars.alnum(s.charAt(i)) || s.charAt(i) == '-')) {
            i++;
        }
        return i - from >= 8 && Chars.mixed(s, from, i) ? i : from;
    }

    /** Of {@code least} to eight digits that are no part of a word or a fraction; where they begin if they are. */
    private static int numberEnd(Text s, int from, int to, int least) {
        int i = from;
        while (i < to && i - from < 8 && Chars.digit(s.charAt(i))) {
            i++;
        }
        boolean goesOn = i < to && s.charAt(i) < 128 && Chars.wordPart(s.charAt(i));
        boolean fraction = i + 1 < to && s.charAt(i) == '.' && Chars.digit(s.charAt(i + 1));
        return i - from >= least && !goesOn && !fraction ? i : from;
    }

    private static boolean opensSomething(Text s, int at) {
        boolean joined = at > 0 && (s.charAt(at - 1) == ' ' || s.charAt(at - 1) == '-');
        return joined && OPENING.matcher(s).region(Math.max(0, at - 20), at).find();
    }

    private static boolean separate(Text s, int at, int to) {
        return at >= to || !Chars.wordPart(s.charAt(at));
    }

    private static boolean secret(Text s, int at, int value, int end, boolean password, boolean said) {
        int length = end - value;
        if (length < 4 || s.charAt(value) == '/' || s.charAt(value) == '{' || s.charAt(value) == '[') {
            return false;
        }
        boolean path = s.substring(value, end).indexOf('/') >= 0 && length < 20;
        if (Chars.mixed(s, value, end) && length >= 6 && !path) {
            boolean key = s.charAt(at) == 'k' || s.charAt(at) == 'K';
            return !(key && parts(s, value, end));
        }
        if (length >= BASE32 && base32(s, value, end)) {
            return true;
        }
        boolean itself = password
                && (said || ITSELF.matcher(s).region(Math.max(0, at - 56), at).find());
        return itself && !ABOUT.contains(s.substring(value, end).toLowerCase(Locale.ROOT));
    }

    /** Characters of the shortest secret of an authenticator. */
    private static final int BASE32 = 16;

    private static boolean base32(Text s, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Chars.upper(s.charAt(i)) && !Chars.digit(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A cache's key or a file's name, not one that opens something: {@code users:17:profile}, {@code invoices/2026/17.pdf}. */
    private static boolean parts(Text s, int from, int end) {
        boolean letters = false;
        boolean digits = false;
        int parts = 1;
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            if (":./_-".indexOf(c) >= 0) {
                parts++;
                letters = false;
                digits = false;
            } else {
                digits |= Chars.digit(c);
                letters |= c >= 'a' && c <= 'z';
                if (letters == digits || Chars.upper(c) || c > 127) {
                    return false;
                }
            }
        }
        return parts > 1 && end - from <= 120;
    }

    /** {@code 123456 is your Shop security code}. */
    static boolean codeFollows(Text s, int numberStart, int numberEnd, int to) {
        int length = numberEnd - numberStart;
        if (length < 4 || length > 8 || !s.startsWith(" is your ", numberEnd)) {
            return false;
        }
        String rest = s.substring(numberEnd, Math.min(to, numberEnd + 80)).toLowerCase(Locale.ROOT);
        return rest.contains("code") || rest.contains("pin") || rest.contains("otp") || rest.contains("pass");
    }
}
