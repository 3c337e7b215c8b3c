package io.sillok.parsers.mask;

/**
 * What the lists in {@link SqlWords} say of a word, in one number, so that no token refers to an object: the roles that it
 * plays, the clause that it begins, and which word of the lists it is.
 */
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

    /** Of a word that stands in none of the lists, and of what is no word. */
    static final int UNKNOWN = 0;

    /** All bits of a word. */
    static final int BITS = (1 << 26) - 1;

    private static final int CLAUSE_AT = 13;
    private static final int NUMBER_AT = 16;

    private SqlWord() {}

    /** The word of that number, which must be above 0, before the lists say anything of it. */
    static int numbered(int number) {
        if (number > BITS >>> NUMBER_AT) {
            throw new IllegalStateException("too many words");
        }
        return number << NUMBER_AT;
    }

    static int beginning(int word, int clause) {
        return word | clause << CLAUSE_AT;
    }

    /** Whether the word plays one of the roles, given as a sum. */
    static boolean is(int word, int anyOf) {
        return (word & anyOf) != 0;
    }

    /** The clause that begins with the word. */
    static int clause(int word) {
        return word >>> CLAUSE_AT & SqlClause.ROWS;
    }
}
