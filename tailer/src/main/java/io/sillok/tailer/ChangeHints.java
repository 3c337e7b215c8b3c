package io.sillok.tailer;

import java.nio.file.Path;

/**
 * Tells where something may have changed. A hint says where to look now, never what is there; that none came says nothing,
 * since network and layered file systems, memory-mapped writers and links in other folders give none.
 *
 * <p>To be used from one thread.
 */
interface ChangeHints extends AutoCloseable {

    /** Asks for hints about the entries of a folder from now on; asking again brings it up to what the path names now. */
    void watch(Path folder);

    /** Asks for no more of them. */
    void forget(Path folder);

    /**
     * Whether changes of a folder's files are told, as far as can be known: it is watched, and on a file system of this
     * machine alone.
     */
    boolean hears(Path folder);

    /** Hands out what came since the last call. */
    void take(Hearer hearer);

    @Override
    void close();

    /** Hears hints. Paths are entries of a watched folder, under the path that it was watched by. */
    interface Hearer {

        /** The content or the rights of an entry may have changed. */
        void changed(Path path);

        /** An entry was made, deleted or renamed. */
        void cameOrWent(Path path);

        /** Anything in a folder may have changed, or the folder itself went. */
        void uncertain(Path folder);
    }
}
