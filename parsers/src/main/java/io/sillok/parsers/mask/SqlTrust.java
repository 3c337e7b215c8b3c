package io.sillok.parsers.mask;

/**
 * Walks a statement's tokens and decides up to which one its text can be believed.
 *
 * <p>In the {@link SqlForm#UNQUOTED} form that is the first place where a binding can stand. In the
 * {@link SqlForm#QUOTED} form it is the end, unless the grammar breaks (a bare word where a value stands, a word glued
 * to a literal): then the quotes prove nothing, and trust goes back to the first value. Names seen while the text is
 * trusted are remembered; none is ever learnt later.
 */
final class SqlTrust {

    // What stands before the token that is looked at; each one bit, so that several are asked for at once.

    private static final int START = 1;
    private static final int KEYWORD = 1 << 1;
    private static final int NAME = 1 << 2;
    private static final int VALUE = 1 << 3;
    private static final int OPERATOR = 1 << 4;
    private static final int OPEN = 1 << 5;
    private static final int CLOSE = 1 << 6;
    private static final int COMMA = 1 << 7;
    private static final int DOT = 1 << 8;
    private static final int CAST = 1 << 9;
    private static final int FUNCTION = 1 << 10;

    private final SqlTokens tokens;
    private final SqlNames names;
    private final SqlNameShapes shapes;
    private final SqlDoubleQuotes doubleQuotes;
    private final SqlParentheses open = new SqlParentheses();

    private boolean quoted;
    private int last;
    private int clause;
    private int keyword;
    private boolean betweenOpen;
    private boolean inserts;
    private int firstValue;
    private int boundary;
    private boolean whole;

    private boolean endsAtValue;

    SqlTrust(SqlTokens tokens) {
        this.tokens = tokens;
        this.names = new SqlNames(tokens);
        this.shapes = new SqlNameShapes(tokens);
        this.doubleQuotes = new SqlDoubleQuotes(tokens);
    }

    /** Decides about the statement whose tokens begin now. */
    void judge(SqlForm form) {
        quoted = form == SqlForm.QUOTED;
        last = START;
        clause = SqlClause.OTHER;
        keyword = SqlWord.UNKNOWN;
        betweenOpen = false;
        inserts = false;
        firstValue = -1;
        boundary = Integer.MAX_VALUE;
        whole = false;
        doubleQuotes.forget();
        endsAtValue = false;
        open.closeAll();
        names.clear();
        boundary = walk();
    }

    /** Whether trust ends where it does because a value can stand there, whatever else stands there and behind. */
    boolean endsAtValue() {
        return endsAtValue && doubleQuotes.decidedBefore(boundary);
    }

    /** What was decided, for statements that begin alike. */
    SqlBeginning beginning(int from) {
        return new SqlBeginning(tokens.copy(boundary, from), names.copy(), ansi());
    }

    /** Decides the same about a statement that begins alike, at {@code from}. */
    void recall(SqlBeginning same, char[] s, int from) {
        tokens.recall(same.tokens(), s, from);
        boundary = tokens.count() - 1;
        whole = false;
        doubleQuotes.recall(same.ansi());
        names.clear();
        names.addAll(same.names());
    }

    /** The index of the first token that must not be believed; the number of tokens if all can be. */
    int boundary() {
        return boundary;
    }

    /** Whether all can be believed. */
    boolean whole() {
        return whole;
    }

    /** Whether the believed part knows the name that a token of another reading of the text bears. */
    boolean knows(SqlTokens others, int token) {
        return names.knows(others, token, boundary);
    }

    /** Whether double quotes hold names. */
    boolean ansi() {
        return doubleQuotes.holdNames();
    }

    /** How many parentheses stand open where trust ends. */
    int openParentheses() {
        int count = 0;
        for (int i = 0; i < boundary; i++) {
            byte kind = tokens.kind(i);
            count += kind == '(' ? 1 : kind == ')' ? -1 : 0;
        }
        return count;
    }

    private boolean knows(int token) {
        return names.knows(tokens, token, boundary);
    }

    private int walk() {
        int i = 0;
        for (; tokens.has(i); i++) {
            if (!quoted && valuePosition() && !joinColumn(i)) {
                if (!top(i)) {
                    // Where a number may stand for Laravel's own, what comes matters.
                    endsAtValue = keyword != SqlWords.TOP;
                    return i;
                }
                continue;
            }
            if (!accept(i)) {
                return firstValue >= 0 && last != START ? firstValue : i;
            }
        }
        whole = true;
        return i;
    }

    /** {@code select top 1}: Laravel writes the number itself, and binds nothing there. */
    private boolean top(int i) {
        boolean top = keyword == SqlWords.TOP && last == KEYWORD && i <= 3 && tokens.kind(i) == SqlTokens.NUMBER;
        if (top) {
            tokens.markValue(i);
            keyword = SqlWords.DISTINCT;
        }
        return top;
    }

    private boolean accept(int i) {
        byte kind = tokens.kind(i);
        if (last == START && !begins(i, kind)) {
            return false;
        }
        if (SqlTokens.mark(kind)) {
            return punctuation(i, kind);
        }
        return switch (kind) {
            case SqlTokens.WORD -> word(i);
            case SqlTokens.QUOTED_NAME -> quotedName(i);
            case SqlTokens.DOUBLE_QUOTED -> doubleQuoted(i, kind);
            case SqlTokens.COMMENT -> {
                tokens.markValue(i);
                yield quoted;
            }
            default -> quoted && value(i, kind);
        };
    }

    private boolean begins(int i, byte kind) {
        int word = tokens.word(i);
        inserts |= SqlWord.is(word, SqlWord.INSERTS);
        return SqlWord.is(word, SqlWord.VERB) || kind == '(' || kind == SqlTokens.COMMENT;
    }

    private boolean value(int i, byte kind) {
        boolean strings = kind == SqlTokens.STRING && i > 0 && tokens.kind(i - 1) == SqlTokens.STRING;
        boolean misplaced = (last & (NAME | CLOSE | DOT)) != 0 || (last == VALUE && !strings);
        if (misplaced || tokens.glued(i)) {
            return false;
        }
        tokens.markValue(i);
        if (firstValue < 0) {
            firstValue = i;
        }
        last = VALUE;
        return true;
    }

    private boolean doubleQuoted(int i, byte kind) {
        boolean name = ansi() && last != VALUE && (!valuePosition() || tokens.is(i + 1, '.') || joinColumn(i));
        if (name) {
            return quotedName(i);
        }
        return quoted && value(i, kind);
    }

    private boolean quotedName(int i) {
        boolean inRow = open.inside(SqlParentheses.VALUES) && valuePosition();
        boolean bindable = inRow || (!quoted && clause == SqlClause.SELECT && inserts);
        boolean misplaced = (last == VALUE && clause != SqlClause.SELECT)
                || (last == NAME && clause != SqlClause.SELECT && clause != SqlClause.TABLES)
                || (bindable && last != DOT && !knows(i));
        if (misplaced || !shapes.name(i) || (bindingInSelect(i) && !knows(i))) {
            return false;
        }
        name(i);
        return true;
    }

    /** Whether what stands in quotes in a list of columns looks more like a bound value than like a column. */
    private boolean bindingInSelect(int token) {
        if (quoted || clause != SqlClause.SELECT || last == DOT) {
            return false;
        }
        return shapes.value(token) || (rawItem(token) && !shapes.schema(token));
    }

    /**
     * Whether it is no alias, and nothing stands behind it, not even tables, or a bare alias: Laravel quotes the alias of a column as it does
     * the column, so somebody wrote this item with a place for a value.
     */
    private boolean rawItem(int token) {
        int behind = token + 1;
        if (last == KEYWORD && keyword == SqlWords.AS) {
            return false;
        }
        if (!tokens.has(behind) || (tokens.kind(behind) == ')' && open.none())) {
            return true;
        }
        if (tokens.word(behind) == SqlWords.AS) {
            return !tokens.has(behind + 1) || tokens.kind(behind + 1) == SqlTokens.WORD;
        }
        return tokens.kind(behind) == SqlTokens.WORD && !SqlWord.is(tokens.word(behind), SqlWord.KEYWORD);
    }

    private void name(int i) {
        names.add(i);
        last = NAME;
    }

    private boolean word(int i) {
        if (tokens.glued(i)) {
            return false;
        }
        int word = tokens.word(i);
        boolean called = tokens.is(i + 1, '(') && tokens.joined(i + 1);
        if (last != DOT && SqlWord.is(word, SqlWord.KEYWORD) && !(called && SqlWord.is(word, SqlWord.BUILT_IN))) {
            return keyword(i, word);
        }
        if (last == CAST) {
            last = VALUE;
            return SqlWord.is(word, SqlWord.BUILT_IN) || shapes.column(i);
        }
        if (called && last != VALUE && last != NAME && (SqlWord.is(word, SqlWord.BUILT_IN) || shapes.column(i))) {
            last = FUNCTION;
            return true;
        }
        if (!bareNameAllowed(i)) {
            return false;
        }
        if (tokens.first(i) == '@') {
            last = NAME;
        } else {
            name(i);
        }
        return true;
    }

    private boolean bareNameAllowed(int i) {
        boolean listed = clause == SqlClause.TABLES || clause == SqlClause.SELECT;
        if (!shapes.name(i) || (last == CLOSE && !listed)) {
            return false;
        }
        if (open.inside(SqlParentheses.COLUMNS) || tablePosition()) {
            return true;
        }
        if (last == DOT) {
            return quoted || clause == SqlClause.TABLES || ordinary(i);
        }
        if (valuePosition()) {
            boolean qualifier = tokens.is(i + 1, '.') && knows(i);
            return open.inside(SqlParentheses.VALUES) ? knows(i) : quoted && (qualifier || ordinary(i));
        }
        if (last == NAME || last == VALUE || last == CLOSE) {
            boolean tableAlias = clause == SqlClause.TABLES && last != VALUE;
            boolean columnAlias = clause == SqlClause.SELECT && quoted;
            return tableAlias || (columnAlias && (shapes.column(i) || ordinary(i)));
        }
        if (quoted) {
            return true;
        }
        boolean bindable = clause == SqlClause.SELECT || open.inside(SqlParentheses.ARGUMENTS);
        return ordinary(i) || (shapes.column(i) && (!bindable || shapes.underscored(i)));
    }

    private boolean ordinary(int i) {
        return shapes.schema(i) || knows(i);
    }

    private boolean tablePosition() {
        return (last == KEYWORD && SqlWord.is(keyword, SqlWord.BEFORE_TABLE))
                || (last == COMMA && clause == SqlClause.TABLES);
    }

    private boolean keyword(int i, int word) {
        if (SqlWord.is(word, SqlWord.CONSTANT) && valuePosition()) {
            tokens.markValue(i);
            if (firstValue < 0) {
                firstValue = i;
            }
            last = VALUE;
            return quoted;
        }
        boolean andOfBetween = word == SqlWords.AND && betweenOpen;
        clause = clauseBehind(word);
        betweenOpen = word == SqlWords.BETWEEN;
        keyword = andOfBetween ? SqlWords.BETWEEN : word;
        last = KEYWORD;
        return true;
    }

    private int clauseBehind(int word) {
        int begun = SqlWord.clause(word);
        if (begun == SqlClause.UNCHANGED) {
            return clause;
        }
        if (word == SqlWords.UPDATE && keyword == SqlWords.FOR) {
            return clause;
        }
        if (word == SqlWords.UPDATE && keyword == SqlWords.KEY) {
            return SqlClause.ASSIGNMENT;
        }
        return begun == SqlClause.ROWS && clause == SqlClause.ASSIGNMENT ? clause : begun;
    }

    private boolean punctuation(int i, byte mark) {
        switch (mark) {
            case '(' -> {
                return opened();
            }
            case ')', ']' -> {
                if (open.none()) {
                    return false;
                }
                clause = open.close();
                last = CLOSE;
            }
            case ',' -> last = COMMA;
            case '.' -> {
                boolean follows = last == NAME || last == KEYWORD || last == FUNCTION;
                if (!follows || !tokens.joined(i)) {
                    return false;
                }
                last = DOT;
            }
            case ';' -> {
                last = START;
                clause = SqlClause.OTHER;
                keyword = SqlWord.UNKNOWN;
                open.closeAll();
                return quoted;
            }
            case ':' -> {
                if (tokens.length(i) != 2) {
                    return false;
                }
                last = CAST;
            }
            case '*' -> last = star() ? NAME : OPERATOR;
            case '[' -> {
                if (keyword != SqlWords.ARRAY || last != KEYWORD) {
                    return false;
                }
                open.open(SqlParentheses.VALUES, clause);
                last = OPEN;
            }
            case '=', '<', '>', '!', '+', '-', '/', '%', '|', '&', '^', '~' -> last = OPERATOR;
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean star() {
        return last == KEYWORD || last == COMMA || last == OPEN || last == DOT;
    }

    private boolean opened() {
        if (last == VALUE) {
            return false;
        }
        boolean nextRow = clause == SqlClause.ROWS && last == COMMA && open.none();
        int holds = SqlParentheses.GROUP;
        if (last == FUNCTION) {
            holds = SqlParentheses.ARGUMENTS;
        } else if (nextRow || (last == KEYWORD && SqlWord.is(keyword, SqlWord.BEFORE_LIST))) {
            holds = SqlParentheses.VALUES;
        } else if (last == NAME && clause == SqlClause.TABLES) {
            holds = SqlParentheses.COLUMNS;
        }
        open.open(holds, clause);
        last = OPEN;
        return true;
    }

    private boolean valuePosition() {
        return switch (last) {
            case OPERATOR -> true;
            case OPEN, COMMA -> open.inside(SqlParentheses.VALUES);
            case KEYWORD -> SqlWord.is(keyword, SqlWord.BEFORE_VALUE) && !SqlWord.is(keyword, SqlWord.OPENS);
            default -> false;
        };
    }

    /** A column compared with another one: quoted and qualified by a table that is already known. */
    private boolean joinColumn(int i) {
        if (last != OPERATOR || !tokens.has(i + 2)) {
            return false;
        }
        byte kind = tokens.kind(i);
        boolean name = kind == SqlTokens.QUOTED_NAME ? !ansi() : kind == SqlTokens.DOUBLE_QUOTED && ansi();
        return name
                && tokens.kind(i + 2) == kind
                && tokens.is(i + 1, '.')
                && tokens.joined(i + 1)
                && tokens.joined(i + 2)
                && knows(i);
    }
}
