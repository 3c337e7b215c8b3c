package io.sillok.parsers.mask;

/**
 * Remembers the shapes of statements whose values are literals, so that one that comes again with other values needs no
 * judgement: all that is read of it is where its values end.
 *
 * <p>That gives the same as to judge it again. {@link SqlTrust} and {@link SqlRenderer} look at nothing but the kinds of
 * the tokens, the text of those that are no values, and the gaps. Here all text outside of literals is compared, and no
 * stretch of it ends within a token or with a character whose reading depends on what follows; so its tokens are the same
 * ones, and so are the values' kinds. Statements of which that cannot be said are not remembered: such as hold comments,
 * names in brackets, dollars, values of other forms. What is kept of a statement is what is shown of it, and the words
 * for null, true, false and default. Not thread-safe.
 */
final class SqlShapes {

    /** In characters; longer statements are not remembered. */
    private static final int LONGEST = 800;

    /** What a node takes of the room, besides its text. */
    private static final int NODE = 64;

    private final int room;
    private SqlShapeNode<SqlShape> root = SqlShapeNode.root();
    private int taken;
    private final Recurrence recurrence = new Recurrence();

    /** @param room for all shapes together, in characters; when it is full they are forgotten */
    SqlShapes(int room) {
        this.room = room;
    }

    /** The shape of the statement {@code s[from, to)}; null if it is not known. */
    SqlShape find(char[] s, int from, int to) {
        if (!recurrence.likely()) {
            return null;
        }
        SqlShapeNode<SqlShape> node = root;
        int i = from;
        while (i < to) {
            char c = s[i];
            SqlShapeNode<SqlShape> next;
            if (c == '\'') {
                next = node.below(SqlShapeNode.STRING);
                boolean escaped = next == null;
                next = escaped ? node.below(SqlShapeNode.ESCAPED_STRING) : next;
                i = next == null ? i : SqlLiterals.quotedEnd(s, i + 1, to, c, escaped);
            } else {
                next = SqlChars.digit(c) ? node.below(SqlShapeNode.NUMBER) : null;
                i = next == null ? i : SqlLiterals.numberEnd(s, i, to);
            }
            if (next == null) {
                next = node.along(s, i, to);
                i = next == null ? i : i + next.label().length;
            }
            if (next == null) {
                return null;
            }
            node = next;
        }
        SqlShape shape = node.remembered();
        if (shape != null) {
            recurrence.known();
        }
        return shape;
    }

    /**
     * Remembers a statement that was read and judged and can be believed whole, unless it depends on more than its shape.
     *
     * @param out ends with what was made of it, which begins at {@code begun}
     * @param literals how many literals were taken out
     */
    void learn(SqlTokens tokens, int from, int to, TextBuffer out, int begun, int literals) {
        int cost = to - from + out.length() - begun + NODE * (2 + 2 * tokens.valueCount());
        if (to - from > LONGEST || cost > room || !recurrence.worthwhile() || !settled(tokens, from, to)) {
            return;
        }
        if (taken + cost > room) {
            root = SqlShapeNode.root();
            taken = 0;
        }
        taken += cost;
        place(tokens, from, to).remember(new SqlShape(out.substring(begun), literals));
    }

    private SqlShapeNode<SqlShape> place(SqlTokens tokens, int from, int to) {
        char[] s = tokens.text();
        SqlShapeNode<SqlShape> node = root;
        int begun = from;
        boolean mysql = false;
        for (int i = 0; i < tokens.count(); i++) {
            byte kind = tokens.kind(i);
            mysql |= kind == SqlTokens.QUOTED_NAME;
            if (kind == SqlTokens.STRING || kind == SqlTokens.NUMBER) {
                char value = kind == SqlTokens.NUMBER
                        ? SqlShapeNode.NUMBER
                        : mysql ? SqlShapeNode.ESCAPED_STRING : SqlShapeNode.STRING;
                node = node.text(s, begun, tokens.start(i)).value(value);
                begun = tokens.end(i);
            }
        }
        return node.text(s, begun, to);
    }

    /** Whether the tokens follow from the text around the values alone. */
    private static boolean settled(SqlTokens tokens, int from, int to) {
        for (int i = 0; i < tokens.count(); i++) {
            boolean settled =
                    switch (tokens.kind(i)) {
                        case SqlTokens.STRING -> tokens.first(i) == '\'' && behindBoundary(tokens, i, from);
                        case SqlTokens.NUMBER -> SqlChars.digit(tokens.first(i)) && behindBoundary(tokens, i, from);
                        default -> SqlShapeText.settled(tokens, i);
                    };
            if (!settled) {
                return false;
            }
        }
        return SqlShapeText.plain(tokens.text(), from, to);
    }

    /** Whether what stands before a value is read alike whatever the value begins with. */
    private static boolean behindBoundary(SqlTokens tokens, int value, int from) {
        int start = tokens.start(value);
        if (start == from) {
            return false;
        }
        char before = tokens.text()[start - 1];
        // A minus before a digit is a minus; before a minus it would begin a comment.
        return SqlShapeText.boundary(before) || (before == '-' && tokens.kind(value) == SqlTokens.NUMBER);
    }
}
