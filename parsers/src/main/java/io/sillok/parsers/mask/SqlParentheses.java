package io.sillok.parsers.mask;

import java.util.Arrays;

/** The parentheses that stand open in a statement, each with what it holds and the clause that it stands in. */
final class SqlParentheses {

    /** An expression or a statement. */
    static final int GROUP = 0;

    /** The names behind a table's. */
    static final int COLUMNS = 1;

    /** A row or a list of values. */
    static final int VALUES = 2;

    /** What a function is called with. */
    static final int ARGUMENTS = 3;

    private static final int NONE = -1;

    /** Of each but the innermost one what it holds, in the upper bits; of each the clause in the lower three. */
    private int[] around = new int[16];

    private int depth;

    /** What the innermost one holds. */
    private int inside = NONE;

    void open(int holds, int clause) {
        if (depth == around.length) {
            around = Arrays.copyOf(around, depth * 2);
        }
        around[depth++] = inside << 3 | clause;
        inside = holds;
    }

    /** The clause that goes on behind the innermost one; there must be one. */
    int close() {
        int outer = around[--depth];
        inside = outer >> 3;
        return outer & 7;
    }

    void closeAll() {
        depth = 0;
        inside = NONE;
    }

    boolean none() {
        return depth == 0;
    }

    boolean inside(int holding) {
        return inside == holding;
    }
}
