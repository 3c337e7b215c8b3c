package io.sillok.parsers.mask;

import java.util.Arrays;

/**
 * The names of tables and columns seen in a statement, each by the first token that bears it. Many of them are put in
 * order when the first question comes, which in most statements never does. Not thread-safe.
 */
final class SqlNames {

    private static final int NONE = -1;

    private static final int SIZE = 64;

    /** As long as no more are added, it is faster to look at each of them. */
    private static final int FEW = 12;

    private final SqlTokens tokens;

    private int[] added = new int[SIZE];
    private int count;

    /** How many of them stand in the table. */
    private int placed;

    /** Tokens by their names' hashes; a place that is taken passes on to the next one. */
    private int[] places = new int[SIZE];

    private int[] hashes = new int[SIZE];
    private int taken;

    SqlNames(SqlTokens tokens) {
        this.tokens = tokens;
        Arrays.fill(places, NONE);
    }

    void clear() {
        if (placed > 0) {
            Arrays.fill(places, NONE);
        }
        count = 0;
        placed = 0;
        taken = 0;
    }

    /** Remembers the token's name, unless an earlier one bears it. */
    void add(int token) {
        if (count == added.length) {
            added = Arrays.copyOf(added, count * 2);
        }
        added[count++] = token;
    }

    /** The tokens that were added. */
    int[] copy() {
        return Arrays.copyOf(added, count);
    }

    void addAll(int[] tokens) {
        for (int token : tokens) {
            add(token);
        }
    }

    /** Whether a token before {@code boundary} bears the same name; {@code others} may be of another reading of the text. */
    boolean knows(SqlTokens others, int token, int boundary) {
        if (count <= FEW) {
            return amongFew(others, token, boundary);
        }
        while (placed < count) {
            put(added[placed++]);
        }
        int first = taken == 0 ? NONE : places[place(others, token, others.hash(token))];
        return first != NONE && first < boundary;
    }

    private boolean amongFew(SqlTokens others, int token, int boundary) {
        for (int i = 0; i < count && added[i] < boundary; i++) {
            if (tokens.sameName(added[i], others, token)) {
                return true;
            }
        }
        return false;
    }

    private void put(int token) {
        int hash = tokens.hash(token);
        int place = place(tokens, token, hash);
        if (places[place] != NONE) {
            return;
        }
        places[place] = token;
        hashes[place] = hash;
        taken++;
        if (taken * 2 > places.length) {
            grow();
        }
    }

    private void grow() {
        int[] oldPlaces = places;
        int[] oldHashes = hashes;
        places = new int[oldPlaces.length * 2];
        hashes = new int[places.length];
        Arrays.fill(places, NONE);
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != NONE) {
                int place = place(tokens, oldPlaces[i], oldHashes[i]);
                places[place] = oldPlaces[i];
                hashes[place] = oldHashes[i];
            }
        }
    }

    private int place(SqlTokens others, int token, int hash) {
        int last = places.length - 1;
        int place = (hash ^ (hash >>> 15)) & last;
        while (places[place] != NONE && !(hashes[place] == hash && tokens.sameName(places[place], others, token))) {
            place = (place + 1) & last;
        }
        return place;
    }
}
