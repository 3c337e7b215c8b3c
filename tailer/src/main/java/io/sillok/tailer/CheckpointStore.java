package io.sillok.tailer;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * The checkpoint on disk. It is written to a temporary file, synced, and renamed; the one before stays beside it and is
 * used if the newest is damaged. What changes between two such saves goes into a {@link CheckpointJournal}. A lock keeps a second tailer off the folder.
 */
final class CheckpointStore implements AutoCloseable {

    private static final long LARGEST = 256L * 1024 * 1024;
    private static final String JOURNAL = "checkpoint.journal";

    /** In bytes; it may also grow to the size of the checkpoint, so that what is written is at most doubled by that. */
    private static final long LEAST_JOURNAL = 256 * 1024;

    private final Path folder;
    private final Path current;
    private final Path previous;
    private final DataFolderLock lock;
    private final TailerEvents events;
    private CheckpointContent loaded = CheckpointContent.NONE;

    /** Digest of the last checkpoint, if all that was saved since is in its journal. */
    private Optional<String> saved = Optional.empty();

    private long savedLength;
    private Optional<CheckpointJournal> journal = Optional.empty();

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

    /** Saves all there is to know. */
    void save(CheckpointContent content) throws IOException {
        endJournal();
        Path temporary = folder.resolve("checkpoint.tmp");
        String digest;
        try (FileChannel out = OwnFile.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            digest = CheckpointFormat.write(content, Channels.newOutputStream(out));
            savedLength = out.position();
            out.force(true);
        }
        if (Files.exists(current)) {
            // Dying between the two renames leaves the previous one, which load() then takes.
            Files.move(current, previous, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(temporary, current, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
        saved = Optional.of(digest);
    }

    /** Whether it is enough to save what changed, since all else was saved by this store and the changes are few. */
    boolean takesChanges() {
        return saved.isPresent()
                && journal.map(CheckpointJournal::length).orElse(0L) < Math.max(LEAST_JOURNAL, savedLength);
    }

    /** Saves what changed since the last save of either kind. If that fails, the next save must be of all there is. */
    void saveChanges(CheckpointContent changes) throws IOException {
        String base = saved.orElseThrow();
        saved = Optional.empty();
        if (journal.isEmpty()) {
            journal = Optional.of(CheckpointJournal.begin(folder.resolve(JOURNAL), base));
            syncFolder();
        }
        journal.get().add(changes);
        saved = Optional.of(base);
    }

    private void syncFolder() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private void endJournal() throws IOException {
        saved = Optional.empty();
        if (journal.isPresent()) {
            CheckpointJournal ended = journal.get();
            journal = Optional.empty();
            ended.close();
        }
    }

    /**
     * A checkpoint with what its journal adds to it.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    static CheckpointContent read(Path checkpoint) throws IOException {
        return CheckpointJournal.apply(
                checkpoint.resolveSibling(JOURNAL), CheckpointFormat.read(Files.readAllBytes(checkpoint)));
    }

    private Optional<CheckpointContent> read(Path path, String instead) throws TailerStartException {
        try {
            if (Files.size(path) > LARGEST) {
                throw new IllegalArgumentException("it is larger than any checkpoint");
            }
            return Optional.of(read(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NewerCheckpointException e) {
            throw new TailerStartException(
                    "checkpoint " + path + " " + e.getMessage()
                            + "; run the newer version, or name an empty folder under data to read all files from their starts");
        } catch (IllegalArgumentException | DateTimeException e) {
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
        try {
            endJournal();
        } catch (IOException e) {
            // All that was added to it is on the disk.
            events.checkpointFailed(folder.resolve(JOURNAL), e.toString());
        }
        lock.close();
    }
}
