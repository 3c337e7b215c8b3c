package io.sillok.parsers.mask;

/** The part of a statement in which a word stands, as far as it decides what can be a value there. */
enum SqlClause {
    OTHER,
    SELECT,
    TABLES,
    CONDITION,
    ASSIGNMENT,
    ORDERING,
    ROWS,
    /** Of a word: that it begins none. */
    UNCHANGED
}
