package io.sillok.parsers.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
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

    private record Template(Pattern start, List<String> terminators, MaskRule rule) {

        static Template value(String start, String... terminators) {
            return new Template(Pattern.compile(start), List.of(terminators), MaskRule.DRIVER_VALUE);
        }

        static Template detail(String start, String... terminators) {
            return new Template(Pattern.compile(start), List.of(terminators), MaskRule.DRIVER_DETAIL);
        }
    }

    private static final List<Template> TEMPLATES = List.of(
            Template.value("Duplicate entry '", "' for key "),
            Template.value("\\bvalue: '", "' for column ", "' for function ", "' at row ", "'"),
            Template.value("\\bcharacter string:? '", "'"),
            Template.value("Access denied for user '", "'@'"),
            Template.value("[Ff]ailed for (?:user|login) '", "'"),
            Template.value("(?:[Ff]ailed for user|[Rr]ole|[Uu]ser) \"", "\""),
            Template.value("\\bnear '", "' at line ", "'"),
            Template.value("\\bnear \"", "\": syntax error", "\""),
            Template.value("\\bthe value of '", "'"),
            Template.value("\\bout of range in '", "'"),
            Template.value("\\b(?:syntax|parse) error: '", "'"),
            Template.value("\\bvalue '", "' to data type ", "' to a column ", "' to ", "'"),
            Template.value("unrecognized token: \"", "\""),
            Template.value(
                    "(?:invalid input (?:syntax|value) for [\\w ]{1,60}|out of range|malformed \\w{1,20} literal|\\bToken|\\bvalue|literal):? \"",
                    "\""),
            Template.value("byte sequence for encoding \"[\\w-]{1,20}\": ", "\n"),
            Template.value("Truncated value: '", "'."),
            Template.value("(?:duplicate|conflicting) key value is \\(", ")."),
            Template.detail("Failing row contains \\(", ")."),
            Template.detail(
                    "\\bKey \\([^\\n=]{1,300}?\\)=\\(",
                    ") already exists",
                    ") is not present in table",
                    ") is still referenced",
                    ") is duplicated",
                    ")."),
            // A value that was pasted without quotes is taken for a column by the server.
            Template.value(
                    "(?:Unknown column|Invalid column name) '(?![a-z][A-Za-z_.]{0,63}')",
                    "' in 'where clause",
                    "' in 'field list",
                    "' in 'on clause",
                    "' in 'order clause",
                    "'."),
            Template.value(
                    "column \"(?![a-z][A-Za-z_.]{0,63}\")(?=[^\"]{1,200}\" does not exist)", "\" does not exist", "\""),
            Template.value("no such column: (?![a-z_.]{1,64}(?:$|[ )\\n]))"),
            Template.detail("\\bLINE \\d{1,6}: "),
            Template.detail("\\b(?:CONTEXT|QUERY|STATEMENT|WHERE):  "),
            Template.detail("\\b(?:[Pp]arameters|[Bb]indings|[Pp]arams|with args|[Bb]ound): "));

    private static final Pattern MENTION = Pattern.compile(
            "SQLSTATE|Duplicate entry|no such column|Unknown column|column name|column \"|[Vv]alue|denied|[Ff]ailed for|near [\"']|DETAIL|LINE \\d|Failing row|Key \\(|CONTEXT:|QUERY:|"
                    + "STATEMENT:|token|Token|error: '|out of range|[Pp]aram|[Bb]ind|[Bb]ound|with args|character string|encoding \"|role \"|user \"|WHERE:");

    private static final String END = "(?:[.;:)\"\\]]{0,3}$|[.,;)\\]]? ?\\((?:SQL: |Connection: )|; PHP message: |\\n"
            + "| (?:in /|at /|while reading|-- |\\[dd\\.))";

    /** What must stand behind a value, after the terminator that names a key, a host, a place; and after a bare quote. */
    private static final Pattern FOLLOWS_NAMED = Pattern.compile(
            "[\\w.$'-]{0,130}?'?(?: \\(using password: \\w+\\)?)?(?: in the query)?(?:" + END + "|[.,;)] )"
                    + "|[\\w.$`-]{1,200}` at row \\d|[\\w.$'-]{1,130}' (?:at row \\d|to database)|\\w+, table|table \"");

    private static final Pattern FOLLOWS_BARE = Pattern.compile(END + "| (?:is not|was not|of type|to a|for type)\\b");

    private static final Pattern NAMES = Pattern.compile(
            "(?:[Kk]ey|[Cc]olumn(?: name)?|[Tt]able|[Ff]ield|[Cc]onstraint|CONSTRAINT|[Dd]atabase|[Ii]ndex|[Oo]bject(?: name)?|[Ff]unction|"
                    + "[Pp]rocedure|\\bin|[Vv]iew|[Rr]elation|[Ss]chema|\\btype|[Ss]erver|[Vv]ariable|[Oo]ption|[Ee]ncoding|FOREIGN KEY|"
                    + "REFERENCES|[Pp]arameter|extension|sequence|'@|host|engine|[Pp]lugin|collation|[Cc]haracter set|trigger|on|of) $|@$|'\\.$");

    private static final Pattern NAME = Pattern.compile("[\\w.$ -]{1,130}");

    private DriverMessages() {}

    /** Disjoint spans in order. A span may be empty, where a value was. */
    static List<Span> spans(String s, int from, int to) {
        Matcher mention = MENTION.matcher(s).region(from, to);
        if (!mention.find()) {
            return List.of();
        }
        List<Span> found = new ArrayList<>();
        for (Template template : TEMPLATES) {
            templateSpans(template, s, from, to, found);
        }
        found.sort(Comparator.comparingInt(Span::start)
                .thenComparing(Comparator.comparingInt(Span::end).reversed()));
        List<Span> spans = disjoint(found);
        int state = s.indexOf("SQLSTATE[", from);
        if (state < 0 || state >= to) {
            return spans;
        }
        found.addAll(quotedSpans(s, state, to, spans));
        found.sort(Comparator.comparingInt(Span::start)
                .thenComparing(Comparator.comparingInt(Span::end).reversed()));
        return disjoint(found);
    }

    private static void templateSpans(Template template, String s, int from, int to, List<Span> found) {
        Matcher start = template.start().matcher(s).region(from, to);
        start.useTransparentBounds(true);
        if (!start.find()) {
            return;
        }
        // One span from the first start: a second start in between may be part of the value.
        int value = start.end();
        int end = valueEnd(template, s, value, to);
        found.add(new Span(value, end, template.rule()));
        while (end < to && start.find(end)) {
            value = start.end();
            if (value > to) {
                return;
            }
            end = valueEnd(template, s, value, to);
            found.add(new Span(value, end, template.rule()));
        }
    }

    private static int valueEnd(Template template, String s, int value, int to) {
        for (String terminator : template.terminators()) {
            int at = s.lastIndexOf(terminator, to - terminator.length());
            int tries = 0;
            while (at >= value && tries < 3) {
                Pattern expected = terminator.length() >= 3 ? FOLLOWS_NAMED : FOLLOWS_BARE;
                Matcher follows = expected.matcher(s).region(at + terminator.length(), to);
                if (follows.lookingAt() && nameFollows(s, at + terminator.length(), to)) {
                    return at;
                }
                at = s.lastIndexOf(terminator, at - 1);
                tries++;
            }
        }
        return to;
    }

    /** A key's name mixes no upper case, lower case and digits; a forged terminator is followed by what can be a secret. */
    private static boolean nameFollows(String s, int at, int to) {
        int start = at < to && s.charAt(at) == '\'' ? at + 1 : at;
        int end = start;
        while (end < to && Shapes.wordPart(s.charAt(end))) {
            end++;
        }
        return !opaque(s, start, end);
    }

    private static boolean opaque(String s, int from, int end) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            digit |= Shapes.digit(c);
            upper |= Character.isUpperCase(c);
            lower |= Character.isLowerCase(c);
        }
        return digit && upper && lower;
    }

    private static List<Span> disjoint(List<Span> sorted) {
        List<Span> out = new ArrayList<>();
        int end = -1;
        for (Span span : sorted) {
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

    private static List<Span> quotedSpans(String s, int from, int to, List<Span> known) {
        List<Span> out = new ArrayList<>();
        int next = 0;
        int i = from;
        while (i < to) {
            while (next < known.size() && known.get(next).end() < i) {
                next++;
            }
            if (next < known.size() && i >= known.get(next).start()) {
                i = Math.max(i, known.get(next).end()) + 1;
                next++;
                continue;
            }
            char c = s.charAt(i);
            boolean opens = (c == '\'' || c == '"') && (i == 0 || !Character.isLetterOrDigit(s.charAt(i - 1)));
            if (!opens || (next < known.size() && known.get(next).start() == i + 1)) {
                i++;
                continue;
            }
            int close = s.indexOf(c, i + 1);
            if (close < 0 || close >= to) {
                out.add(new Span(i + 1, to, MaskRule.DRIVER_VALUE));
                return out;
            }
            String before = s.substring(Math.max(from, i - 24), i);
            if (NAMES.matcher(before).find()
                    && NAME.matcher(s).region(i + 1, close).matches()
                    && !opaque(s, i + 1, close)) {
                i = close + 1;
                continue;
            }
            int last = s.lastIndexOf(c, to - 1);
            out.add(new Span(i + 1, last, MaskRule.DRIVER_VALUE));
            i = last + 1;
        }
        return out;
    }
}
