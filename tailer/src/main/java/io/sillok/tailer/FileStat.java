package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/** What stands at a path now, in one system call. */
record FileStat(FileKey key, FileTime modified) {

    /** @throws IOException if there is no such file, or it may not be looked at */
    static FileStat of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino,lastModifiedTime");
        FileKey key = new FileKey((Long) attributes.get("dev"), (Long) attributes.get("ino"));
        return new FileStat(key, (FileTime) attributes.get("lastModifiedTime"));
    }
}
