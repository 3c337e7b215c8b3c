package io.sillok.tailer;

import io.sillok.model.FileId;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One folder of logs: when to look through it again, and what was judged in it and needs no judging. */
final class SiblingFolder {

    /** Times of files come from a clock that ticks more coarsely than the one that says when a look began. */
    static final Duration CLOCK_SLACK = Duration.ofSeconds(1);

    private static final Duration AGAIN_IF_UNCLEAR = Duration.ofSeconds(5);

    /** Files that were let go may be written to, which their folder does not show. */
    private static final Duration AGAIN_FOR_GROWTH = Duration.ofMinutes(1);

    private static final int MOST_JUDGED = 10_000;

    /** As long as nobody writes to it; its time is not known if it was let go under a name that it has no more. */
    private record Judged(long size, Optional<FileTime> modified, Optional<FileId> own) {}

    /** A file that held the first bytes of a log while that stood there itself. */
    private record Copy(long size, FileTime modified, FileStream of) {}

    private final Map<FileKey, Judged> judged = new HashMap<>();
    private final Map<FileKey, Copy> copies = new HashMap<>();
    private FileTime modified = FileTime.fromMillis(0);
    private Instant looked = Instant.MIN;
    private Instant lookAgain = Instant.MIN;
    private boolean unclear;
    private boolean obscured;

    /** Files that are gone, and that one which is not judged yet may turn out to be. */
    private final Set<FileId> doubted = new HashSet<>();

    /** @param modifiedNow of the folder itself: it changes when something in it comes, goes or is renamed */
    boolean isDue(FileTime modifiedNow, Instant now) {
        // A folder that changed a moment before the look may have changed again within the tick of its clock.
        boolean changed =
                !modifiedNow.equals(modified) || !modifiedNow.toInstant().isBefore(looked.minus(CLOCK_SLACK));
        return changed || !now.isBefore(lookAgain);
    }

    void begin(FileTime modifiedNow, Instant began) {
        modified = modifiedNow;
        looked = began;
        unclear = false;
        obscured = false;
        doubted.clear();
        if (judged.size() > MOST_JUDGED) {
            judged.clear();
        }
        if (copies.size() > MOST_JUDGED) {
            copies.clear();
        }
    }

    void end(Instant now) {
        boolean mayGrow = judged.values().stream().anyMatch(file -> file.own().isPresent());
        lookAgain = unclear ? now.plus(AGAIN_IF_UNCLEAR) : mayGrow ? now.plus(AGAIN_FOR_GROWTH) : Instant.MAX;
    }

    void lookAgainAt(Instant time) {
        lookAgain = time.isBefore(lookAgain) ? time : lookAgain;
    }

    /** Something in it could not be looked at, or is to be judged anew: nothing of the folder is known to be lost. */
    void isUnclear(Instant now) {
        unclear = true;
        obscured = true;
        lookAgainAt(now.plus(AGAIN_IF_UNCLEAR));
    }

    /**
     * A file in it holds what one that stands there holds too, and is to be judged again when that one is gone.
     *
     * @param mayBe files that are gone, and that it may turn out to be
     */
    void isUndecided(Collection<FileId> mayBe, Instant now) {
        unclear = true;
        doubted.addAll(mayBe);
        lookAgainAt(now.plus(AGAIN_IF_UNCLEAR));
    }

    /** Whether what was seen in a file that is gone may still be found here. */
    boolean mayHold(FileId gone) {
        return obscured || doubted.contains(gone);
    }

    boolean unclear() {
        return unclear;
    }

    boolean isJudged(FileStat stat) {
        Judged before = judged.get(stat.key());
        return before != null
                && before.size() == stat.size()
                && before.modified().map(stat.modified()::equals).orElse(true);
    }

    /** Which file that was read whole this one is, if it is one. */
    Optional<FileId> own(FileKey key) {
        return Optional.ofNullable(judged.get(key)).flatMap(Judged::own);
    }

    void copies(FileStat stat, FileStream log) {
        copies.put(stat.key(), new Copy(stat.size(), stat.modified(), log));
    }

    /** The stream that has read all that this copy holds, if it was known as a copy before and did not change. */
    Optional<FileStream> readIn(FileStat stat) {
        return Optional.ofNullable(copies.get(stat.key()))
                .filter(copy -> copy.size() == stat.size()
                        && copy.modified().equals(stat.modified())
                        && copy.of().readTo() >= copy.size())
                .map(Copy::of);
    }

    void settle(FileStat stat, Optional<FileId> own) {
        copies.remove(stat.key());
        judged.put(stat.key(), new Judged(stat.size(), Optional.of(stat.modified()), own));
    }

    void letGo(FileKey key, long size, Optional<FileId> own) {
        judged.put(key, new Judged(size, Optional.empty(), own));
    }
}
