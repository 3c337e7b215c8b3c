package io.sillok.parsers.mask;

import java.util.Arrays;

/** The parentheses that stand open in a statement, each with what it holds and the clause that it stands in. */
final class SqlParentheses {

    /** An expression or a statement. */
    static final byte GROUP = 0;

    /** The names behind a table's. */
    static final byte COLUMNS = 1;

    /** A row or a list of values. */
    static final byte VALUES = 2;

    /** What a function is called with. */
    static final byte ARGUMENTS = 3;

    private byte[] held = new byte[8];
    private SqlClause[] clauses = new SqlClause[8];
    private int depth;

    void open(byte holds, SqlClause clause) {
        if (depth == held.length) {
            held = Arrays.copyOf(held, depth * 2);
            clauses = Arrays.copyOf(clauses, depth * 2);
        }
        held[depth] = holds;
        clauses[depth] = clause;
        depth++;
    }

    /** The clause that goes on behind the innermost one; there must be one. */
    SqlClause close() {
        return clauses[--depth];
    }

    void closeAll() {
        depth = 0;
    }

    boolean none() {
        return depth == 0;
    }

    boolean inside(byte holding) {
        return depth > 0 && held[depth - 1] == holding;
    }
}
