package io.sillok.parsers.mask;

/**
 * Remembers how statements begin whose values stand bare: the text up to the first place where a value can stand, and what
 * {@link SqlTrust} decided about it. A statement that begins alike needs no judgement; the rest of it is read as ever.
 *
 * <p>That gives the same as to judge it again: up to there trust looks at nothing that follows, other than whether a name
 * in quotes or brackets does, which is never recalled; and the text ends so that its tokens are the same ones whatever
 * follows. All of it is shown, so that nothing is kept that must not be. Not thread-safe.
 */
final class SqlBeginnings {

    /** In characters; longer ones are not remembered. */
    private static final int LONGEST = 800;

    /** What the nodes of a text take of the room, and its tokens. */
    private static final int NODES = 128;

    private static final int TOKEN = 12;

    private final int room;
    private SqlShapeNode<SqlBeginning> root = SqlShapeNode.root();
    private int taken;
    private final Recurrence recurrence = new Recurrence();

    /** @param room for all texts together, in characters; when it is full they are forgotten */
    SqlBeginnings(int room) {
        this.room = room;
    }

    /** Recalls what was decided of a statement that begins as {@code s[from, to)} does; false if none is known. */
    boolean recall(char[] s, int from, int to, SqlTrust trust) {
        if (!recurrence.likely()) {
            return false;
        }
        SqlShapeNode<SqlBeginning> node = root;
        int i = from;
        while (node != null && i < to) {
            SqlBeginning known = node.remembered();
            if (known != null && value(s[i])) {
                recurrence.known();
                trust.recall(known, s, from);
                return true;
            }
            node = node.along(s, i, to);
            i += node == null ? 0 : node.label().length;
        }
        return false;
    }

    /** Whether what begins with the character is no name, and goes on no gap. */
    private static boolean value(char c) {
        return c != '`' && c != '"' && c != '[' && (SqlChars.of(c) & SqlChars.SPACE) == 0;
    }

    /** Remembers what was just decided, unless it depends on what follows. */
    void learn(SqlTokens tokens, int from, SqlTrust trust) {
        if (!recurrence.worthwhile() || !trust.endsAtValue() || tokens.valueCount() > 0) {
            return;
        }
        int boundary = trust.boundary();
        int end = tokens.start(boundary);
        int cost = end - from + NODES + TOKEN * boundary;
        if (end - from > LONGEST || cost > room || !settled(tokens, boundary, end)) {
            return;
        }
        if (taken + cost > room) {
            root = SqlShapeNode.root();
            taken = 0;
        }
        taken += cost;
        root.text(tokens.text(), from, end).remember(trust.beginning(from));
    }

    private static boolean settled(SqlTokens tokens, int boundary, int end) {
        for (int i = 0; i < boundary; i++) {
            if (!SqlShapeText.settled(tokens, i)) {
                return false;
            }
        }
        return boundary > 0 && SqlShapeText.boundary(tokens.text()[end - 1]);
    }
}
