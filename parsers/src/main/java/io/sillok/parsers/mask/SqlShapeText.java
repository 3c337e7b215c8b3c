package io.sillok.parsers.mask;

/** Which text of a statement is read alike whatever stands behind it. */
final class SqlShapeText {

    private SqlShapeText() {}

    /** Whether a token that is no literal is the same one wherever its text stands, with all that follows it up to a boundary. */
    static boolean settled(SqlTokens tokens, int i) {
        return switch (tokens.kind(i)) {
            case SqlTokens.WORD -> true;
            // Not so brackets: they hold a name only if they close in time.
            case SqlTokens.QUOTED_NAME -> tokens.first(i) == '`';
            case SqlTokens.DOUBLE_QUOTED -> !tokens.value(i);
            case SqlTokens.PARAMETER -> tokens.first(i) == '?';
            // Dollars can open what ends far behind, and brackets as well.
            default -> SqlTokens.mark(tokens.kind(i)) && tokens.first(i) != '$' && tokens.first(i) != '[';
        };
    }

    /** Whether text that ends with the character is read alike whatever follows. */
    static boolean boundary(char c) {
        // u& introduces a literal.
        return (SqlChars.of(c) & (SqlChars.SPACE | SqlChars.MARK)) != 0 && c != '&';
    }

    /** Whether nothing stands in the text that stands for a value in the tree. */
    static boolean plain(char[] s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (s[i] >= SqlShapeNode.NUMBER) {
                return false;
            }
        }
        return true;
    }
}
