package io.sillok.tailer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are nobody's business but the tailer's: paths and positions say what is logged where. */
final class OwnFile {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnFile() {}

    /** Makes a folder unless it is there; one that is there keeps its rights, which somebody may have given on purpose. */
    static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        }
    }

    /** Opens a file so that no other user can, also if an earlier version left it open to all. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        FileChannel channel =
                FileChannel.open(file, Set.<OpenOption>of(options), PosixFilePermissions.asFileAttribute(FILE));
        if (!Files.getPosixFilePermissions(file).equals(FILE)) {
            Files.setPosixFilePermissions(file, FILE);
        }
        return channel;
    }
}
