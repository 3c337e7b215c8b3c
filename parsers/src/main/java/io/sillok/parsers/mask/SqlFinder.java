package io.sillok.parsers.mask;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether a word of free text begins an SQL statement. */
final class SqlFinder {

    private static final Set<String> VERB_NAMES = Set.of(SqlWords.FOUND.split(" "));

    /** In characters, of verbs. */
    private static final int SHORTEST = 2;

    private static final int LONGEST = 8;

    private static final int SELECT = SqlWords.ofLower("select");
    private static final int WITH = SqlWords.ofLower("with");

    /** Behind {@code select} in prose. */
    private static final Pattern ARTICLE =
            Pattern.compile("select\\s+(?:an?|the|your|one|any|from)\\s", Pattern.CASE_INSENSITIVE);

    private static final String NAME = "[`\"\\[]?[\\w$]{1,64}[`\"\\]]?(?:\\.[`\"\\[]?[\\w$]{1,64}[`\"\\]]?){0,2}";

    private static final String DEFINING = "(?:create|alter|drop)\\s+(?:or\\s+replace\\s+)?"
            + "(?:(?:user|role|table|view|database|login|temporary|unique)\\s+[`\"'\\w]"
            + "|(?:function|procedure)\\s+[\\w`\".]{1,130}\\s*\\()";

    private static final String EXECUTING = "exec(?:ute)?\\s+" + NAME + "\\s+(?:@\\w+\\s*=|N?'|\\d)";

    /** Shapes that prose does not take, by the verb that they begin with. */
    private static final Map<Integer, Pattern> SURE = Map.ofEntries(
            sure(
                    "insert",
                    "insert\\s+(?:(?:low_priority|delayed|high_priority|ignore|or \\w{1,10}|overwrite)\\s+){0,2}into\\s+"
                            + NAME + "(?:\\s*\\(|\\s+(?:values?|select|set|default|as|\\())"
                            + "|insert\\s+(?:ignore\\s+)?" + NAME + "\\s*(?:\\([^)]{1,500}\\)\\s*)?values?\\s*\\("),
            sure("replace", "replace\\s+into\\s+" + NAME + "(?:\\s*\\(|\\s+(?:values?|select|set)\\b)"),
            sure(
                    "update",
                    "update\\s+(?:ignore\\s+|low_priority\\s+|only\\s+)?" + NAME
                            + "(?:(?:\\s*+,\\s*+|\\s++)(?!set\\b)[\\w`\".]{1,64}+){0,12}\\s+set\\s+"
                            + "[`\"\\[]?[\\w$.`\"]{1,130}[`\"\\]]?\\s*="),
            sure(
                    "delete",
                    "delete\\s+(?:\\w{1,30}\\s+)?from\\s+" + NAME
                            + "(?:\\s+(?:as\\s+)?\\w{1,30})?\\s+(?:where|using|limit|order|inner|left|join|returning)\\b"),
            sure(
                    "select",
                    "select\\s+(?:distinct\\s+)?\\*\\s"
                            + "|select\\s+[`\"\\[][^`\"\\]]{1,64}[`\"\\]][\\s,.]"
                            + "|select\\s+(?:distinct\\s+)?[\\w`\".]{1,130}\\s*(?:\\(|,)"),
            sure("with", "with\\s+(?:recursive\\s+)?" + NAME + "\\s*(?:\\([^)]{1,500}\\)\\s*)?as\\s*\\("),
            sure("merge", "merge\\s+(?:into\\s+)?" + NAME + "\\s+(?:as\\s+\\w+\\s+)?using\\b"),
            sure("call", "call\\s+" + NAME + "\\s*\\("),
            sure("exec", EXECUTING),
            sure("execute", EXECUTING),
            sure(
                    "set",
                    "set\\s+(?:@|names\\s+['\\w]|session\\s+\\w|global\\s+\\w|local\\s+[\\w.]{1,64}\\s*=|password\\b|timestamp\\s*=)"),
            sure("create", DEFINING),
            sure("alter", DEFINING),
            sure("drop", DEFINING),
            sure("grant", "grant\\s+[\\w, ]{1,200}\\s+on\\s"),
            sure("copy", "copy\\s+" + NAME + "\\s*(?:\\([^)]{1,500}\\)\\s*)?from\\b"),
            sure("load", "load\\s+(?:data|xml)\\s+(?:\\w{1,14}\\s+){0,2}infile\\b"),
            sure("comment", "comment\\s+on\\s+\\w{1,20}\\s+[\\w`\".]{1,130}\\s+is\\s+'"),
            sure("notify", "notify\\s+[\\w\"]{1,64}\\s*,\\s*'"),
            sure("pragma", "pragma\\s+[\\w.]{1,64}\\s*="),
            sure("attach", "attach\\s+(?:database\\s+)?'"),
            sure(
                    "declare",
                    "declare\\s+@\\w{1,64}\\s|declare\\s+\\w{1,64}\\s+\\w{1,20}(?:\\s*\\([\\d, ]{1,10}\\))?\\s+default\\s"),
            sure("handler", "handler\\s+" + NAME + "\\s+read\\s+[`\\w]{1,66}\\s*[=(<>]"),
            sure("backup", "backup\\s+(?:database|log)\\s+" + NAME + "\\s+to\\s"),
            sure("restore", "restore\\s+(?:database|log)\\s+" + NAME + "\\s+from\\s"),
            sure("show", "show\\s+(?:\\w{1,12}\\s+){1,3}(?:(?:from|in)\\s+" + NAME + "\\s+){0,2}(?:like|where)\\s"),
            sure("truncate", "truncate\\s+(?:table\\s+)?" + NAME + "\\s*;?\\s*(?:--|/\\*|#)"),
            sure("do", "do\\s+(?:sleep|benchmark|get_lock|release_lock)\\s*\\(|do\\s+\\$\\w{0,30}\\$"),
            sure("values", "values\\s*(?:row\\s*)?\\("));

    private static Map.Entry<Integer, Pattern> sure(String verb, String pattern) {
        return Map.entry(SqlWords.ofLower(verb), Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    /** Where a statement is announced, less is asked of it. */
    private static final Pattern ANNOUNCED = Pattern.compile(
            "select\\s+[^\\s]|insert\\s+into\\s|update\\s+" + NAME + "\\s+set\\b|delete\\s+from\\s+" + NAME
                    + "\\s*(?:$|;|where|limit|order)"
                    + "|replace\\s+into\\s|call\\s+\\w+\\s*\\(|exec(?:ute)?\\s+\\w|set\\s+[\\w@.]+\\s*=",
            Pattern.CASE_INSENSITIVE);

    private static final int LOOK_AHEAD = 600;

    private SqlFinder() {}

    static Set<String> verbs() {
        return VERB_NAMES;
    }

    static boolean starts(Text s, int at, int wordEnd, int to) {
        int length = wordEnd - at;
        if (length < SHORTEST || length > LONGEST || wordEnd >= to) {
            return false;
        }
        int verb = SqlWords.of(s.array(), s.base() + at, s.base() + wordEnd);
        if (!SqlWord.is(verb, SqlWord.FOUND)) {
            return false;
        }
        int end = Math.min(to, at + LOOK_AHEAD);
        if (verb == WITH && !names(s, wordEnd, end)) {
            return false;
        }
        if (SURE.get(verb).matcher(s).region(at, end).lookingAt()) {
            return true;
        }
        if (verb == SELECT
                && SqlTables.filtered(s, at, end)
                && !ARTICLE.matcher(s).region(at, end).lookingAt()) {
            return true;
        }
        return announced(s, at) && ANNOUNCED.matcher(s).region(at, end).lookingAt();
    }

    /** Whether behind a verb of prose stands what can be a name and, behind that, {@code as} or a list; most prose fails here. */
    private static boolean names(Text s, int from, int to) {
        int i = blanksEnd(s, from, to);
        int name = i;
        while (i < to && (Chars.wordPart(s.charAt(i)) || "`\"[].$".indexOf(s.charAt(i)) >= 0)) {
            i++;
        }
        if (name == from || s.startsWithIgnoringCase("recursive", name)) {
            return name > from;
        }
        int next = blanksEnd(s, i, to);
        return next < to && (s.charAt(next) == '(' || (s.charAt(next) | 0x20) == 'a');
    }

    private static int blanksEnd(Text s, int from, int to) {
        int i = from;
        while (i < to && s.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    /** Behind nothing, or behind a mark that ends an introduction: {@code Query: }, {@code (SQL: }, {@code "}, {@code [}. */
    private static boolean announced(Text s, int at) {
        int i = at - 1;
        while (i >= 0 && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
            i--;
        }
        if (i < 0) {
            return s.charAt(at) != 'S' || s.charAt(at + 1) == 'E' || s.indexOf('\'', at) >= 0;
        }
        return ":=(\"'`[>;\n".indexOf(s.charAt(i)) >= 0 && s.charAt(at + 1) != ' ';
    }
}
