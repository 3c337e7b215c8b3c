package io.sillok.parsers.mask;

import java.util.Arrays;

/** The names of tables and columns seen in a statement, each by the first token that bears it. Not thread-safe. */
final class SqlNames {

    private static final int NONE = -1;

    private final SqlTokens tokens;

    /** Tokens by their names' hashes; a place that is taken passes on to the next one. */
    private int[] places = new int[32];

    private int count;

    SqlNames(SqlTokens tokens) {
        this.tokens = tokens;
        Arrays.fill(places, NONE);
    }

    /** Remembers the token's name, unless an earlier one bears it. */
    void add(int token) {
        int place = place(token);
        if (places[place] != NONE) {
            return;
        }
        places[place] = token;
        count++;
        if (count * 2 > places.length) {
            grow();
        }
    }

    private void grow() {
        int[] old = places;
        places = new int[old.length * 2];
        Arrays.fill(places, NONE);
        for (int token : old) {
            if (token != NONE) {
                places[place(token)] = token;
            }
        }
    }

    private int place(int token) {
        int hash = tokens.hash(token);
        int place = (hash ^ (hash >>> 15)) & (places.length - 1);
        while (places[place] != NONE && !tokens.sameName(places[place], token)) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    /** Whether a token before {@code boundary} bears the same name. */
    boolean knows(int token, int boundary) {
        int first = places[place(token)];
        return first != NONE && first < boundary;
    }

    /** The same for a token of another reading of the same text. */
    boolean knows(SqlTokens others, int token, int boundary, char[] s) {
        int hash = others.hash(token);
        int place = (hash ^ (hash >>> 15)) & (places.length - 1);
        while (places[place] != NONE) {
            int first = places[place];
            boolean same = tokens.hash(first) == hash
                    && SqlWords.equalIgnoringCase(
                            s,
                            tokens.nameStart(first),
                            tokens.nameEnd(first),
                            others.nameStart(token),
                            others.nameEnd(token));
            if (same) {
                return first < boundary;
            }
            place = (place + 1) & (places.length - 1);
        }
        return false;
    }
}
