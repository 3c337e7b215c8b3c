package io.sillok.parsers.mask;

/** The parts of a statement in which a word can stand, as far as they decide what can be a value there; in three bits. */
final class SqlClause {

    /** Of a word: that it begins none. */
    static final int UNCHANGED = 0;

    static final int OTHER = 1;
    static final int SELECT = 2;
    static final int TABLES = 3;
    static final int CONDITION = 4;
    static final int ASSIGNMENT = 5;
    static final int ORDERING = 6;
    static final int ROWS = 7;

    private SqlClause() {}
}
