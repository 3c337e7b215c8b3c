package io.sillok.parsers.mask;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that stands behind its key in free text, whatever wrote it there: {@link KeySeparator} tells how. Where the end
 * of a value is in doubt, it ends later.
 *
 * @param start where the value's text starts, inside its quotes
 * @param end where it ends, before the closing quote
 */
record KeyedValue(int start, int end) {

    private static final Set<String> NOTHING = Set.of(
            "null",
            "true",
            "false",
            "yes",
            "no",
            "none",
            "nil",
            "undefined",
            "empty",
            "***",
            "?",
            "[]",
            "{}",
            "array",
            "",
            "-",
            "expired",
            "missing",
            "invalid",
            "required",
            "ok",
            "failed",
            "sent",
            "skipped",
            "verified",
            "valid",
            "active",
            "accepted",
            "started",
            "refreshed",
            "rotated",
            "revoked",
            "enabled",
            "disabled");
    private static final Pattern NEXT_PAIR = Pattern.compile("[\\w.\\[\\]\"'-]{1,64}\\s?[=:]");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?|[0-9a-fA-F:]{2,40}:[0-9a-fA-F:.]{0,40}");

    /** What {@code var_dump} writes before a scalar. */
    private static final Pattern TYPED = Pattern.compile("(?:string\\((\\d{1,9})\\) |(?:int|float|enum)(?=\\())");

    /** What stands before the bracket of an array or object, by all that print one. */
    private static final Pattern CONTAINER = Pattern.compile(
            "(?:array ?(?::\\d{1,9}|\\(\\d{1,9}\\))?|Array|"
                    + "object\\([\\w\\\\@:/.$-]{1,200}\\)#\\d{1,9} \\(\\d{1,9}\\)|[A-Z][\\w\\\\]{1,200}(?: Object)?)?\\s{0,80}[\\[({]");

    /** As LDAP writes a password's hash: {@code {SSHA}W6ph5M…}. */
    private static final Pattern HASH_SCHEME = Pattern.compile("\\{[A-Z][A-Z0-9-]{1,15}\\}[\\w/+.$]");

    private static final Pattern LINE = Pattern.compile("(?:\\r?\\n|\\\\r\\\\n|\\\\n)--");

    /** Behind a key whose value is a number: what may be part of it. */
    private static final String NUMERIC = "0123456789 -";

    /** @param lineLong whether an unquoted value takes all of its line, as a header's does */
    static KeyedValue at(Text s, KeySeparator separator, int to, boolean lineLong) {
        int from = Math.min(separator.end(), to);
        return switch (separator.kind()) {
            case ELEMENT -> until(s, from, to, "</");
            case ESCAPED_ELEMENT -> until(s, from, to, "&lt;");
            case SERIALIZED -> SerializedValue.at(s, from, to);
            case MULTIPART -> multipart(s, from, to);
            case EQUALS, COLON, ARROW, LISTED, OPTION -> plain(s, separator, from, to, lineLong);
        };
    }

    private static KeyedValue until(Text s, int from, int to, String mark) {
        int start = s.startsWith("<![CDATA[", from) ? Math.min(to, from + 9) : from;
        int close = s.indexOf(mark, start);
        int end = close < 0 || close > to ? to : close;
        return new KeyedValue(start, end > start + 2 && s.startsWith("]]>", end - 3) ? end - 3 : end);
    }

    private static KeyedValue multipart(Text s, int from, int to) {
        Matcher boundary = LINE.matcher(s).region(from, to);
        return new KeyedValue(from, boundary.find() ? boundary.start() : to);
    }

    /** Whether behind the quote, perhaps an escaped one, a dump's line ends; else the length was a forged one. */
    private static boolean dumpGoesOn(Text s, int close, int to) {
        int i = s.indexOf('"', close, to) + 1;
        int blanks = i;
        while (blanks < to && s.charAt(blanks) == ' ') {
            blanks++;
        }
        return blanks == to
                || "\n\r\\".indexOf(s.charAt(blanks)) >= 0
                || (blanks > i && "[}".indexOf(s.charAt(blanks)) >= 0);
    }

    private static KeyedValue plain(Text s, KeySeparator separator, int from, int to, boolean lineLong) {
        boolean arrow = separator.kind() == KeySeparator.Kind.ARROW;
        int i = from;
        int limit = Math.min(to, i + 64);
        while (i < limit && (s.charAt(i) == ' ' || s.charAt(i) == '\t' || (arrow && s.charAt(i) == '\n'))) {
            i++;
        }
        Matcher typed = TYPED.matcher(s).region(i, to);
        if (arrow && typed.lookingAt()) {
            if (typed.group(1) != null && typed.end() < to && s.charAt(typed.end()) == '"') {
                int counted = SerializedValue.stringEnd(s, typed.start(1) - 2, typed.end() + 1, to);
                if (counted >= 0 || quoteWithin(s, typed.end(), to)) {
                    return new KeyedValue(typed.end() + 1, counted >= 0 && dumpGoesOn(s, counted, to) ? counted : to);
                }
            }
            i = typed.end();
        }
        int slashes = 0;
        while (i + slashes < to && slashes < 16 && s.charAt(i + slashes) == '\\') {
            slashes++;
        }
        int quoteAt = i + slashes;
        if (separator.listing()) {
            return new KeyedValue(i, listedEnd(s, i, to));
        }
        if (quoteAt < to && (s.charAt(quoteAt) == '"' || s.charAt(quoteAt) == '\'')) {
            return quoted(s, i, quoteAt, to);
        }
        Matcher container = CONTAINER.matcher(s).region(i, to);
        if (container.lookingAt() && !HASH_SCHEME.matcher(s).region(i, to).lookingAt()) {
            int end = ContainerText.end(s, i, container.end() - 1, to);
            return new KeyedValue(i, separator.kind() == KeySeparator.Kind.EQUALS ? doubledEnd(s, end, to) : end);
        }
        int block = separator.kind() == KeySeparator.Kind.COLON ? ContainerText.blockEnd(s, separator, to) : -1;
        if (block >= 0) {
            return new KeyedValue(i, block);
        }
        int number = numberEnd(s, i, to);
        return new KeyedValue(
                i,
                number >= 0 && KeyNames.numeric(s.substring(separator.keyStart(), separator.keyEnd()))
                        ? number
                        : bareEnd(s, i, to, separator, lineLong));
    }

    /** Whether a string that is not as long as it says holds a quote that ends nothing. */
    private static boolean quoteWithin(Text s, int open, int to) {
        int close = s.indexOf('"', open + 1, to);
        return close >= 0
                && close + 1 < to
                && !Character.isWhitespace(s.charAt(close + 1))
                && s.charAt(close + 1) != '\\';
    }

    private static KeyedValue quoted(Text s, int from, int quoteAt, int to) {
        String quote = s.substring(from, quoteAt + 1);
        int length = quote.length();
        if (s.startsWith(quote, from + length) && s.startsWith(quote, from + 2 * length)) {
            int start = from + 3 * length;
            int close = s.indexOf(quote.repeat(3), start, to);
            return new KeyedValue(start, close < 0 ? to : close);
        }
        int end = quotedEnd(s, quoteAt + 1, to, s.charAt(quoteAt), length - 1);
        // As PHP exports a string with NUL bytes, and as programs put strings together.
        for (int next = joined(s, end + length, to); next > 0; next = joined(s, end + 1, to)) {
            end = quotedEnd(s, next, to, s.charAt(next - 1), 0);
        }
        return new KeyedValue(quoteAt + 1, end);
    }

    /** Behind the quote that opens a string which another one is joined with, or -1. */
    private static int joined(Text s, int at, int to) {
        boolean operator = s.startsWith(" . ", at) || s.startsWith(" + ", at);
        return operator && at + 3 < to && (s.charAt(at + 3) == '"' || s.charAt(at + 3) == '\'') ? at + 4 : -1;
    }

    /** A brace that stands doubled belongs to the value, as ODBC writes it: {@code Pwd={a}}b};}. */
    private static int doubledEnd(Text s, int behindBrace, int to) {
        int end = behindBrace;
        while (end < to && s.charAt(end) == '}' && s.charAt(end - 1) == '}') {
            int next = s.indexOf('}', end + 1, to);
            end = next < 0 ? to : next + 1;
        }
        return end;
    }

    private static int numberEnd(Text s, int from, int to) {
        int i = from;
        while (i < to && NUMERIC.indexOf(s.charAt(i)) >= 0) {
            i++;
        }
        boolean whole = i >= to || !Chars.wordPart(s.charAt(i)) || s.charAt(i - 1) == ' ';
        while (i > from && s.charAt(i - 1) == ' ') {
            i--;
        }
        return i > from && whole ? i : -1;
    }

    /** As {@code print_r} writes values: bare, over lines, up to the next key or the closing parenthesis. */
    private static int listedEnd(Text s, int from, int to) {
        Matcher container = CONTAINER.matcher(s).region(from, to);
        if (s.startsWith("Array\n", from) && container.lookingAt()) {
            return ContainerText.end(s, from, container.end() - 1, to);
        }
        int newline = s.indexOf('\n', from);
        while (newline >= 0 && newline < to) {
            int i = newline + 1;
            while (i < to && (s.charAt(i) == ' ' || s.charAt(i) == '\n')) {
                i++;
            }
            boolean next = i < to && (s.charAt(i) == ')' || (s.charAt(i) == '[' && s.indexOf("] => ", i) >= 0));
            if (next && i > newline + 1) {
                return newline;
            }
            if (next && s.charAt(i) == ')') {
                return newline;
            }
            newline = s.indexOf('\n', newline + 1);
        }
        return to;
    }

    String in(Text s) {
        return s.substring(start, Math.max(start, end));
    }

    boolean nothing(Text s) {
        int limit = Math.min(end, start + 40);
        String value = s.substring(start, limit).strip().toLowerCase(Locale.ROOT);
        int word = 0;
        while (word < value.length() && Character.isLetter(value.charAt(word))) {
            word++;
        }
        boolean closed = word > 0 && word < value.length() && ")],;".indexOf(value.charAt(word)) >= 0;
        if (closed && NOTHING.contains(value.substring(0, word))) {
            return true;
        }
        while (value.endsWith(",") || value.endsWith(")") || value.endsWith(";") || value.endsWith(".")) {
            value = value.substring(0, value.length() - 1);
        }
        return end - start < 40
                && (NOTHING.contains(value)
                        || Placeholder.stands(value)
                        || ADDRESS.matcher(value).matches());
    }

    /**
     * The closing quote stands behind as many backslashes as the opening one, beside pairs (of any depth of escaping) that
     * are backslashes of the value.
     */
    private static int quotedEnd(Text s, int from, int to, char quote, int slashes) {
        int run = 0;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (c == '\\') {
                run++;
                continue;
            }
            boolean bare = run >= slashes && (run - slashes) % (2 * (slashes + 1)) == 0;
            if (c == quote && bare && closes(s, i + 1, to)) {
                return i - slashes;
            }
            run = 0;
        }
        return to;
    }

    /** A quote that something else than a separator follows belongs to the value: nobody escapes by hand. */
    private static boolean closes(Text s, int at, int to) {
        return at >= to
                || ",;)]}&|>\\\"'/.".indexOf(s.charAt(at)) >= 0
                || Character.isWhitespace(s.charAt(at))
                || (s.charAt(at) == ':' && (at + 1 >= to || Character.isWhitespace(s.charAt(at + 1))));
    }

    private static int bareEnd(Text s, int from, int to, KeySeparator separator, boolean lineLong) {
        boolean tight = separator.tight(s) && !lineLong;
        boolean session = tight && s.startsWith("sess", separator.keyEnd() - 6);
        char around = separator.openingQuote(s);
        int i = from;
        while (i < to) {
            char c = s.charAt(i);
            if (c == '\n' || c == '\r') {
                break;
            }
            boolean closed = c == around && (i + 1 >= to || " ,])}\n".indexOf(s.charAt(i + 1)) >= 0);
            if (closed || (session && (c == '?' || c == '#')) || (tight && (c == ' ' || c == '\t' || c == '&'))) {
                break;
            }
            boolean delimiter =
                    !lineLong && (c == ',' || c == ';' || (c == ' ' && separator.kind() != KeySeparator.Kind.ARROW));
            if (delimiter && i > from && nextPair(s, i, to)) {
                break;
            }
            i++;
        }
        while (i > from && " \t\"')]},;".indexOf(s.charAt(i - 1)) >= 0) {
            i--;
        }
        return i;
    }

    private static boolean nextPair(Text s, int at, int to) {
        int i = at;
        while (i < to && i < at + 4 && ",; ".indexOf(s.charAt(i)) >= 0) {
            i++;
        }
        return i > at && NEXT_PAIR.matcher(s).region(i, Math.min(to, i + 70)).lookingAt();
    }
}
