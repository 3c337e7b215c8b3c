package io.sillok.model;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * Names of fields as they stand in JSON, escaped and encoded once: nearly all documents have the same ones. Threads may
 * overwrite each other's entries: each of them is right, and immutable but for what it is encoded to.
 */
final class JsonNames {

    private static final int MOST = 1024;

    /** In characters; longer names come from users' contexts, and hardly come again. */
    private static final int LONGEST = 64;

    private static final SerializedString[] RECENT = new SerializedString[MOST];

    private JsonNames() {}

    static SerializableString of(String name) {
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 15)) & (MOST - 1);
        SerializedString recent = RECENT[place];
        if (recent == null || !recent.getValue().equals(name)) {
            recent = new SerializedString(name);
            if (name.length() <= LONGEST) {
                RECENT[place] = recent;
            }
        }
        return recent;
    }
}
