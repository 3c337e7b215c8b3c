package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which files in a folder may be rotations of logs, by their names and inodes; what they hold is not looked at. */
final class Siblings {

    private final List<PathsProvider> providers;
    private final Checkpoints checkpoints;
    private final WatcherFactory factory;

    Siblings(List<PathsProvider> providers, Checkpoints checkpoints, WatcherFactory factory) {
        this.providers = providers;
        this.checkpoints = checkpoints;
        this.factory = factory;
    }

    /** The one whose globs name this path. */
    Optional<PathsProvider> provider(Path path) {
        return providers.stream().filter(group -> group.covers(path)).findFirst();
    }

    /**
     * @param inodes of known files that may have any name now
     * @param named whether to list those that the globs name, too
     */
    List<Sibling> in(Path folder, Set<Long> inodes, boolean named) throws IOException {
        List<Sibling> found = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            for (Path path : listing) {
                if (named || provider(path).isEmpty()) {
                    of(path, inodes).ifPresent(found::add);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private Optional<Sibling> of(Path path, Set<Long> inodes) {
        Optional<Path> base = RotatedNames.bases(path).stream()
                .filter(name -> provider(name).isPresent())
                .findFirst();
        if (base.isEmpty() && inodes.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            FileStat stat = FileStat.of(path);
            if (base.isPresent()) {
                return Optional.of(new Sibling(path, stat, provider(base.get()).orElseThrow(), base.get()));
            }
            return inodes.contains(stat.key().inode()) ? known(path, stat) : Optional.empty();
        } catch (IOException e) {
            // It went between the listing and the look.
            return Optional.empty();
        }
    }

    private Optional<Sibling> known(Path path, FileStat stat) {
        return checkpoints.ofInode(stat.key().inode()).stream()
                .map(FileCheckpoint::path)
                .filter(base -> provider(base).isPresent())
                .findFirst()
                .map(base -> new Sibling(path, stat, provider(base).orElseThrow(), base));
    }

    /** The known files of which one of this path may be a rotation. */
    List<FileCheckpoint> family(Path path) {
        Set<Path> names = RotatedNames.bases(path);
        return checkpoints.files().stream()
                .filter(known -> path.getParent().equals(known.path().getParent()))
                .filter(known -> names.contains(known.path())
                        || path.equals(known.path())
                        || RotatedNames.bases(known.path()).stream()
                                .anyMatch(base -> names.contains(base) && isLog(base)))
                .toList();
    }

    /** Whether this is, or was, the path of a log, so that names made of it are those of its rotations. */
    private boolean isLog(Path path) {
        return factory.isKnown(path) || provider(path).isPresent();
    }
}
