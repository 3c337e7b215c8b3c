package io.sillok.parsers.mask;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks a statement's tokens and decides up to which one its text can be believed.
 *
 * <p>In the {@link SqlForm#UNQUOTED} form that is the first place where a binding can stand. In the
 * {@link SqlForm#QUOTED} form it is the end, unless the grammar breaks (a bare word where a value stands, a word glued
 * to a literal): then the quotes prove nothing, and trust goes back to the first value. Names seen while the text is
 * trusted are remembered; none is ever learnt later.
 */
final class SqlTrust {

    private enum Last {
        START,
        KEYWORD,
        NAME,
        VALUE,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        DOT,
        CAST,
        FUNCTION
    }

    private enum Clause {
        OTHER,
        SELECT,
        TABLES,
        CONDITION,
        ASSIGNMENT,
        ORDERING,
        ROWS
    }

    private enum Paren {
        GROUP,
        COLUMNS,
        VALUES,
        ARGUMENTS
    }

    private record Frame(Paren paren, Clause clause) {}

    static final Set<String> VERBS = Set.of(
            "select",
            "insert",
            "update",
            "delete",
            "replace",
            "with",
            "merge",
            "call",
            "exec",
            "execute",
            "set",
            "create",
            "alter",
            "drop",
            "truncate",
            "grant",
            "explain",
            "load",
            "copy",
            "values",
            "show",
            "use",
            "begin",
            "commit",
            "rollback",
            "start",
            "savepoint",
            "release",
            "describe",
            "desc",
            "lock",
            "prepare",
            "analyze");

    private static final Set<String> VALUE_FOLLOWS = Set.of(
            "like",
            "ilike",
            "rlike",
            "regexp",
            "between",
            "limit",
            "offset",
            "interval",
            "then",
            "else",
            "when",
            "against",
            "escape",
            "top",
            "values",
            "value",
            "fetch",
            "similar",
            "div",
            "mod",
            "binary",
            "separator");

    private static final Set<String> TABLE_FOLLOWS = Set.of(
            "from",
            "join",
            "into",
            "update",
            "table",
            "call",
            "exec",
            "execute",
            "straight_join",
            "with",
            "recursive",
            "as",
            "use");

    private static final Set<String> FIRST_TABLE_FOLLOWS = Set.of("from", "into", "update", "join", "table");

    private static final String OPERATORS = "=<>!+-/%|&^~";

    private final String text;
    private final List<SqlToken> tokens;
    private final SqlForm form;
    private final boolean ansi;
    private final Map<String, Integer> names = new HashMap<>();
    private final boolean[] values;
    private final Deque<Frame> frames = new ArrayDeque<>();

    private Last last = Last.START;
    private Clause clause = Clause.OTHER;
    private String keyword = "";
    private boolean betweenOpen;
    private boolean inserts;
    private int firstValue = -1;
    private int boundary = Integer.MAX_VALUE;
    private int at;

    private SqlTrust(String text, List<SqlToken> tokens, SqlForm form) {
        this.text = text;
        this.tokens = tokens;
        this.form = form;
        this.ansi = ansiQuotes();
        this.values = new boolean[tokens.size()];
    }

    static SqlTrust of(String text, List<SqlToken> tokens, SqlForm form) {
        SqlTrust trust = new SqlTrust(text, tokens, form);
        trust.boundary = trust.walk();
        return trust;
    }

    /** The index of the first token that must not be believed; the number of tokens if all can be. */
    int boundary() {
        return boundary;
    }

    /** Whether the token, before the boundary, is a value. */
    boolean value(int token) {
        return values[token];
    }

    /** @param name in lower case */
    boolean knows(String name) {
        Integer at = names.get(name);
        return at != null && at < boundary;
    }

    boolean ansi() {
        return ansi;
    }

    /** How many parentheses stand open where trust ends. */
    int openParentheses() {
        int open = 0;
        for (int i = 0; i < boundary; i++) {
            open += tokens.get(i).is('(', text) ? 1 : tokens.get(i).is(')', text) ? -1 : 0;
        }
        return open;
    }

    private int walk() {
        for (int i = 0; i < tokens.size(); i++) {
            if (form == SqlForm.UNQUOTED && valuePosition() && !joinColumn(i)) {
                return i;
            }
            if (!accept(i)) {
                return firstValue >= 0 && last != Last.START ? firstValue : i;
            }
        }
        return tokens.size();
    }

    private boolean accept(int i) {
        at = i;
        SqlToken token = tokens.get(i);
        if (last == Last.START) {
            String word = token.kind() == SqlToken.Kind.WORD ? token.lower(text) : "";
            boolean verb = VERBS.contains(word);
            inserts |= word.equals("insert") || word.equals("replace");
            if (!verb && !token.is('(', text) && token.kind() != SqlToken.Kind.COMMENT) {
                return false;
            }
        }
        return switch (token.kind()) {
            case STRING, NUMBER, PARAMETER -> form == SqlForm.QUOTED && value(i, token);
            case COMMENT -> {
                values[i] = true;
                yield form == SqlForm.QUOTED;
            }
            case DOUBLE_QUOTED -> doubleQuoted(i, token);
            case QUOTED_NAME -> quotedName(token);
            case WORD -> word(i, token);
            case PUNCTUATION -> punctuation(i, token);
        };
    }

    private boolean value(int i, SqlToken token) {
        boolean glued = i > 0
                && tokens.get(i - 1).end() == token.start()
                && tokens.get(i - 1).kind() != SqlToken.Kind.PUNCTUATION;
        boolean strings = token.kind() == SqlToken.Kind.STRING
                && i > 0
                && tokens.get(i - 1).kind() == SqlToken.Kind.STRING;
        boolean misplaced =
                last == Last.NAME || last == Last.CLOSE || last == Last.DOT || (last == Last.VALUE && !strings);
        if (glued || misplaced) {
            return false;
        }
        values[i] = true;
        if (firstValue < 0) {
            firstValue = i;
        }
        last = Last.VALUE;
        return true;
    }

    private boolean doubleQuoted(int i, SqlToken token) {
        boolean qualified = i + 1 < tokens.size() && tokens.get(i + 1).is('.', text);
        boolean name = ansi && (!valuePosition() || qualified || joinColumn(i)) && last != Last.VALUE;
        if (name) {
            return quotedName(token);
        }
        return form == SqlForm.QUOTED && value(i, token);
    }

    private boolean quotedName(SqlToken token) {
        int start = token.start() + 1;
        int end = Math.max(start, token.end() - 1);
        String name = SqlWords.lower(text, start, end);
        boolean known = knows(name);
        boolean inRow = inside(Paren.VALUES) && valuePosition();
        boolean bound = form == SqlForm.UNQUOTED && clause == Clause.SELECT && inserts && !known && last != Last.DOT;
        boolean misplaced = (last == Last.VALUE && clause != Clause.SELECT)
                || (last == Last.NAME && clause != Clause.SELECT && clause != Clause.TABLES)
                || bound
                || (inRow && !known && last != Last.DOT);
        if (misplaced || !nameShaped(start, end)) {
            return false;
        }
        name(name);
        return true;
    }

    /** @param name in lower case */
    private void name(String name) {
        names.putIfAbsent(name, at);
        last = Last.NAME;
    }

    private boolean word(int i, SqlToken token) {
        String word = token.lower(text);
        boolean glued = i > 0
                && tokens.get(i - 1).end() == token.start()
                && tokens.get(i - 1).kind() != SqlToken.Kind.PUNCTUATION;
        if (glued) {
            return false;
        }
        boolean called = i + 1 < tokens.size()
                && tokens.get(i + 1).start() == token.end()
                && tokens.get(i + 1).is('(', text);
        if (last != Last.DOT && SqlWords.keyword(word) && !(called && SqlWords.builtIn(word))) {
            return keyword(i, word);
        }
        if (last == Last.CAST) {
            last = Last.VALUE;
            return SqlWords.builtIn(word) || columnShaped(token);
        }
        if (called && last != Last.VALUE && last != Last.NAME && (SqlWords.builtIn(word) || columnShaped(token))) {
            last = Last.FUNCTION;
            return true;
        }
        if (!bareNameAllowed(i, token, word)) {
            return false;
        }
        if (word.charAt(0) == '@') {
            last = Last.NAME;
        } else {
            name(word);
        }
        return true;
    }

    private boolean bareNameAllowed(int i, SqlToken token, String word) {
        boolean quoted = form == SqlForm.QUOTED;
        boolean listed = clause == Clause.TABLES || clause == Clause.SELECT;
        if (!nameShaped(token.start(), token.end()) || (last == Last.CLOSE && !listed)) {
            return false;
        }
        boolean ordinary = SqlWords.schemaName(word) || knows(word);
        if (inside(Paren.COLUMNS) || tablePosition()) {
            return true;
        }
        if (last == Last.DOT) {
            return quoted || clause == Clause.TABLES || ordinary;
        }
        if (valuePosition()) {
            boolean qualifier = i + 1 < tokens.size() && tokens.get(i + 1).is('.', text) && knows(word);
            return inside(Paren.VALUES) ? knows(word) : quoted && (ordinary || qualifier);
        }
        if (last == Last.NAME || last == Last.VALUE || last == Last.CLOSE) {
            boolean tableAlias = clause == Clause.TABLES && last != Last.VALUE;
            boolean columnAlias = clause == Clause.SELECT && quoted;
            return tableAlias || (columnAlias && (ordinary || columnShaped(token)));
        }
        if (quoted) {
            return true;
        }
        boolean asColumn = columnShaped(token);
        boolean bindable = clause == Clause.SELECT || inside(Paren.ARGUMENTS);
        return ordinary || (asColumn && (!bindable || word.indexOf('_') > 0));
    }

    private boolean tablePosition() {
        return (last == Last.KEYWORD && TABLE_FOLLOWS.contains(keyword))
                || (last == Last.COMMA && clause == Clause.TABLES);
    }

    private boolean keyword(int i, String word) {
        boolean constant = word.equals("null") || word.equals("true") || word.equals("false") || word.equals("default");
        if (constant && valuePosition()) {
            values[i] = true;
            if (firstValue < 0) {
                firstValue = i;
            }
            last = Last.VALUE;
            return form == SqlForm.QUOTED;
        }
        boolean andOfBetween = word.equals("and") && betweenOpen;
        clause = switch (word) {
            case "select", "returning" -> Clause.SELECT;
            case "from", "join", "into", "table", "straight_join", "use" -> Clause.TABLES;
            case "update" -> keyword.equals("for") ? clause : keyword.equals("key") ? Clause.ASSIGNMENT : Clause.TABLES;
            case "where", "on", "having", "using" -> Clause.CONDITION;
            case "set" -> Clause.ASSIGNMENT;
            case "by" -> Clause.ORDERING;
            case "values", "value" -> clause == Clause.ASSIGNMENT ? clause : Clause.ROWS;
            case "limit", "offset", "union" -> Clause.OTHER;
            default -> clause;
        };
        betweenOpen = word.equals("between");
        keyword = andOfBetween ? "between" : word;
        if (andOfBetween) {
            betweenOpen = false;
        }
        last = Last.KEYWORD;
        return true;
    }

    private boolean punctuation(int i, SqlToken token) {
        char c = text.charAt(token.start());
        switch (c) {
            case '(' -> {
                return open();
            }
            case ')' -> {
                if (frames.isEmpty()) {
                    return false;
                }
                clause = frames.pop().clause();
                last = Last.CLOSE;
            }
            case ',' -> last = Last.COMMA;
            case '.' -> {
                boolean follows = last == Last.NAME || last == Last.KEYWORD || last == Last.FUNCTION;
                if (!follows || tokens.get(i - 1).end() != token.start()) {
                    return false;
                }
                last = Last.DOT;
            }
            case ';' -> {
                last = Last.START;
                clause = Clause.OTHER;
                keyword = "";
                frames.clear();
                return form == SqlForm.QUOTED;
            }
            case ':' -> {
                if (token.end() - token.start() != 2) {
                    return false;
                }
                last = Last.CAST;
            }
            case '*' -> last = star() ? Last.NAME : Last.OPERATOR;
            case '[' -> {
                if (!keyword.equals("array") || last != Last.KEYWORD) {
                    return false;
                }
                frames.push(new Frame(Paren.VALUES, clause));
                last = Last.OPEN;
            }
            case ']' -> {
                if (frames.isEmpty()) {
                    return false;
                }
                clause = frames.pop().clause();
                last = Last.CLOSE;
            }
            default -> {
                if (OPERATORS.indexOf(c) < 0) {
                    return false;
                }
                last = Last.OPERATOR;
            }
        }
        return true;
    }

    private boolean star() {
        return last == Last.KEYWORD || last == Last.COMMA || last == Last.OPEN || last == Last.DOT;
    }

    private boolean open() {
        if (last == Last.VALUE) {
            return false;
        }
        Paren paren = Paren.GROUP;
        boolean nextRow = clause == Clause.ROWS && last == Last.COMMA && frames.isEmpty();
        if (last == Last.FUNCTION) {
            paren = Paren.ARGUMENTS;
        } else if (nextRow
                || (last == Last.KEYWORD
                        && (keyword.equals("values")
                                || keyword.equals("value")
                                || keyword.equals("in")
                                || keyword.equals("any")
                                || keyword.equals("against")))) {
            paren = Paren.VALUES;
        } else if (last == Last.NAME && clause == Clause.TABLES) {
            paren = Paren.COLUMNS;
        }
        frames.push(new Frame(paren, clause));
        last = Last.OPEN;
        return true;
    }

    private boolean inside(Paren paren) {
        return !frames.isEmpty() && frames.peek().paren() == paren;
    }

    private boolean valuePosition() {
        return switch (last) {
            case OPERATOR -> true;
            case OPEN, COMMA -> inside(Paren.VALUES);
            case KEYWORD -> VALUE_FOLLOWS.contains(keyword) && !opensParenthesis();
            default -> false;
        };
    }

    private boolean opensParenthesis() {
        return keyword.equals("values") || keyword.equals("value") || keyword.equals("against");
    }

    /** A column compared with another one: quoted and qualified by a table that is already known. */
    private boolean joinColumn(int i) {
        if (last != Last.OPERATOR || i + 2 >= tokens.size()) {
            return false;
        }
        SqlToken table = tokens.get(i);
        SqlToken column = tokens.get(i + 2);
        SqlToken.Kind kind = ansi ? SqlToken.Kind.DOUBLE_QUOTED : SqlToken.Kind.QUOTED_NAME;
        return table.kind() == kind
                && column.kind() == kind
                && tokens.get(i + 1).is('.', text)
                && table.end() == tokens.get(i + 1).start()
                && column.start() == tokens.get(i + 1).end()
                && knows(SqlWords.lower(text, table.start() + 1, table.end() - 1));
    }

    /** Double quotes hold names if the first table stands in them: a string cannot stand there. */
    private boolean ansiQuotes() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.kind() == SqlToken.Kind.QUOTED_NAME && text.charAt(token.start()) == '`') {
                return false;
            }
            if (token.kind() == SqlToken.Kind.WORD && FIRST_TABLE_FOLLOWS.contains(token.lower(text))) {
                return tokens.get(i + 1).kind() == SqlToken.Kind.DOUBLE_QUOTED;
            }
        }
        return false;
    }

    private boolean columnShaped(SqlToken token) {
        return SqlWords.columnShaped(text, token.start(), token.end());
    }

    private boolean nameShaped(int start, int end) {
        if (end <= start || end - start > 64) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '$' && c != '@' && c != '-' && c != ' ') {
                return false;
            }
        }
        return true;
    }
}
