package io.sillok.tailer;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A file that no glob names but whose name is, or may be, a rotation of one that does.
 *
 * @param provider of the glob that names its log
 * @param base the log's path
 */
record Sibling(Path path, FileStat stat, PathsProvider provider, Path base) {

    /** What is packed comes after what it may be packed from, which the clock of the files need not tell. */
    static final Comparator<Sibling> OLDEST_FIRST = Comparator.comparing(
                    (Sibling sibling) -> sibling.stat().modified())
            .thenComparing(sibling -> UnpackedBytes.isPacked(sibling.path()));
}
