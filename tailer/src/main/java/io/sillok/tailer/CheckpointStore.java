package io.sillok.tailer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * The checkpoint on disk. It is written to a temporary file, synced, and renamed; the one before stays beside it and is
 * used if the newest is damaged. A lock keeps a second tailer off the folder.
 */
final class CheckpointStore implements AutoCloseable {

    private static final long LARGEST = 256L * 1024 * 1024;

    private final Path folder;
    private final Path current;
    private final Path previous;
    private final DataFolderLock lock;
    private final TailerEvents events;
    private CheckpointContent loaded = CheckpointContent.NONE;

    private CheckpointStore(Path folder, DataFolderLock lock, TailerEvents events) {
        this.folder = folder;
        this.current = folder.resolve("checkpoint");
        this.previous = folder.resolve("checkpoint.previous");
        this.lock = lock;
        this.events = events;
    }

    /** @throws TailerStartException if the folder cannot be used, or another tailer uses it */
    static CheckpointStore open(Path folder, TailerEvents events) throws TailerStartException {
        DataFolderLock lock = DataFolderLock.acquire(folder);
        try {
            requireWritable(folder);
            CheckpointStore store = new CheckpointStore(folder, lock, events);
            store.loaded = store.load();
            return store;
        } catch (TailerStartException e) {
            lock.close();
            throw e;
        }
    }

    /** A disk that is full heals while the tailer runs; rights that are missing do not. */
    private static void requireWritable(Path folder) throws TailerStartException {
        if (!Files.isWritable(folder)) {
            throw new TailerStartException(
                    "data folder " + folder + " cannot be written to; give this user the right, or mount it writable");
        }
    }

    Path path() {
        return current;
    }

    /** The newest whole checkpoint, as it was when the folder was opened; none on the first start. */
    CheckpointContent loaded() {
        return loaded;
    }

    private CheckpointContent load() throws TailerStartException {
        Optional<CheckpointContent> newest = read(current, previous.toString());
        if (newest.isPresent()) {
            return newest.get();
        }
        return read(previous, "none: files are read from their starts").orElse(CheckpointContent.NONE);
    }

    void save(CheckpointContent content) throws IOException {
        Path temporary = folder.resolve("checkpoint.tmp");
        ByteBuffer text = ByteBuffer.wrap(CheckpointFormat.write(content).getBytes(StandardCharsets.UTF_8));
        try (FileChannel out = OwnFile.open(
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

    private Optional<CheckpointContent> read(Path path, String instead) throws TailerStartException {
        try {
            if (Files.size(path) > LARGEST) {
                throw new IllegalArgumentException("it is larger than any checkpoint");
            }
            return Optional.of(CheckpointFormat.read(Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NewerCheckpointException e) {
            throw new TailerStartException(
                    "checkpoint " + path + " " + e.getMessage()
                            + "; run the newer version, or name an empty folder under data to read all files from their starts");
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

    @Override
    public void close() {
        lock.close();
    }
}
