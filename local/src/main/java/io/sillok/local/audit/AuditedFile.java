package io.sillok.local.audit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of an audit. All figures are bytes.
 *
 * @param id empty for a file that nobody ships
 * @param path as it was when the file was first seen
 * @param place where its bytes stand now, if they stand on this disk
 * @param size of its content; empty if it is not on this disk
 * @param shipped up to where it was sent, as far as that is known from outside
 * @param acknowledged up to where the tailer's checkpoint says that Kafka has it, without a gap; empty without checkpoint
 * @param unseen missing bytes whose place the ledger does not tell
 * @param comparison with what stands in Kafka, if that was asked for
 */
record AuditedFile(
        String id,
        String path,
        State state,
        Optional<String> place,
        OptionalLong size,
        long shipped,
        OptionalLong acknowledged,
        long accepted,
        long resent,
        List<Hole> holes,
        long unseen,
        Optional<Comparison> comparison) {

    /** Where the file is. */
    enum State {
        /** Under its path. */
        THERE,
        /** Rotated: renamed, copied or packed. */
        MOVED,
        /** Not on this disk any more, or not to be found. */
        GONE,
        /** Nobody looks for it here: no checkpoint tells what it held. */
        ELSEWHERE,
        /** On this disk, named, and nobody ships it. */
        UNSHIPPED,
        /** The same, but not one line of it is whole yet. */
        BEGINNING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    long missing() {
        return unseen + sum(Hole.Kind.MISSING);
    }

    long open() {
        return sum(Hole.Kind.OPEN);
    }

    /** What is on the disk and was not shipped yet. */
    long unread() {
        return size.isEmpty() ? 0 : Math.max(0, size.getAsLong() - shipped);
    }

    /** Whether something is lost, or will not come by itself. */
    boolean isAtFault() {
        return missing() > 0
                || state == State.UNSHIPPED
                || comparison.filter(Comparison::differs).isPresent();
    }

    /** Whether all is there, up to the last byte. */
    boolean isSettled() {
        return !isAtFault() && open() == 0 && unread() == 0;
    }

    private long sum(Hole.Kind kind) {
        return holes.stream()
                .filter(hole -> hole.kind() == kind)
                .mapToLong(Hole::length)
                .sum();
    }
}
