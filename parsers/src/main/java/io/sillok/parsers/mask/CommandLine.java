package io.sillok.parsers.mask;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords in the arguments of commands that take them in options of one letter. For one text, from its front on. */
final class CommandLine {

    /** Characters of a command that are looked at. */
    private static final int MOST = 500;

    private static final String VALUE = "(?:\\\\?\"([^\"\\n]*)\"?|\\\\?'([^'\\n]*)'?|([^\\s'\"]+))";

    /** The value starts behind the option. */
    private static final Pattern USER =
            Pattern.compile("\\s(?:-u|-U|--user|--proxy-user|--oauth2-bearer)[ =]?" + VALUE);

    private static final Pattern GLUED = Pattern.compile("\\s-p" + VALUE);
    private static final Pattern AFTER_A = Pattern.compile("\\s(?:-a|--pass) ?" + VALUE);
    private static final Pattern AFTER_P = Pattern.compile("\\s-p ?" + VALUE);
    private static final Pattern AFTER_W = Pattern.compile("\\s-w ?" + VALUE);
    /** What stands before the value is of any length. */
    private static final Pattern BEHIND_TWO = Pattern.compile("\\s-\\w*b\\w* \\S+ \\S+ " + VALUE);

    private static final Pattern AUTH = Pattern.compile(" ([^\\s\\[,]+)(?: (?![a-z]{1,12}(?:\\s|$))([^\\s\\[,{]+))?");

    private static final Map<String, Pattern> OPTIONS = Map.ofEntries(
            Map.entry("curl", USER),
            Map.entry("mysql", GLUED),
            Map.entry("mysqldump", GLUED),
            Map.entry("mysqladmin", GLUED),
            Map.entry("mysqlimport", GLUED),
            Map.entry("mysqlcheck", GLUED),
            Map.entry("mariadb", GLUED),
            Map.entry("dump", GLUED),
            Map.entry("cli", AFTER_A),
            Map.entry("sshpass", AFTER_P),
            Map.entry("mongo", AFTER_P),
            Map.entry("mongosh", AFTER_P),
            Map.entry("mongodump", AFTER_P),
            Map.entry("ldapsearch", AFTER_W),
            Map.entry("docker", AFTER_P),
            Map.entry("htpasswd", BEHIND_TWO));

    /** Characters before a value that belong to its option, at most. */
    private static final int LONGEST_OPTION = 32;

    /** What was looked for last, how far, and what was found. */
    private Pattern last;

    private int lookedTo;
    private int foundAt;
    private KeyedValue found;

    /** {@code AUTH} is Redis's. */
    static Set<String> commands() {
        Set<String> commands = new HashSet<>(OPTIONS.keySet());
        commands.add("auth");
        return commands;
    }

    static Set<String> calls() {
        return CONNECTING;
    }

    /** The next secret argument of the command {@code s[at, wordEnd)}, or null. */
    KeyedValue after(Text s, int at, int wordEnd, int to) {
        int length = wordEnd - at;
        if (length < 3 || length > 11 || wordEnd >= to || s.charAt(wordEnd) != ' ') {
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
        Pattern option = OPTIONS.get(s.substring(at, wordEnd));
        return option == null ? null : option(s, option, wordEnd, lineEnd(s, wordEnd, to));
    }

    /**
     * The first option in {@code [from, end)}. A line may hold the command many times: what was looked through for the same
     * option is not looked through again.
     */
    private KeyedValue option(Text s, Pattern option, int from, int end) {
        boolean same = option == last && end >= lookedTo;
        if (same && found != null && foundAt >= from && found.end() < lookedTo) {
            return found;
        }
        int begin = same && found == null && option != BEHIND_TWO ? Math.max(from, lookedTo - LONGEST_OPTION) : from;
        Matcher value = option.matcher(s).region(Math.min(begin, end), end);
        boolean there = value.find();
        int group = !there || value.group(1) != null ? 1 : value.group(2) != null ? 2 : 3;
        found = there ? new KeyedValue(value.start(group), value.end(group)) : null;
        foundAt = there ? value.start() : -1;
        last = option;
        lookedTo = end;
        return found;
    }

    private static final Set<String> CONNECTING = Set.of(
            "PDO",
            "mysqli",
            "mysqli_connect",
            "mysqli_real_connect",
            "mysql_connect",
            "ftp_login",
            "imap_open",
            "setcookie",
            "setrawcookie",
            "ssh2_auth_password");

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
        if (wordEnd - at < 3 || wordEnd - at > 20 || !CONNECTING.contains(s.substring(at, wordEnd))) {
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

    /** What SMTP says behind {@code AUTH}: no secret. */
    private static final Pattern KNOWN_METHODS =
            Pattern.compile("(?:LOGIN|PLAIN|CRAM-MD5|XOAUTH2|NTLM|DIGEST-MD5)\\b.*|<\\w+>");
}
