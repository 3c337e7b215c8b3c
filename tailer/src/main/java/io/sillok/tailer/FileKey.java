package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file of this machine while it runs, whatever its paths: two hard links have one key. */
record FileKey(long device, long inode) {

    /** @throws IOException if there is no such file, or it may not be looked at */
    static FileKey of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino");
        return new FileKey((Long) attributes.get("dev"), (Long) attributes.get("ino"));
    }

    /** Whether the path names this file now. */
    boolean isAt(Path path) {
        try {
            return equals(of(path));
        } catch (IOException e) {
            return false;
        }
    }
}
