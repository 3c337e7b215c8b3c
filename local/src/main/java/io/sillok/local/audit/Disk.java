package io.sillok.local.audit;

import io.sillok.model.FileId;
import io.sillok.tailer.KnownFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipException;

/**
 * Where known files are on this disk now, whatever their names: by inode and content, or, for what was copied or packed, by
 * content alone.
 *
 * @param places of the files that were found
 * @param strangers files that were named and are none of the known ones
 */
record Disk(Map<FileId, DiskFile> places, List<DiskFile> strangers) {

    /**
     * Looks at the files that are named, and at all that lie in the folders of known ones.
     *
     * @param arrivals without any checkpoint, files are found by their path alone: the last one that had it
     * @param temporary folder for what has to be unpacked
     */
    static Disk look(List<KnownFile> known, Collection<Arrival> arrivals, Set<Path> named, Path temporary)
            throws IOException {
        Map<Path, DiskFile> free = files(known, named);
        Map<FileId, DiskFile> places = new HashMap<>();
        List<KnownFile> unplaced = new ArrayList<>(known);
        // Of files that begin alike, the one of which most is known has the first choice.
        unplaced.sort(Comparator.comparingLong(KnownFile::acknowledged).reversed());
        place(unplaced, free, places, temporary, (file, disk) -> disk.inode() == file.inode());
        place(unplaced, free, places, temporary, (file, disk) -> true);
        if (known.isEmpty()) {
            placeByPath(arrivals, free, places);
        }
        List<DiskFile> strangers = free.values().stream()
                .filter(file -> named.contains(file.path()))
                .toList();
        return new Disk(places, strangers);
    }

    private interface Chance {
        boolean is(KnownFile file, DiskFile disk);
    }

    private static void place(
            List<KnownFile> unplaced,
            Map<Path, DiskFile> free,
            Map<FileId, DiskFile> places,
            Path temporary,
            Chance chance)
            throws IOException {
        for (KnownFile file : List.copyOf(unplaced)) {
            for (DiskFile disk : List.copyOf(free.values())) {
                if (chance.is(file, disk) && holds(disk, file, temporary)) {
                    places.put(file.id(), disk);
                    free.remove(disk.path());
                    unplaced.remove(file);
                    break;
                }
            }
        }
    }

    /** What goes or is not whole while it is looked at is not the file. */
    private static boolean holds(DiskFile disk, KnownFile file, Path temporary) throws IOException {
        try {
            return disk.holds(file, temporary);
        } catch (NoSuchFileException | EOFException | ZipException e) {
            return false;
        }
    }

    private static void placeByPath(
            Collection<Arrival> arrivals, Map<Path, DiskFile> free, Map<FileId, DiskFile> places) throws IOException {
        Map<Path, Arrival> last = new LinkedHashMap<>();
        arrivals.forEach(arrival -> last.put(Path.of(arrival.path()), arrival));
        for (Map.Entry<Path, Arrival> entry : last.entrySet()) {
            DiskFile disk = free.get(entry.getKey());
            if (disk != null && disk.storedSize() >= entry.getValue().end()) {
                places.put(entry.getValue().id(), disk);
                free.remove(disk.path());
            }
        }
    }

    private static Map<Path, DiskFile> files(List<KnownFile> known, Set<Path> named) throws IOException {
        Set<Path> paths = new TreeSet<>(named);
        Set<Path> folders = new TreeSet<>();
        known.forEach(file -> folders.add(file.path().getParent()));
        for (Path folder : folders) {
            try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                listing.forEach(paths::add);
            } catch (NoSuchFileException | NotDirectoryException e) {
                // Gone, with all that was in it.
                continue;
            }
        }
        Map<Path, DiskFile> files = new LinkedHashMap<>();
        for (Path path : paths) {
            try {
                files.put(path, DiskFile.at(path));
            } catch (NoSuchFileException e) {
                continue;
            }
        }
        return files;
    }
}
