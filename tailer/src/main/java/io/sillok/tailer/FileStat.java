package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/** What stands at a path now, in one system call; links are followed. */
record FileStat(FileKey key, FileTime modified, boolean isFile, boolean isFolder) {

    /** @throws IOException if there is nothing, or it may not be looked at */
    static FileStat of(Path path) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(path, "unix:dev,ino,lastModifiedTime,isRegularFile,isDirectory");
        return new FileStat(
                new FileKey((Long) attributes.get("dev"), (Long) attributes.get("ino")),
                (FileTime) attributes.get("lastModifiedTime"),
                (Boolean) attributes.get("isRegularFile"),
                (Boolean) attributes.get("isDirectory"));
    }
}
