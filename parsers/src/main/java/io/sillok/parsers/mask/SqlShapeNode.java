package io.sillok.parsers.mask;

import java.util.Arrays;

/**
 * A place in a tree of texts that share what they begin with. Between two stretches of text may stand a value of any text,
 * which the tree knows by its kind only. Not thread-safe.
 *
 * @param <T> what is remembered of a text that ends here
 */
final class SqlShapeNode<T> {

    /** What stands for a literal in single quotes in which a backslash escapes a quote; no text is kept that holds it. */
    static final char ESCAPED_STRING = '\uffff';

    /** For one in which it may or may not. */
    static final char STRING = '\ufffe';

    /** For a number that begins with a digit. */
    static final char NUMBER = '\ufffd';

    private static final char[] NOTHING = {};

    /** The text between the node above and this one; of a value none. */
    private final char[] label;

    /** Up to so many it is faster to look at each. */
    private static final int FEW = 8;

    /** What the nodes below begin with, in order. */
    private char[] keys = NOTHING;

    private SqlShapeNode<T>[] below = none();
    private T remembered;

    private SqlShapeNode(char[] label) {
        this.label = label;
    }

    /** An empty tree. */
    static <T> SqlShapeNode<T> root() {
        return new SqlShapeNode<>(NOTHING);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> SqlShapeNode<T>[] none() {
        return new SqlShapeNode[0];
    }

    char[] label() {
        return label;
    }

    /** Null if no text ends here. */
    T remembered() {
        return remembered;
    }

    void remember(T what) {
        remembered = what;
    }

    /** The node below that begins with the character; null if there is none. */
    SqlShapeNode<T> below(char key) {
        char[] all = keys;
        if (all.length > FEW) {
            int place = Arrays.binarySearch(all, key);
            return place < 0 ? null : below[place];
        }
        for (int i = 0; i < all.length; i++) {
            if (all[i] == key) {
                return below[i];
            }
        }
        return null;
    }

    /** The node below in which {@code s[from, to)} goes on with all of its label; null if there is none. */
    SqlShapeNode<T> along(char[] s, int from, int to) {
        SqlShapeNode<T> next = from < to ? below(s[from]) : null;
        if (next == null || next.label.length == 0) {
            return null;
        }
        int end = from + next.label.length;
        return end <= to && Arrays.equals(s, from, end, next.label, 0, next.label.length) ? next : null;
    }

    /** The node behind a value; made if there is none. */
    SqlShapeNode<T> value(char kind) {
        SqlShapeNode<T> next = below(kind);
        return next == null ? add(kind, new SqlShapeNode<>(NOTHING)) : next;
    }

    /** The node behind the text {@code s[from, to)}; made if there is none. */
    SqlShapeNode<T> text(char[] s, int from, int to) {
        SqlShapeNode<T> node = this;
        int at = from;
        while (at < to) {
            SqlShapeNode<T> next = node.below(s[at]);
            if (next == null) {
                return node.add(s[at], new SqlShapeNode<>(Arrays.copyOfRange(s, at, to)));
            }
            int mismatch = Arrays.mismatch(s, at, to, next.label, 0, next.label.length);
            int same = mismatch < 0 ? next.label.length : mismatch;
            at += same;
            node = same < next.label.length ? node.split(next, same) : next;
        }
        return node;
    }

    /** @param key of which there is none */
    private SqlShapeNode<T> add(char key, SqlShapeNode<T> node) {
        int count = keys.length;
        int place = -1 - Arrays.binarySearch(keys, key);
        char[] moreKeys = Arrays.copyOf(keys, count + 1);
        SqlShapeNode<T>[] more = Arrays.copyOf(below, count + 1);
        System.arraycopy(keys, place, moreKeys, place + 1, count - place);
        System.arraycopy(below, place, more, place + 1, count - place);
        moreKeys[place] = key;
        more[place] = node;
        keys = moreKeys;
        below = more;
        return node;
    }

    /** A node that ends with the first characters of the one below, which goes below it with what is left. */
    private SqlShapeNode<T> split(SqlShapeNode<T> node, int length) {
        SqlShapeNode<T> upper = new SqlShapeNode<>(Arrays.copyOf(node.label, length));
        SqlShapeNode<T> lower = new SqlShapeNode<>(Arrays.copyOfRange(node.label, length, node.label.length));
        lower.keys = node.keys;
        lower.below = node.below;
        lower.remembered = node.remembered;
        upper.add(lower.label[0], lower);
        below[Arrays.binarySearch(keys, node.label[0])] = upper;
        return upper;
    }
}
