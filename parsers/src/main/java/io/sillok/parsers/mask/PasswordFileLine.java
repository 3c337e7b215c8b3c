package io.sillok.parsers.mask;

/** A line of PostgreSQL's password file: {@code host:port:database:user:password}, by its port. */
final class PasswordFileLine {

    private static final int LONGEST = 300;

    private PasswordFileLine() {}

    /** The password behind the number {@code [at, end)}; null if it is no port in such a line. */
    static KeyedValue password(Text s, int at, int end, int to) {
        boolean port = at > 1 && end - at > 1 && end - at < 6 && s.charAt(at - 1) == ':' && s.startsWith(":", end);
        if (!port || !hostBefore(s, at - 1)) {
            return null;
        }
        int user = name(s, end + 1, to) + 1;
        int password = user > end + 2 && s.startsWith(":", user - 1) ? name(s, user, to) + 1 : -1;
        if (password <= user + 1 || !s.startsWith(":", password - 1)) {
            return null;
        }
        int close = password;
        int limit = Math.min(to, password + LONGEST);
        while (close < limit && s.charAt(close) > ' ' && "\"'`".indexOf(s.charAt(close)) < 0) {
            close++;
        }
        return close > password ? new KeyedValue(password, close) : null;
    }

    /** Of a database or of a user, or a star for all of them. */
    private static int name(Text s, int from, int to) {
        if (s.startsWith("*", from)) {
            return from + 1;
        }
        int i = from;
        while (i < to && i - from < 64 && (Chars.wordPart(s.charAt(i)) || s.charAt(i) == '-')) {
            i++;
        }
        return i > from && !Chars.digit(s.charAt(from)) ? i : from;
    }

    private static boolean hostBefore(Text s, int end) {
        int i = end;
        while (i > 0 && end - i < LONGEST && (Chars.wordPart(s.charAt(i - 1)) || ".-*".indexOf(s.charAt(i - 1)) >= 0)) {
            i--;
        }
        return i < end && (i == 0 || s.charAt(i - 1) <= ' ' || "\"'`".indexOf(s.charAt(i - 1)) >= 0);
    }
}
