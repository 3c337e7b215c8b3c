package io.sillok.edge;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Raw text of what is open in all files, and may go on: bounded for all of them together, the least used goes first. Who
 * finds nothing of its own any more masks whole. Not thread-safe: files are masked by one thread.
 */
final class Memory {

    static final int MOST_BYTES = 8 * 1024 * 1024;

    /** What something takes beside its text. */
    private static final int OVERHEAD = 128;

    /** Whose and which text. */
    record Key(Object owner, Object name) {}

    private final Map<Key, byte[]> texts = new LinkedHashMap<>(16, 0.75f, true);
    private final int bound;
    private long held;

    Memory() {
        this(MOST_BYTES);
    }

    Memory(int bound) {
        this.bound = bound;
    }

    Optional<byte[]> get(Key key) {
        return Optional.ofNullable(texts.get(key));
    }

    void put(Key key, byte[] text) {
        forget(key);
        texts.put(key, text);
        held += text.length + OVERHEAD;
        Iterator<Map.Entry<Key, byte[]>> eldest = texts.entrySet().iterator();
        while (held > bound) {
            held -= eldest.next().getValue().length + OVERHEAD;
            eldest.remove();
        }
    }

    void forget(Key key) {
        byte[] text = texts.remove(key);
        held -= text == null ? 0 : text.length + OVERHEAD;
    }

    void forgetAll(Object owner) {
        List<Key> own = new ArrayList<>();
        texts.keySet().stream().filter(key -> key.owner() == owner).forEach(own::add);
        own.forEach(this::forget);
    }
}
