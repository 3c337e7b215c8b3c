package io.sillok.parsers.mask;

/** A word of the lists in {@link SqlWords}, with all that the lists say of it. */
final class SqlWord {

    /** Shown where a value could stand. */
    static final int KEYWORD = 1;

    /** A type or a function. */
    static final int BUILT_IN = 1 << 1;

    /** An everyday part of column and table names. */
    static final int SCHEMA = 1 << 2;

    /** Begins a statement. */
    static final int VERB = 1 << 3;

    /** Inserts rows. */
    static final int INSERTS = 1 << 4;

    /** A value follows. */
    static final int BEFORE_VALUE = 1 << 5;

    /** A table's or a procedure's name follows. */
    static final int BEFORE_TABLE = 1 << 6;

    /** The first table of a statement follows. */
    static final int BEFORE_FIRST_TABLE = 1 << 7;

    /** A list of values in parentheses follows. */
    static final int BEFORE_LIST = 1 << 8;

    /** Opens a parenthesis, so that what directly follows is no value. */
    static final int OPENS = 1 << 9;

    /** A value itself. */
    static final int CONSTANT = 1 << 10;

    /** Shown in the part of a statement that cannot be believed. */
    static final int REMAINS = 1 << 11;

    /** Begins a statement even in the midst of a text. */
    static final int FOUND = 1 << 12;

    static final SqlWord UNKNOWN = new SqlWord("");

    private final char[] letters;
    private int roles;
    private SqlClause clause = SqlClause.UNCHANGED;

    /** @param text in lower case */
    SqlWord(String text) {
        this.letters = text.toCharArray();
    }

    /** Whether {@code s[start, end)} is the word in upper or lower case. */
    boolean stands(char[] s, int start, int end) {
        if (end - start != letters.length) {
            return false;
        }
        for (int i = 0; i < letters.length; i++) {
            char c = s[start + i];
            // A long s and a Kelvin sign are no letters of ours, whatever lower case makes of them.
            if (c != letters[i] && (c < 'A' || c > 'Z' || (c | 0x20) != letters[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the word plays one of the roles, given as a sum. */
    boolean is(int anyOf) {
        return (roles & anyOf) != 0;
    }

    /** The clause that begins with the word. */
    SqlClause clause() {
        return clause;
    }

    /** Only while the lists are read. */
    void add(int role) {
        roles |= role;
    }

    /** Only while the lists are read. */
    void begins(SqlClause begun) {
        clause = begun;
    }
}
