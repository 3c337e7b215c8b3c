package io.sillok.tailer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoint on disk. It is written to a temporary file, synced, and renamed; the one before stays beside it and is
 * used if the newest is damaged. A lock keeps a second tailer off the folder.
 */
final class CheckpointStore implements AutoCloseable {

    private final Path folder;
    private final Path current;
    private final Path previous;
    private final FileChannel lockFile;
    private final TailerEvents events;

    private CheckpointStore(Path folder, FileChannel lockFile, TailerEvents events) {
        this.folder = folder;
        this.current = folder.resolve("checkpoint");
        this.previous = folder.resolve("checkpoint.previous");
        this.lockFile = lockFile;
        this.events = events;
    }

    /** @throws TailerStartException if the folder cannot be used, or another tailer uses it */
    static CheckpointStore open(Path folder, TailerEvents events) throws TailerStartException {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return new CheckpointStore(folder, lockFile, events);
            }
        } catch (OverlappingFileLockException e) {
            closeQuietly(lockFile);
            throw inUse(folder);
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw new TailerStartException(
                    "data folder " + folder + " cannot be used (" + e + "); name one that this user may write to");
        }
        closeQuietly(lockFile);
        throw inUse(folder);
    }

    Path path() {
        return current;
    }

    /** The newest whole checkpoint; none on the first start. */
    List<FileCheckpoint> load() throws TailerStartException {
        Optional<List<FileCheckpoint>> newest = read(current, previous.toString());
        if (newest.isPresent()) {
            return newest.get();
        }
        return read(previous, "none: files are read from their starts").orElse(List.of());
    }

    void save(Collection<FileCheckpoint> files) throws IOException {
        Path temporary = folder.resolve("checkpoint.tmp");
        ByteBuffer text = ByteBuffer.wrap(CheckpointFormat.write(files).getBytes(StandardCharsets.UTF_8));
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        if (Files.exists(current)) {
            // Dying between the two renames leaves the previous one, which load() then takes.
            Files.move(current, previous, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(temporary, current, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private Optional<List<FileCheckpoint>> read(Path path, String instead) throws TailerStartException {
        try {
            return Optional.of(CheckpointFormat.read(Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | CharacterCodingException e) {
            events.checkpointDamaged(path, e.toString(), instead);
            setAside(path);
            return Optional.empty();
        } catch (IOException e) {
            throw new TailerStartException(
                    "checkpoint " + path + " cannot be read (" + e + "); give this user the right to read it");
        }
    }

    /** So that the next save does not put a damaged file in the place of the good one before it. */
    private void setAside(Path damaged) throws TailerStartException {
        try {
            Files.move(damaged, folder.resolve("checkpoint.damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TailerStartException("data folder " + folder + " cannot be written (" + e + ")");
        }
    }

    private static TailerStartException inUse(Path folder) {
        return new TailerStartException(
                "data folder " + folder + " is used by another tailer; stop it or name another folder under data");
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
