package io.sillok.parsers.mask;

/**
 * Values that a field's rule left as they were: browsers' names, paths, hosts come again with every other line, and need no
 * second look. What a rule makes of a value depends on nothing but the value, so it does not matter what is remembered.
 *
 * <p>Thread-safe: threads may overwrite each other's entries, each of which is right, and immutable.
 */
final class CleanValues {

    private static final int MOST = 2048;

    /** In characters; longer ones hardly come twice. */
    private static final int LONGEST = 256;

    private record Entry(String name, String value) {}

    private final Entry[] entries = new Entry[MOST];

    boolean contains(String name, String value) {
        Entry entry = entries[place(name, value)];
        return entry != null && entry.value.equals(value) && entry.name.equals(name);
    }

    void add(String name, String value) {
        if (value.length() <= LONGEST) {
            entries[place(name, value)] = new Entry(name, value);
        }
    }

    private static int place(String name, String value) {
        int hash = value.hashCode() * 31 + name.hashCode();
        return (hash ^ (hash >>> 15)) & (MOST - 1);
    }
}
