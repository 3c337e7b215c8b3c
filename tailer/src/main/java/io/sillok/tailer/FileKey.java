package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.Path;

/** A file of this machine while it runs, whatever its paths: two hard links have one key. */
record FileKey(long device, long inode) {

    /** Whether the path names this file now. */
    boolean isAt(Path path) {
        try {
            return equals(FileStat.of(path).key());
        } catch (IOException e) {
            return false;
        }
    }
}
