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

    private final char[] s;
    private final SqlTokens tokens;
    private final SqlForm form;
    private final boolean ansi;
    private final SqlNames names;
    private final SqlParentheses open = new SqlParentheses();

    private Last last = Last.START;
    private SqlClause clause = SqlClause.OTHER;
    private SqlWord keyword = SqlWord.UNKNOWN;
    private boolean betweenOpen;
    private boolean inserts;
    private int firstValue = -1;
    private int boundary = Integer.MAX_VALUE;

    private SqlTrust(char[] s, SqlTokens tokens, SqlForm form) {
        this.s = s;
        this.tokens = tokens;
        this.form = form;
        this.names = new SqlNames(tokens);
        this.ansi = ansiQuotes();
    }

    static SqlTrust of(char[] s, SqlTokens tokens, SqlForm form) {
        SqlTrust trust = new SqlTrust(s, tokens, form);
        trust.boundary = trust.walk();
        return trust;
    }

    /** The index of the first token that must not be believed; the number of tokens if all can be. */
    int boundary() {
        return boundary;
    }

    /** Whether all can be believed. */
    boolean whole() {
        return boundary == tokens.count();
    }

    /** Whether the believed part knows the name that a token of another reading of the text bears. */
    boolean knows(SqlTokens others, int token) {
        return names.knows(others, token, boundary, s);
    }

    boolean ansi() {
        return ansi;
    }

    /** How many parentheses stand open where trust ends. */
    int openParentheses() {
        int count = 0;
        for (int i = 0; i < boundary; i++) {
            count += tokens.is(i, '(') ? 1 : tokens.is(i, ')') ? -1 : 0;
        }
        return count;
    }

    private boolean knows(int token) {
        return names.knows(token, boundary);
    }

    private int walk() {
        int i = 0;
        for (; tokens.has(i); i++) {
            if (form == SqlForm.UNQUOTED && valuePosition() && !joinColumn(i)) {
                return i;
            }
            if (!accept(i)) {
                return firstValue >= 0 && last != Last.START ? firstValue : i;
            }
        }
        return i;
    }

    private boolean accept(int i) {
        byte kind = tokens.kind(i);
        if (last == Last.START && !begins(i, kind)) {
            return false;
        }
        return switch (kind) {
            case SqlTokens.STRING, SqlTokens.NUMBER, SqlTokens.PARAMETER -> form == SqlForm.QUOTED && value(i, kind);
            case SqlTokens.COMMENT -> {
                tokens.markValue(i);
                yield form == SqlForm.QUOTED;
            }
            case SqlTokens.DOUBLE_QUOTED -> doubleQuoted(i, kind);
            case SqlTokens.QUOTED_NAME -> quotedName(i);
            case SqlTokens.WORD -> word(i);
            default -> punctuation(i);
        };
    }

    private boolean begins(int i, byte kind) {
        SqlWord word = tokens.word(i);
        inserts |= word.is(SqlWord.INSERTS);
        return word.is(SqlWord.VERB) || tokens.is(i, '(') || kind == SqlTokens.COMMENT;
    }

    private boolean value(int i, byte kind) {
        boolean strings = kind == SqlTokens.STRING && i > 0 && tokens.kind(i - 1) == SqlTokens.STRING;
        boolean misplaced =
                last == Last.NAME || last == Last.CLOSE || last == Last.DOT || (last == Last.VALUE && !strings);
        if (misplaced || tokens.glued(i)) {
            return false;
        }
        tokens.markValue(i);
        if (firstValue < 0) {
            firstValue = i;
        }
        last = Last.VALUE;
        return true;
    }

    private boolean doubleQuoted(int i, byte kind) {
        boolean name = ansi && last != Last.VALUE && (!valuePosition() || tokens.is(i + 1, '.') || joinColumn(i));
        if (name) {
            return quotedName(i);
        }
        return form == SqlForm.QUOTED && value(i, kind);
    }

    private boolean quotedName(int i) {
        boolean inRow = open.inside(SqlParentheses.VALUES) && valuePosition();
        boolean bindable = inRow || (form == SqlForm.UNQUOTED && clause == SqlClause.SELECT && inserts);
        boolean misplaced = (last == Last.VALUE && clause != SqlClause.SELECT)
                || (last == Last.NAME && clause != SqlClause.SELECT && clause != SqlClause.TABLES)
                || (bindable && last != Last.DOT && !knows(i));
        if (misplaced || !nameShaped(i) || (bindingInSelect(i) && !knows(i))) {
            return false;
        }
        name(i);
        return true;
    }

    /** Whether what stands in quotes in a list of columns looks more like a bound value than like a column. */
    private boolean bindingInSelect(int token) {
        if (form != SqlForm.UNQUOTED || clause != SqlClause.SELECT || last == Last.DOT) {
            return false;
        }
        boolean digit = false;
        boolean upper = false;
        for (int i = tokens.nameStart(token); i < tokens.nameEnd(token); i++) {
            char c = s[i];
            if (c == ' ' || c == '@' || c == '-') {
                return true;
            }
            digit |= Character.isDigit(c);
            upper |= Character.isUpperCase(c);
        }
        return digit && upper;
    }

    private void name(int i) {
        names.add(i);
        last = Last.NAME;
    }

    private boolean word(int i) {
        if (tokens.glued(i)) {
            return false;
        }
        SqlWord word = tokens.word(i);
        boolean called = tokens.is(i + 1, '(') && tokens.joined(i + 1);
        if (last != Last.DOT && word.is(SqlWord.KEYWORD) && !(called && word.is(SqlWord.BUILT_IN))) {
            return keyword(i, word);
        }
        if (last == Last.CAST) {
            last = Last.VALUE;
            return word.is(SqlWord.BUILT_IN) || columnShaped(i);
        }
        if (called && last != Last.VALUE && last != Last.NAME && (word.is(SqlWord.BUILT_IN) || columnShaped(i))) {
            last = Last.FUNCTION;
            return true;
        }
        if (!bareNameAllowed(i)) {
            return false;
        }
        if (s[tokens.start(i)] == '@') {
            last = Last.NAME;
        } else {
            name(i);
        }
        return true;
    }

    private boolean bareNameAllowed(int i) {
        boolean quoted = form == SqlForm.QUOTED;
        boolean listed = clause == SqlClause.TABLES || clause == SqlClause.SELECT;
        if (!nameShaped(i) || (last == Last.CLOSE && !listed)) {
            return false;
        }
        if (open.inside(SqlParentheses.COLUMNS) || tablePosition()) {
            return true;
        }
        if (last == Last.DOT) {
            return quoted || clause == SqlClause.TABLES || ordinary(i);
        }
        if (valuePosition()) {
            boolean qualifier = tokens.is(i + 1, '.') && knows(i);
            return open.inside(SqlParentheses.VALUES) ? knows(i) : quoted && (qualifier || ordinary(i));
        }
        if (last == Last.NAME || last == Last.VALUE || last == Last.CLOSE) {
            boolean tableAlias = clause == SqlClause.TABLES && last != Last.VALUE;
            boolean columnAlias = clause == SqlClause.SELECT && quoted;
            return tableAlias || (columnAlias && (columnShaped(i) || ordinary(i)));
        }
        if (quoted) {
            return true;
        }
        boolean bindable = clause == SqlClause.SELECT || open.inside(SqlParentheses.ARGUMENTS);
        return ordinary(i) || (columnShaped(i) && (!bindable || underscored(i)));
    }

    private boolean ordinary(int i) {
        return SqlWords.schemaName(s, tokens.start(i), tokens.end(i)) || knows(i);
    }

    private boolean underscored(int i) {
        for (int k = tokens.start(i) + 1; k < tokens.end(i); k++) {
            if (s[k] == '_') {
                return s[tokens.start(i)] != '_';
            }
        }
        return false;
    }

    private boolean tablePosition() {
        return (last == Last.KEYWORD && keyword.is(SqlWord.BEFORE_TABLE))
                || (last == Last.COMMA && clause == SqlClause.TABLES);
    }

    private boolean keyword(int i, SqlWord word) {
        if (word.is(SqlWord.CONSTANT) && valuePosition()) {
            tokens.markValue(i);
            if (firstValue < 0) {
                firstValue = i;
            }
            last = Last.VALUE;
            return form == SqlForm.QUOTED;
        }
        boolean andOfBetween = word == SqlWords.AND && betweenOpen;
        clause = clauseBehind(word);
        betweenOpen = word == SqlWords.BETWEEN;
        keyword = andOfBetween ? SqlWords.BETWEEN : word;
        last = Last.KEYWORD;
        return true;
    }

    private SqlClause clauseBehind(SqlWord word) {
        SqlClause begun = word.clause();
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

    private boolean punctuation(int i) {
        switch (s[tokens.start(i)]) {
            case '(' -> {
                return opened();
            }
            case ')', ']' -> {
                if (open.none()) {
                    return false;
                }
                clause = open.close();
                last = Last.CLOSE;
            }
            case ',' -> last = Last.COMMA;
            case '.' -> {
                boolean follows = last == Last.NAME || last == Last.KEYWORD || last == Last.FUNCTION;
                if (!follows || !tokens.joined(i)) {
                    return false;
                }
                last = Last.DOT;
            }
            case ';' -> {
                last = Last.START;
                clause = SqlClause.OTHER;
                keyword = SqlWord.UNKNOWN;
                open.closeAll();
                return form == SqlForm.QUOTED;
            }
            case ':' -> {
                if (tokens.end(i) - tokens.start(i) != 2) {
                    return false;
                }
                last = Last.CAST;
            }
            case '*' -> last = star() ? Last.NAME : Last.OPERATOR;
            case '[' -> {
                if (keyword != SqlWords.ARRAY || last != Last.KEYWORD) {
                    return false;
                }
                open.open(SqlParentheses.VALUES, clause);
                last = Last.OPEN;
            }
            case '=', '<', '>', '!', '+', '-', '/', '%', '|', '&', '^', '~' -> last = Last.OPERATOR;
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean star() {
        return last == Last.KEYWORD || last == Last.COMMA || last == Last.OPEN || last == Last.DOT;
    }

    private boolean opened() {
        if (last == Last.VALUE) {
            return false;
        }
        boolean nextRow = clause == SqlClause.ROWS && last == Last.COMMA && open.none();
        byte holds = SqlParentheses.GROUP;
        if (last == Last.FUNCTION) {
            holds = SqlParentheses.ARGUMENTS;
        } else if (nextRow || (last == Last.KEYWORD && keyword.is(SqlWord.BEFORE_LIST))) {
            holds = SqlParentheses.VALUES;
        } else if (last == Last.NAME && clause == SqlClause.TABLES) {
            holds = SqlParentheses.COLUMNS;
        }
        open.open(holds, clause);
        last = Last.OPEN;
        return true;
    }

    private boolean valuePosition() {
        return switch (last) {
            case OPERATOR -> true;
            case OPEN, COMMA -> open.inside(SqlParentheses.VALUES);
            case KEYWORD -> keyword.is(SqlWord.BEFORE_VALUE) && !keyword.is(SqlWord.OPENS);
            default -> false;
        };
    }

    /** A column compared with another one: quoted and qualified by a table that is already known. */
    private boolean joinColumn(int i) {
        if (last != Last.OPERATOR || !tokens.has(i + 2)) {
            return false;
        }
        byte quoted = ansi ? SqlTokens.DOUBLE_QUOTED : SqlTokens.QUOTED_NAME;
        return tokens.kind(i) == quoted
                && tokens.kind(i + 2) == quoted
                && tokens.is(i + 1, '.')
                && tokens.joined(i + 1)
                && tokens.joined(i + 2)
                && knows(i);
    }

    /** Double quotes hold names if the first table stands in them: a string cannot stand there. */
    private boolean ansiQuotes() {
        for (int i = 0; tokens.has(i + 1); i++) {
            if (tokens.kind(i) == SqlTokens.QUOTED_NAME && s[tokens.start(i)] == '`') {
                return false;
            }
            if (tokens.word(i).is(SqlWord.BEFORE_FIRST_TABLE)) {
                return tokens.kind(i + 1) == SqlTokens.DOUBLE_QUOTED;
            }
        }
        return false;
    }

    private boolean columnShaped(int i) {
        return SqlWords.columnShaped(s, tokens.start(i), tokens.end(i));
    }

    private boolean nameShaped(int token) {
        int start = tokens.nameStart(token);
        int end = tokens.nameEnd(token);
        if (end <= start || end - start > 64) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = s[i];
            boolean common = (c >= 'a' && c <= 'z') || c == '_';
            if (!common && !Character.isLetterOrDigit(c) && c != '$' && c != '@' && c != '-' && c != ' ') {
                return false;
            }
        }
        return true;
    }
}
