package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What stands at a path now, in one system call; links are followed.
 *
 * @param born when the inode was made, where the file system and the JDK tell; two files of one inode differ in it
 */
record FileStat(FileKey key, long size, FileTime modified, Optional<Instant> born, boolean isFile, boolean isFolder) {

    /** @throws IOException if there is nothing, or it may not be looked at */
    static FileStat of(Path path) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,creationTime,isRegularFile,isDirectory");
        FileKey key = new FileKey((Long) attributes.get("dev"), (Long) attributes.get("ino"));
        FileTime modified = (FileTime) attributes.get("lastModifiedTime");
        FileTime created = (FileTime) attributes.get("creationTime");
        // A JDK or a file system without birth times gives the time of modification instead.
        Optional<Instant> born = created.equals(modified) ? Optional.empty() : Optional.of(created.toInstant());
        long size = (Long) attributes.get("size");
        boolean isFile = (Boolean) attributes.get("isRegularFile");
        boolean isFolder = (Boolean) attributes.get("isDirectory");
        return new FileStat(key, size, modified, born, isFile, isFolder);
    }

    /** Whether two looks at one inode may have been at one file: its birth differs if the inode was used again. */
    static boolean mayBeOne(Optional<Instant> born, Optional<Instant> other) {
        return born.isEmpty() || other.isEmpty() || born.equals(other);
    }
}
