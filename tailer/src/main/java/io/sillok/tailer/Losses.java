package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/** Bytes that were seen in a log, were not read, and stand nowhere any more: they are told, each once. */
final class Losses {

    private final Siblings siblings;
    private final FollowedFiles followed;
    private final OpenFiles files;
    private final Checkpoints checkpoints;
    private final TailerEvents events;

    Losses(Siblings siblings, FollowedFiles followed, OpenFiles files, Checkpoints checkpoints, TailerEvents events) {
        this.siblings = siblings;
        this.followed = followed;
        this.files = files;
        this.checkpoints = checkpoints;
        this.events = events;
    }

    /** Tells of bytes that were seen in files of a folder that are nowhere any more. */
    void report(Path path, SiblingFolder folder) {
        Set<FileId> drained = followed.drained();
        for (FileCheckpoint known : followed.left()) {
            if (known.unread() > 0
                    && known.path().getParent().equals(path)
                    && !folder.mayHold(known.id())
                    && siblings.provider(known.path()).isPresent()
                    && !drained.contains(known.id())
                    && !standsUnread(known)) {
                checkpoints.giveUp(known.id(), known.position().offset());
                events.bytesUnaccounted(known.path(), known.unread());
                packedOtherwise(known.path()).ifPresent(packed -> events.packedOtherwise(known.path(), packed));
            }
        }
    }

    /** A rotation of a log that cannot be unpacked, if there is one. */
    private static Optional<Path> packedOtherwise(Path log) {
        try (Stream<Path> siblings = Files.list(log.getParent())) {
            return siblings.filter(sibling -> RotatedNames.isPackedOtherwise(sibling, log))
                    .findFirst();
        } catch (IOException e) {
            // The folder was listed a moment ago, and will be again; that bytes are lost is told in any case.
            return Optional.empty();
        }
    }

    /** Files of which bytes are missing and that this log may be a copy of, though for now it looks like that of another. */
    List<FileId> thatMayBeIn(Path path, LogBytes log) throws IOException {
        Set<FileId> inUse = followed.inUse().keySet();
        List<FileId> lost = new ArrayList<>();
        for (FileCheckpoint known : siblings.family(path)) {
            if (known.unread() > 0 && !inUse.contains(known.id()) && mayBeIn(log, known)) {
                lost.add(known.id());
            }
        }
        return lost;
    }

    private static boolean mayBeIn(LogBytes log, FileCheckpoint known) throws IOException {
        try {
            return known.isIn(log);
        } catch (EOFException | ZipException e) {
            // It is being packed.
            return true;
        }
    }

    /** Whether a file may still be there and could only not be opened. */
    private boolean standsUnread(FileCheckpoint known) {
        return (known.key().isAt(known.path()) || known.key().isAt(known.real()))
                && files.of(known.key()).isEmpty();
    }
}
