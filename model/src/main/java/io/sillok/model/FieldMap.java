package io.sillok.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The fields of an event, in the order in which they were put. An event has some twenty, their names are nearly always the
 * same constants, and it is copied on its way more often than it is changed: so two arrays that copies share, looked
 * through from the front, take a fraction of what a hash table does.
 *
 * <p>Immutable, as long as its values are.
 */
final class FieldMap<V> extends AbstractMap<String, V> {

    /** Beyond this a table is faster, and input that was made to be slow stays linear. */
    private static final int MOST = 40;

    /** Moves what differs between hashes into their upper bits. */
    private static final int SPREAD = 0x9e3779b9;

    private final String[] names;
    private final Object[] values;
    private final int size;

    /** A bit for each name, by its hash: most names that are asked for are not there, and need not be looked for. */
    private final long marks;

    private FieldMap(String[] names, Object[] values, int size, long marks) {
        this.names = names;
        this.values = values;
        this.size = size;
        this.marks = marks;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public V get(Object name) {
        int at = find(names, size, marks, name);
        return at < 0 ? null : value(at);
    }

    @Override
    public boolean containsKey(Object name) {
        return find(names, size, marks, name) >= 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < size; i++) {
            action.accept(names[i], value(i));
        }
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private V value(int at) {
        return (V) values[at];
    }

    private static long mark(int hash) {
        return 1L << ((hash * SPREAD) >>> 26);
    }

    private static int find(String[] names, int size, long marks, Object name) {
        int hash = name.hashCode();
        if ((marks & mark(hash)) == 0) {
            return -1;
        }
        for (int i = 0; i < size; i++) {
            String known = names[i];
            if (known == name || (known.hashCode() == hash && known.equals(name))) {
                return i;
            }
        }
        return -1;
    }

    private final class Entries implements Iterator<Entry<String, V>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Entry<String, V> next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            Entry<String, V> entry = new SimpleImmutableEntry<>(names[next], value(next));
            next++;
            return entry;
        }
    }

    /** What becomes such a map. Not thread-safe. */
    static final class Draft<V> {

        private String[] names;
        private Object[] values;
        private int size;
        private long marks;

        /** Whether a map has the arrays too, so that they may not be written to. */
        private boolean shared;

        /** All of them, once they are more than {@link #MOST}. */
        private Map<String, V> many;

        /** @param room for so many without growing */
        Draft(int room) {
            names = new String[room];
            values = new Object[room];
        }

        /** Begins with what is in {@code map}. */
        Draft(Map<String, V> map) {
            if (map instanceof FieldMap<V> fields) {
                share(fields);
            } else {
                many = new LinkedHashMap<>(map);
            }
        }

        private void share(FieldMap<V> fields) {
            names = fields.names;
            values = fields.values;
            size = fields.size;
            marks = fields.marks;
            shared = true;
            many = null;
        }

        void put(String name, V value) {
            if (many != null) {
                many.put(name, value);
                return;
            }
            int at = find(names, size, marks, name);
            if (at < 0 && size == MOST) {
                many = new LinkedHashMap<>(new FieldMap<V>(names, values, size, marks));
                many.put(name, value);
                return;
            }
            if (shared || (at < 0 && size == names.length)) {
                int room = at < 0 && size == names.length ? MOST : names.length;
                names = Arrays.copyOf(names, room);
                values = Arrays.copyOf(values, room);
                shared = false;
            }
            if (at < 0) {
                at = size++;
                names[at] = name;
                marks |= mark(name.hashCode());
            }
            values[at] = value;
        }

        /** Forgets what was put so far, and takes all of {@code map}. */
        void replaceAll(Map<String, V> map) {
            if (map instanceof FieldMap<V> fields) {
                share(fields);
                return;
            }
            names = new String[Math.min(MOST, map.size())];
            values = new Object[names.length];
            size = 0;
            marks = 0;
            shared = false;
            many = null;
            map.forEach(this::put);
        }

        /** The draft may be written to afterwards: the map does not see it. */
        Map<String, V> build() {
            if (many != null) {
                return Collections.unmodifiableMap(new LinkedHashMap<>(many));
            }
            shared = true;
            return new FieldMap<>(names, values, size, marks);
        }
    }
}
