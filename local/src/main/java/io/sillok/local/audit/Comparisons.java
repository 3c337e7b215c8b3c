package io.sillok.local.audit;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds slices against the files that they came from, a bounded number of which it keeps open. */
final class Comparisons implements AutoCloseable {

    private static final int MOST_OPEN = 256;

    private final Map<FileId, DiskFile> places;
    private final Path temporary;
    private final Map<FileId, Comparison> comparisons = new HashMap<>();
    private final Set<FileId> gone = new HashSet<>();
    private final Set<FileId> masked = new HashSet<>();
    private final Map<FileId, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

    /** @param temporary folder for what has to be unpacked */
    Comparisons(Map<FileId, DiskFile> places, Path temporary) {
        this.places = places;
        this.temporary = temporary;
    }

    void compare(FileSlice slice) throws IOException {
        FileId id = slice.source().fileId();
        if (slice.masked().isPresent()) {
            // Other text than in the file; that it stands for the right bytes is what its lengths say.
            masked.add(id);
            return;
        }
        if (!places.containsKey(id) || gone.contains(id)) {
            return;
        }
        try {
            FileChannel file = channel(id);
            comparisons.computeIfAbsent(id, key -> new Comparison()).compare(slice, file);
        } catch (NoSuchFileException e) {
            // Rotated in this moment: what was compared before counts.
            gone.add(id);
        }
    }

    Optional<Comparison> of(FileId id) {
        return Optional.ofNullable(comparisons.get(id));
    }

    /** How many files have slices that were masked on their host, and cannot be compared. */
    int masked() {
        return masked.size();
    }

    private FileChannel channel(FileId id) throws IOException {
        FileChannel known = open.get(id);
        if (known != null) {
            return known;
        }
        if (open.size() >= MOST_OPEN) {
            Iterator<FileChannel> eldest = open.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
        FileChannel channel = places.get(id).open(temporary);
        open.put(id, channel);
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open.values()) {
            channel.close();
        }
    }
}
