package io.sillok.parsers.mask;

import io.sillok.parsers.inner.OpenValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The places in messages of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server where a value stands.
 *
 * <p>A message is fixed text, value, terminator, fixed text. The last terminator of the segment counts, since a value may
 * hold a forged one; if what follows is not what must, all to the segment's end is the value. In messages with an
 * SQLSTATE every other quoted text is masked too, unless the words before it say that it is a name.
 */
final class DriverMessages {

    record Span(int start, int end, MaskRule rule) {}

    private static final String[] NONE = {};

    /** Characters from a template's beginning to the mark before its value, at most. */
    private static final int LONGEST_START = 400;

    /** So often no name goes from digits to letters and back. */
    private static final int MOST_CHANGES = 6;

    private static final String NEXT_MESSAGE = "; PHP message: ";

    /** nginx cuts records at 2,048 bytes. */
    private static final int LONGEST_LOOK = 2048;

    private static final String QUOTES = "'\"`";

    private static final Comparator<Span> ORDER = Comparator.comparingInt(Span::start)
            .thenComparing(Comparator.comparingInt(Span::end).reversed());

    private static final String END = "(?:[.;:)\"\\]]{0,3}$|[.,;)\\]]? ?\\((?:SQL: |Connection: )|; PHP message: |\\n"
            + "| (?:in /|at /|while reading|-- |\\[dd\\.))";

    /** What must stand behind a value, after the terminator that names a key, a host, a place; and after a bare quote. */
    private static final Pattern FOLLOWS_NAMED = Pattern.compile(
            "[\\w$-]{0,130}+[\\w.$'-]{0,130}?'?(?: \\(using password: \\w+\\)?)?(?: in the query)?(?:" + END
                    + "|[.,;)] )"
                    + "|[\\w.$`-]{1,200}` at row \\d|[\\w.$'-]{1,130}' (?:at row \\d|to database)|[\\w.%:-]{1,130}' (?:for (?:table|column|routine) '|to database '|\\(using )|\\w+, table|table \"");

    private static final Pattern FOLLOWS_BARE =
            Pattern.compile(END + "| (?:is not|was not|of type|to a|for type)\\b|: password mismatch|@'|, port \\d");

    /** The words behind which a quoted word is a name: of a key, a table, a place. By their last letters. */
    private static final String[][] BEFORE_NAME = byLast(
            "Key",
            "key",
            "Column",
            "column",
            "Column name",
            "column name",
            "Table",
            "table",
            "Field",
            "field",
            "Constraint",
            "constraint",
            "CONSTRAINT",
            "Database",
            "database",
            "Index",
            "index",
            "Object",
            "object",
            "Object name",
            "object name",
            "Function",
            "function",
            "Procedure",
            "procedure",
            "View",
            "view",
            "Relation",
            "relation",
            "Schema",
            "schema",
            "Server",
            "server",
            "Variable",
            "variable",
            "Option",
            "option",
            "Encoding",
            "encoding",
            "FOREIGN KEY",
            "REFERENCES",
            "Parameter",
            "parameter",
            "extension",
            "sequence",
            "'@",
            "host",
            "engine",
            "Plugin",
            "plugin",
            "collation",
            "Character set",
            "character set",
            "trigger",
            "on",
            "of");

    /** The same for words that are also the end of others. */
    private static final List<String> BEFORE_NAME_WHOLE = List.of("in", "type");

    /** The words behind which a quoted word is an address or a socket. */
    private static final String[][] BEFORE_PLACE = byLast("server at", "on socket");

    private DriverMessages() {}

    private static boolean endsWith(Text s, int end, String[][] words) {
        char last = s.charAt(end - 1);
        for (String word : last < words.length ? words[last] : NONE) {
            if (s.startsWith(word, end - word.length())) {
                return true;
            }
        }
        return false;
    }

    private static String[][] byLast(String... words) {
        String[][] table = new String[128][];
        for (char c = 0; c < table.length; c++) {
            String last = String.valueOf(c);
            table[c] = Arrays.stream(words).filter(word -> word.endsWith(last)).toArray(String[]::new);
        }
        return table;
    }

    /** Disjoint spans in order. A span may be empty, where a value was. */
    static List<Span> spans(Text s, TextMarks marks, int to) {
        List<Span> found = new ArrayList<>(4);
        int from = Math.min(to, Math.max(0, marks.firstMark() - LONGEST_START));
        long left = marks.templates() & ~DriverTemplates.STATE;
        while (left != 0) {
            int i = Long.numberOfTrailingZeros(left);
            templateSpans(DriverTemplates.ALL.get(i), 1L << i, marks, s, from, to, found);
            left &= left - 1;
        }
        List<Span> spans = disjoint(found);
        if (marks.state() < 0 || marks.state() >= to) {
            return spans;
        }
        int known = found.size();
        quotedSpans(s, marks, to, spans, found);
        return found.size() == known ? spans : disjoint(found);
    }

    private static void templateSpans(
            DriverTemplate template, long bit, TextMarks marks, Text s, int from, int to, List<Span> found) {
        DriverTemplate.Start start = template.find(s, marks, bit, from, to);
        // One span from the first start: a second start in between may be part of the value.
        while (start.found()) {
            int end = valueEnd(template, s, start.value(), to);
            found.add(new Span(start.value(), end, template.rule()));
            if (end >= to) {
                return;
            }
            start = template.find(s, marks, bit, end, to);
        }
    }

    private static int valueEnd(DriverTemplate template, Text s, int value, int to) {
        for (String terminator : template.terminators()) {
            int length = terminator.length();
            int at = s.lastIndexOf(terminator, to - length, value);
            int tries = 0;
            while (at >= 0 && tries < 3) {
                int behind = at + length;
                if (follows(s, behind, to, length >= 3)
                        && nameFollows(s, behind, to)
                        && !isCut(s, terminator, behind, to)
                        && !goesOn(s, value, behind, to)) {
                    return at;
                }
                at = s.lastIndexOf(terminator, at - 1, value);
                tries++;
            }
        }
        return to;
    }

    /** Whether the name behind a terminator has no end, or the next terminator begins behind it: then this one may be forged. */
    private static boolean isCut(Text s, String terminator, int behind, int to) {
        char last = terminator.charAt(terminator.length() - 1);
        int quote = last == ' ' ? behind : behind - 1;
        if (terminator.length() < 3 || quote >= to || QUOTES.indexOf(s.charAt(quote)) < 0) {
            return false;
        }
        int close = s.indexOf(s.charAt(quote), quote + 1, to);
        int left = to - close;
        return close < 0
                || (left > 1 && left < terminator.length() && s.startsWith(terminator.substring(0, left), close));
    }

    /** What divides PHP's messages may stand in the value, behind a forged terminator, or behind the quote that opened it. */
    private static boolean goesOn(Text s, int value, int behind, int to) {
        return s.startsWith(NEXT_MESSAGE, behind)
                && value > 0
                && (behind == value + 1
                        || OpenValue.at(s.part(0, Math.min(to, behind + LONGEST_LOOK)), value - 1, behind));
    }

    /** Whether what must stand behind a terminator does; mostly it is a key's name, or nothing. */
    private static boolean follows(Text s, int at, int to, boolean named) {
        int i = at;
        int limit = named ? Math.min(to, at + 130) : at;
        while (i < limit && namePart(s.charAt(i))) {
            i++;
        }
        return i == to
                || (named ? FOLLOWS_NAMED : FOLLOWS_BARE)
                        .matcher(s)
                        .region(at, to)
                        .lookingAt();
    }

    private static boolean namePart(char c) {
        return (c < 128 && Chars.wordPart(c)) || c == '-' || c == '$' || c == '.' || c == '\'';
    }

    /**
     * A key's name mixes no upper case, lower case and digits, nor letters and digits time and again; a forged terminator is
     * followed by what can be a secret.
     */
    private static boolean nameFollows(Text s, int at, int to) {
        int start = at < to && s.charAt(at) == '\'' ? at + 1 : at;
        int end = start;
        while (end < to && Chars.wordPart(s.charAt(end))) {
            end++;
        }
        return !opaque(s, start, end);
    }

    private static boolean opaque(Text s, int from, int end) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        boolean joined = false;
        int changes = 0;
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            boolean letter = Chars.letter(c);
            changes += i > from && digit(s, i) != digit(s, i - 1) ? 1 : 0;
            joined |= c == '_';
            digit |= Chars.digit(c);
            upper |= c < 128 ? letter && Chars.upper(c) : Character.isUpperCase(c);
            lower |= c < 128 ? letter && !Chars.upper(c) : Character.isLowerCase(c);
        }
        return digit && lower && (upper || (!joined && changes >= MOST_CHANGES));
    }

    private static boolean digit(Text s, int at) {
        return Chars.digit(s.charAt(at));
    }

    private static List<Span> disjoint(List<Span> found) {
        if (found.size() < 2) {
            return List.copyOf(found);
        }
        found.sort(ORDER);
        List<Span> out = new ArrayList<>(found.size());
        int end = -1;
        for (Span span : found) {
            if (span.start() >= end) {
                out.add(span);
                end = Math.max(span.end(), span.start());
            } else if (span.end() > end) {
                Span last = out.remove(out.size() - 1);
                out.add(new Span(last.start(), span.end(), last.rule()));
                end = span.end();
            }
        }
        return out;
    }

    /** Whether what opens at {@code at} can be a name, by what stands before it. */
    private static boolean nameStands(Text s, int from, int at) {
        if (at <= from) {
            return false;
        }
        return switch (s.charAt(at - 1)) {
            case '@' -> true;
            case '.' -> at - 2 >= from && s.charAt(at - 2) == '\'';
            case ' ', '\n' -> at - 2 >= from && (endsWith(s, at - 1, BEFORE_NAME) || wholeWordBefore(s, from, at - 1));
            default -> false;
        };
    }

    private static boolean wholeWordBefore(Text s, int from, int end) {
        for (String word : BEFORE_NAME_WHOLE) {
            int start = end - word.length();
            if (start >= from && s.startsWith(word, start) && (start == from || !Chars.wordPart(s.charAt(start - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean name(Text s, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            if (!(c < 128 && Chars.wordPart(c)) && c != '.' && c != '$' && c != ' ' && c != '-') {
                return false;
            }
        }
        return end > from && end - from <= 130;
    }

    /** {@code for operation '='} */
    private static boolean sign(Text s, int from, int end) {
        boolean marks = end > from && end - from <= 2;
        for (int i = from; i < end && marks; i++) {
            marks = "=<>!".indexOf(s.charAt(i)) >= 0;
        }
        return marks;
    }

    /** {@code connection to server at "10.0.0.5", port 5432} */
    private static boolean placeStands(Text s, int quote, int close) {
        boolean place = quote > 9 && s.charAt(quote - 1) == ' ' && endsWith(s, quote - 1, BEFORE_PLACE);
        for (int i = quote + 1; i < close && place; i++) {
            char c = s.charAt(i);
            place = (c < 128 && Chars.wordPart(c)) || ".:/-".indexOf(c) >= 0;
        }
        return place;
    }

    private static void quotedSpans(Text s, TextMarks marks, int to, List<Span> known, List<Span> out) {
        int from = marks.state();
        int next = 0;
        int behind = from;
        for (int q = 0; q < marks.quotes() && marks.quote(q) < to; q++) {
            int i = marks.quote(q);
            if (i < behind) {
                continue;
            }
            while (next < known.size() && known.get(next).end() < i) {
                next++;
            }
            if (next < known.size() && i >= known.get(next).start()) {
                behind = Math.max(i, known.get(next).end()) + 1;
                next++;
                continue;
            }
            boolean opens = i == 0 || !Character.isLetterOrDigit(s.charAt(i - 1));
            if (!opens || (next < known.size() && known.get(next).start() == i + 1)) {
                continue;
            }
            int close = sameQuote(s, marks, q, to);
            if (close < 0) {
                out.add(new Span(i + 1, to, MaskRule.DRIVER_VALUE));
                return;
            }
            boolean name = nameStands(s, from, i) && name(s, i + 1, close) && !opaque(s, i + 1, close);
            if (name || sign(s, i + 1, close) || placeStands(s, i, close)) {
                behind = close + 1;
                continue;
            }
            int last = s.lastIndexOf(s.charAt(i), to - 1, i);
            out.add(new Span(i + 1, last, MaskRule.DRIVER_VALUE));
            behind = last + 1;
        }
    }

    /** The next quote of the kind of the {@code q}th; -1 if none stands before {@code to}. */
    private static int sameQuote(Text s, TextMarks marks, int q, int to) {
        char quote = s.charAt(marks.quote(q));
        for (int k = q + 1; k < marks.quotes() && marks.quote(k) < to; k++) {
            if (s.charAt(marks.quote(k)) == quote) {
                return marks.quote(k);
            }
        }
        return -1;
    }
}
