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

    /** @param cues every text that {@code start} finds holds one of them */
    private record Template(List<String> cues, Pattern start, List<String> terminators, MaskRule rule) {

        static Template value(String cue, String start, String... terminators) {
            return new Template(cues(cue), Pattern.compile(start), List.of(terminators), MaskRule.DRIVER_VALUE);
        }

        static Template detail(String cue, String start, String... terminators) {
            return new Template(cues(cue), Pattern.compile(start), List.of(terminators), MaskRule.DRIVER_DETAIL);
        }

        private static List<String> cues(String cues) {
            return List.of(cues.split("\\|"));
        }

        boolean possible(String s, int from, int to) {
            for (String cue : cues) {
                int at = s.indexOf(cue, from);
                if (at >= 0 && at < to) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final List<Template> TEMPLATES = List.of(
            Template.value("Duplicate entry '", "Duplicate entry '", "' for key "),
            Template.value("value: '", "\\bvalue: '", "' for column ", "' for function ", "' at row ", "'"),
            Template.value("character string", "\\bcharacter string:? '", "'"),
            Template.value("Access denied for user '", "Access denied for user '", "'@'"),
            Template.value("ailed for ", "[Ff]ailed for (?:user|login) '", "'"),
            Template.value("user \"|ole \"|ser \"", "(?:[Ff]ailed for user|[Rr]ole|[Uu]ser) \"", "\""),
            Template.value("near '", "\\bnear '", "' at line ", "'"),
            Template.value("near \"", "\\bnear \"", "\": syntax error", "\""),
            Template.value("the value of '", "\\bthe value of '", "'"),
            Template.value("out of range in '", "\\bout of range in '", "'"),
            Template.value("error: '", "\\b(?:syntax|parse) error: '", "'"),
            Template.value("value '", "\\bvalue '", "' to data type ", "' to a column ", "' to ", "'"),
            Template.value("unrecognized token: \"", "unrecognized token: \"", "\""),
            Template.value(
                    "invalid input |out of range|malformed |Token|value|literal",
                    "(?:invalid input (?:syntax|value) for [\\w ]{1,60}|out of range|malformed \\w{1,20} literal|\\bToken|\\bvalue|literal):? \"",
                    "\""),
            Template.value("byte sequence for encoding \"", "byte sequence for encoding \"[\\w-]{1,20}\": ", "\n"),
            Template.value("Truncated value: '", "Truncated value: '", "'."),
            Template.value("key value is (", "(?:duplicate|conflicting) key value is \\(", ")."),
            Template.detail("Failing row contains (", "Failing row contains \\(", ")."),
            Template.detail(
                    "Key (",
                    "\\bKey \\([^\\n=]{1,300}?\\)=\\(",
                    ") already exists",
                    ") is not present in table",
                    ") is still referenced",
                    ") is duplicated",
                    ")."),
            // A value that was pasted without quotes is taken for a column by the server.
            Template.value(
                    "Unknown column '|Invalid column name '",
                    "(?:Unknown column|Invalid column name) '(?![a-z][A-Za-z_.]{0,63}')",
                    "' in 'where clause",
                    "' in 'field list",
                    "' in 'on clause",
                    "' in 'order clause",
                    "'."),
            Template.value(
                    "column \"",
                    "column \"(?![a-z][A-Za-z_.]{0,63}\")(?=[^\"]{1,200}\" does not exist)",
                    "\" does not exist",
                    "\""),
            Template.value("no such column: ", "no such column: (?![a-z_.]{1,64}(?:$|[ )\\n]))"),
            Template.value("No query results for model [", "No query results for model \\[[\\w\\\\]{1,200}\\]:? "),
            Template.detail("with params [", "\\bwith params \\[", "]:", "]"),
            Template.detail("LINE ", "\\bLINE \\d{1,6}: "),
            Template.detail("CONTEXT:  |QUERY:  |STATEMENT:  |WHERE:  ", "\\b(?:CONTEXT|QUERY|STATEMENT|WHERE):  "),
            Template.detail(
                    "arameters: |indings: |arams: |with args: |ound: ",
                    "\\b(?:[Pp]arameters|[Bb]indings|[Pp]arams|with args|[Bb]ound): "));

    /** The words before a value's opening mark, by the mark: without one of them no template finds anything. */
    private static final List<String> BEFORE_QUOTE = List.of(
            "entry", "value:", "string", "string:", "user", "login", "near", "of", "in", "error:", "value", "column",
            "name");

    private static final List<String> BEFORE_DOUBLE_QUOTE = List.of(
            "user",
            "ser",
            "ole",
            "near",
            "token:",
            "range",
            "range:",
            "literal",
            "literal:",
            "Token",
            "Token:",
            "value",
            "value:",
            "encoding",
            "column");

    private static final List<String> BEFORE_PARENTHESIS = List.of("is", "contains");

    private static final List<String> BEFORE_COLON = List.of(
            "column", "CONTEXT", "QUERY", "STATEMENT", "WHERE", "arameters", "indings", "arams", "args", "ound");

    private static final String END = "(?:[.;:)\"\\]]{0,3}$|[.,;)\\]]? ?\\((?:SQL: |Connection: )|; PHP message: |\\n"
            + "| (?:in /|at /|while reading|-- |\\[dd\\.))";

    /** What must stand behind a value, after the terminator that names a key, a host, a place; and after a bare quote. */
    private static final Pattern FOLLOWS_NAMED = Pattern.compile(
            "[\\w$-]{0,130}+[\\w.$'-]{0,130}?'?(?: \\(using password: \\w+\\)?)?(?: in the query)?(?:" + END
                    + "|[.,;)] )"
                    + "|[\\w.$`-]{1,200}` at row \\d|[\\w.$'-]{1,130}' (?:at row \\d|to database)|\\w+, table|table \"");

    private static final Pattern FOLLOWS_BARE = Pattern.compile(END + "| (?:is not|was not|of type|to a|for type)\\b");

    /** The words behind which a quoted word is a name: of a key, a table, a place. */
    private static final List<String> BEFORE_NAME = List.of(
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

    private static final Pattern NAME = Pattern.compile("[\\w.$ -]{1,130}");

    private DriverMessages() {}

    /** Whether there can be anything to find; cheap, for most texts have nothing. */
    static boolean mentioned(String s) {
        return s.contains("SQLSTATE[")
                || s.contains("with params [")
                || s.contains("No query results for model [")
                || behind(s, '\'', BEFORE_QUOTE)
                || behind(s, '"', BEFORE_DOUBLE_QUOTE)
                || behind(s, '(', BEFORE_PARENTHESIS)
                || s.contains(")=(")
                || s.contains("invalid input ")
                || beforeColon(s);
    }

    private static boolean behind(String s, char mark, List<String> words) {
        for (int i = s.indexOf(mark, 2); i >= 0; i = s.indexOf(mark, i + 1)) {
            if (s.charAt(i - 1) == ' ' && endsWith(s, i - 1, words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beforeColon(String s) {
        for (int i = s.indexOf(':', 1); i >= 0; i = s.indexOf(':', i + 1)) {
            if (i + 1 < s.length()
                    && s.charAt(i + 1) == ' '
                    && ((Shapes.digit(s.charAt(i - 1)) && s.contains("LINE ")) || endsWith(s, i, BEFORE_COLON))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWith(String s, int end, List<String> words) {
        char last = s.charAt(end - 1);
        for (String word : words) {
            int length = word.length();
            if (word.charAt(length - 1) == last && end >= length && s.startsWith(word, end - length)) {
                return true;
            }
        }
        return false;
    }

    /** Disjoint spans in order. A span may be empty, where a value was. */
    static List<Span> spans(String s, int from, int to) {
        List<Span> found = new ArrayList<>();
        for (Template template : TEMPLATES) {
            if (template.possible(s, from, to)) {
                templateSpans(template, s, from, to, found);
            }
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

    /** Whether what opens at {@code at} can be a name, by what stands before it. */
    private static boolean nameStands(String s, int from, int at) {
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

    private static boolean wholeWordBefore(String s, int from, int end) {
        for (String word : BEFORE_NAME_WHOLE) {
            int start = end - word.length();
            if (start >= from
                    && s.startsWith(word, start)
                    && (start == from || !Shapes.wordPart(s.charAt(start - 1)))) {
                return true;
            }
        }
        return false;
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
            if (nameStands(s, from, i) && NAME.matcher(s).region(i + 1, close).matches() && !opaque(s, i + 1, close)) {
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
