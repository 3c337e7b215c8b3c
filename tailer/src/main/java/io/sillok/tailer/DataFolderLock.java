package io.sillok.tailer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second tailer off a data folder: two would overwrite each other's checkpoint. The system frees it when a process dies. */
final class DataFolderLock implements AutoCloseable {

    private final FileChannel file;

    private DataFolderLock(FileChannel file) {
        this.file = file;
    }

    /** @throws TailerStartException if the folder cannot be used, or another tailer uses it */
    static DataFolderLock acquire(Path folder) throws TailerStartException {
        try {
            OwnFile.folder(folder);
            FileChannel file =
                    OwnFile.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(file)) {
                return new DataFolderLock(file);
            }
            file.close();
        } catch (IOException e) {
            throw new TailerStartException(
                    "data folder " + folder + " cannot be used (" + e + "); name one that this user may write to");
        }
        throw new TailerStartException(
                "data folder " + folder + " is used by another tailer; stop it or name another folder under data");
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
