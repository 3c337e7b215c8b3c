package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The folders that globs lead through. Each is asked for hints before it is listed, and listed again only when its time of
 * change differs, since listing costs as much as there are files and a look at the time does not.
 */
final class Folders {

    /** Not every file system keeps the time of change well, so that now and then it is not relied on. */
    private static final int ROUNDS_A_LISTING_STANDS = 60;

    /**
     * Entries of a folder, in order.
     *
     * @param settled whether the time of change was well past: a folder that changes right after it was listed may keep its
     *     time
     * @param round in which it was listed
     */
    record Listing(FileKey key, FileTime modified, boolean settled, int round, List<Path> entries) {

        private boolean isOf(FileStat stat) {
            return key.equals(stat.key()) && modified.equals(stat.modified());
        }
    }

    /** The coarsest of the usual file systems keep even seconds. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final ChangeHints hints;
    private final InstantSource clock;
    private final Map<Path, Listing> known = new HashMap<>();
    private final Map<Path, Integer> listed = new HashMap<>();
    private final Map<Path, FileKey> hinted = new HashMap<>();
    private final Set<Path> visited = new HashSet<>();

    /** Those whose hints may have ended. */
    private final Set<Path> doubted = new HashSet<>();

    private int round;
    private int entriesListed;

    /** @param clock to compare with times of change */
    Folders(ChangeHints hints, InstantSource clock) {
        this.hints = hints;
        this.clock = clock;
    }

    /** Begins a round of visits. */
    void begin() {
        round++;
        entriesListed = 0;
        visited.clear();
    }

    /** Ends it: folders that were not visited are of no interest any more. */
    void end() {
        known.keySet().retainAll(visited);
        listed.keySet().retainAll(visited);
        Set<Path> left = new HashSet<>(hinted.keySet());
        left.removeAll(visited);
        left.forEach(this::unhint);
    }

    /** How much looking this round took: folders looked at and entries listed. */
    int looks() {
        return visited.size() + entriesListed;
    }

    boolean isKnown(Path folder) {
        return known.containsKey(folder);
    }

    /** Lists the folder anew at its next visit, whatever its time of change says. */
    void doubt(Path folder) {
        known.remove(folder);
        doubted.add(folder);
    }

    /** A folder whose files are named one by one: hints about it are wanted, its entries are not. */
    void watch(Path folder) {
        if (visited.add(folder)) {
            try {
                hint(folder, FileStat.of(folder).key());
            } catch (IOException e) {
                unhint(folder);
            }
        }
    }

    /**
     * Looks at a folder, once a round.
     *
     * @param unreadable hears why a folder cannot be listed; that there is none is no reason
     * @return the listing from before, of an earlier round, if it still stands; none if there is no such folder
     */
    Optional<Listing> visit(Path folder, BiConsumer<Path, IOException> unreadable) {
        if (!visited.add(folder) && known.containsKey(folder)) {
            return Optional.of(known.get(folder));
        }
        try {
            FileStat stat = FileStat.of(folder);
            if (!stat.isFolder()) {
                throw new NotDirectoryException(folder.toString());
            }
            Listing before = known.get(folder);
            boolean same = before != null && before.settled() && before.isOf(stat);
            if (!same || round - listed.getOrDefault(folder, 0) >= ROUNDS_A_LISTING_STANDS) {
                hint(folder, stat.key());
                boolean settled = stat.modified().toInstant().plus(SETTLING).isBefore(clock.instant());
                List<Path> entries = entries(folder);
                listed.put(folder, round);
                // What was only listed to be sure, and is the same, need not be looked at file by file.
                if (!same || !entries.equals(before.entries())) {
                    known.put(folder, new Listing(stat.key(), stat.modified(), settled, round, entries));
                }
            }
            return Optional.of(known.get(folder));
        } catch (NoSuchFileException | NotDirectoryException e) {
            // It may come later, or went while we looked.
            known.remove(folder);
            unhint(folder);
        } catch (IOException e) {
            known.remove(folder);
            unhint(folder);
            unreadable.accept(folder, e);
        }
        return Optional.empty();
    }

    private void hint(Path folder, FileKey key) {
        if (doubted.remove(folder) | !key.equals(hinted.put(folder, key))) {
            hints.watch(folder);
        }
    }

    private void unhint(Path folder) {
        doubted.remove(folder);
        if (hinted.remove(folder) != null) {
            hints.forget(folder);
        }
    }

    private List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            listing.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entriesListed += entries.size();
        entries.sort(null);
        return entries;
    }
}
