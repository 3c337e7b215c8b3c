package io.sillok.parsers.mask;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords in the arguments of commands that take them in options of one letter. For one text, from its front on. */
final class CommandLine {

    /** Characters of a command that are looked at. */
    private static final int MOST = 500;

    private static final Pattern AUTH = Pattern.compile(" ([^\\s\\[,]+)(?: (?![a-z]{1,12}(?:\\s|$))([^\\s\\[,{]+))?");

    /** Of Windows' {@code net user jane secret /add}. */
    private static final Pattern ACCOUNT = Pattern.compile(" user [^\\s/]{1,64} ([^\\s/*]\\S{5,255})");

    private static final int LONGEST_NAME = 16;

    /** Characters before a value that belong to its option, at most. */
    private static final int LONGEST_OPTION = 32;

    /** What was looked for last, how far, and what was found. */
    private CommandOptions last;

    private int lookedTo;
    private CommandOptions.Found found;

    /** {@code AUTH} is Redis's. */
    static Set<String> commands() {
        Set<String> commands = new HashSet<>(CommandOptions.commands());
        commands.add("auth");
        commands.add("net");
        return commands;
    }

    static Set<String> calls() {
        return WITH_SECRETS;
    }

    /** The next secret argument of the command {@code s[at, wordEnd)}, or null. */
    KeyedValue after(Text s, int at, int wordEnd, int to) {
        int length = wordEnd - at;
        if (length < 2 || length > LONGEST_NAME || wordEnd >= to || s.charAt(wordEnd) != ' ') {
            return null;
        }
        if (length == 4 && s.startsWith("AUTH", at)) {
            Matcher auth = AUTH.matcher(s).region(wordEnd, to);
            if (!auth.lookingAt() || KNOWN_METHODS.matcher(auth.group(1)).matches()) {
                return null;
            }
            int password = auth.group(2) == null ? 1 : 2;
            return new KeyedValue(auth.start(password), auth.end(password));
        }
        if (length == 3 && s.startsWith("net user ", at)) {
            Matcher account = ACCOUNT.matcher(s).region(wordEnd, to);
            return account.lookingAt() ? new KeyedValue(account.start(1), account.end(1)) : null;
        }
        CommandOptions options = CommandOptions.of(s.substring(at, wordEnd)).orElse(null);
        return options == null ? null : in(s, options, wordEnd, lineEnd(s, wordEnd, to));
    }

    /** The next value behind one that was found, where the command takes several. */
    KeyedValue further(Text s, int from, int to) {
        return last != null && last.each() && from < to ? in(s, last, from, lineEnd(s, from, to)) : null;
    }

    /**
     * The first option in {@code [from, end)}. A line may hold the command many times: what was looked through for the same
     * option is not looked through again.
     */
    private KeyedValue in(Text s, CommandOptions options, int from, int end) {
        boolean same = options == last && end >= lookedTo && !options.first();
        if (same && found != null && found.start() >= from && found.value().end() < lookedTo) {
            return found.value();
        }
        int begin = same && found == null ? Math.max(from, lookedTo - LONGEST_OPTION) : from;
        found = options.in(s, Math.min(begin, end), end);
        last = options;
        lookedTo = end;
        return found == null ? null : found.value();
    }

    private static final Set<String> WITH_SECRETS = Set.of(
            "PDO",
            "mysqli",
            "mysqli_connect",
            "mysqli_real_connect",
            "mysql_connect",
            "ftp_login",
            "imap_open",
            "setcookie",
            "setrawcookie",
            "ssh2_auth_password",
            "ldap_bind",
            "md5",
            "sha1",
            "hash",
            "hash_hmac",
            "crypt",
            "bcrypt",
            "password_hash",
            "openssl_encrypt",
            "openssl_decrypt");

    /** Of the command's line, as far as is looked. */
    private static int lineEnd(Text s, int from, int to) {
        int limit = Math.min(to, from + MOST);
        for (int i = from; i < limit; i++) {
            if (s.charAt(i) == '\n') {
                return i;
            }
        }
        return limit;
    }

    /** The arguments behind the first of a call that takes a password among them, or null. */
    static KeyedValue arguments(Text s, int at, int wordEnd, int to) {
        if (wordEnd - at < 3 || wordEnd - at > 20 || !WITH_SECRETS.contains(s.substring(at, wordEnd))) {
            return null;
        }
        if (s.startsWith("()", wordEnd)) {
            return null;
        }
        int line = lineEnd(s, wordEnd, to);
        String call = s.substring(wordEnd, line);
        int second = call.indexOf("', ");
        int start = second < 0 ? 1 : second + 3;
        int close = call.lastIndexOf(')');
        return start >= call.length() ? null : new KeyedValue(wordEnd + start, close < start ? line : wordEnd + close);
    }

    /**
     * The password in {@code net use Z: \\srv\share x /user:shop}, before or behind the option whose slash stands there; or null.
     *
     * @param from what stands before it is not looked at
     */
    static KeyedValue ofShare(Text s, int slash, int from, int to) {
        int command = s.lastIndexOf("net use ", slash - 1, Math.max(from, slash - MOST));
        if (command < 0 || s.indexOf('\n', command, slash) >= 0) {
            return null;
        }
        int before = s.lastIndexOf(' ', slash - 2, command);
        if (before > command + 7 && secretWord(s, before + 1, slash - 1)) {
            return new KeyedValue(before + 1, slash - 1);
        }
        int start = s.indexOf(' ', slash, Math.min(to, slash + 80)) + 1;
        int end = start;
        while (start > 0 && end < to && !Character.isWhitespace(s.charAt(end)) && "\"'".indexOf(s.charAt(end)) < 0) {
            end++;
        }
        return start > 0 && end > start && secretWord(s, start, end) ? new KeyedValue(start, end) : null;
    }

    /** Neither a share, nor a drive, nor an option. */
    private static boolean secretWord(Text s, int from, int end) {
        return end > from && "\\/*".indexOf(s.charAt(from)) < 0 && s.charAt(end - 1) != ':';
    }

    /** What SMTP says behind {@code AUTH}: no secret. */
    private static final Pattern KNOWN_METHODS =
            Pattern.compile("(?:LOGIN|PLAIN|CRAM-MD5|XOAUTH2|NTLM|DIGEST-MD5)\\b.*|<\\w+>");
}
