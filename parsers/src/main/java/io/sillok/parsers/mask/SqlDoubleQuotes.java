package io.sillok.parsers.mask;

/** Whether double quotes hold names in a statement, which is found out when the first ones come. Not thread-safe. */
final class SqlDoubleQuotes {

    private final SqlTokens tokens;
    private boolean known;
    private boolean names;

    /** The token that decided it. */
    private int decisive;

    SqlDoubleQuotes(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** Another statement begins. */
    void forget() {
        known = false;
    }

    /** What is known already of a statement that begins alike. */
    void recall(boolean holdNames) {
        known = true;
        names = holdNames;
    }

    boolean holdNames() {
        if (!known) {
            names = decide();
            known = true;
        }
        return names;
    }

    /** Whether the tokens before {@code boundary} alone decide it. */
    boolean decidedBefore(int boundary) {
        holdNames();
        return decisive + 1 < boundary;
    }

    /** They do if the first table stands in them: a string cannot stand there. */
    private boolean decide() {
        decisive = 0;
        for (int i = 0; tokens.has(i + 1); i++) {
            decisive = i;
            if (tokens.kind(i) == SqlTokens.QUOTED_NAME && tokens.first(i) == '`') {
                return false;
            }
            if (SqlWord.is(tokens.word(i), SqlWord.BEFORE_FIRST_TABLE)) {
                return tokens.kind(i + 1) == SqlTokens.DOUBLE_QUOTED;
            }
        }
        return false;
    }
}
