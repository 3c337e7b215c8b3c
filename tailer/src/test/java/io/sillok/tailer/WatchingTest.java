package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are looked at when: at once where a hint speaks of them, some time in any case. */
final class WatchingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final ScriptedHints hints = new ScriptedHints();
    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = rig("*.log");
    }

    private TailerRig rig(String glob) throws Exception {
        TailerRig made = new TailerRig(folder, glob, "nginx.access");
        made.lookout = new Lookout(hints, LookPace.STANDARD);
        return made;
    }

    @Test
    void idleFilesCostNextToNothing() throws Exception {
        int files = 1_000;
        int busy = 10;
        for (int i = 0; i < files; i++) {
            rig.write(name(i), "first of " + i + "\n");
        }
        Instant later = Instant.now().plusSeconds(60);
        rig.clock = () -> later;
        rig.start();
        rig.passFor(MINUTE);
        assertThat(rig.server.progress().caughtUp()).isTrue();

        long before = rig.server.looks();
        rig.passFor(MINUTE);
        long idle = rig.server.looks() - before;
        // Each is looked at once or twice in 5 s, however few there are; 10,000 are given 20 s.
        assertThat(idle).isBetween(12L * files, 26L * files);

        before = rig.server.looks();
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < busy; i++) {
                hints.changed(rig.write(name(i), "more\n"));
            }
            rig.passFor(Duration.ofSeconds(1));
        }
        long extra = rig.server.looks() - before - idle;
        assertThat(extra).isLessThan(60L * busy * 3);
        assertThat(rig.records()).hasSize(files + 60 * busy);
    }

    @Test
    void whereHintsTellOfChangesIdleFilesAreLookedAtEverMoreRarely() throws Exception {
        int files = 200;
        hints.hearing = true;
        for (int i = 0; i < files; i++) {
            rig.write(name(i), "first of " + i + "\n");
        }
        rig.start();
        rig.passFor(Duration.ofMinutes(30));
        long before = rig.server.looks();
        rig.passFor(Duration.ofMinutes(10));
        assertThat(rig.server.looks() - before).as("each twice to four times").isBetween(2L * files, 4L * files);

        Path untold = rig.write(name(7), "untold\n");
        rig.passFor(Duration.ofMinutes(5));
        assertThat(rig.records()).contains("untold\n");
        Files.writeString(untold, "untold too\n", StandardOpenOption.APPEND);
        rig.passFor(Duration.ofSeconds(5));
        assertThat(rig.records()).as("its changes are not told").contains("untold too\n");
    }

    @Test
    void aLineIsReadWhenAHintTellsOfIt() throws Exception {
        Path log = rig.write("a.log", "a\n");
        rig.start();
        rig.passFor(MINUTE);
        rig.write("a.log", "b\n");
        hints.changed(log);
        rig.pass();
        assertThat(rig.records()).containsExactly("a\n", "b\n");
    }

    @Test
    void withoutHintsALineIsReadWithinFiveSeconds() throws Exception {
        rig.write("a.log", "a\n");
        rig.start();
        rig.passFor(Duration.ofHours(1));
        rig.write("a.log", "b\n");
        rig.passFor(Duration.ofSeconds(5));
        assertThat(rig.records()).containsExactly("a\n", "b\n");
        // One that changes is looked at often from then on.
        rig.write("a.log", "c\n");
        rig.passFor(Duration.ofSeconds(2));
        assertThat(rig.records()).containsExactly("a\n", "b\n", "c\n");
    }

    @Test
    void aFileWhoseChangesAreToldNoMoreIsLookedAtAgain() throws Exception {
        Path log = rig.write("a.log", "a\n");
        rig.start();
        rig.settle();
        hints.changed(rig.write("a.log", "b\n"));
        rig.passFor(MINUTE);
        rig.write("a.log", "untold\n");
        // It was quiet for a minute, and hints told of it.
        rig.passFor(Duration.ofSeconds(16));
        rig.write("a.log", "untold too\n");
        // Without hints that is the longest pause; how long it is hangs on when the look before it came.
        rig.passFor(Duration.ofSeconds(5));
        assertThat(Files.size(log)).isEqualTo(rig.server.progress().bytesAcknowledged());
    }

    @Test
    void afterAnOverflowEverythingIsLookedAt() throws Exception {
        for (int i = 0; i < 100; i++) {
            rig.write(name(i), "a\n");
        }
        rig.start();
        rig.passFor(MINUTE);
        for (int i = 0; i < 100; i++) {
            rig.write(name(i), "b\n");
        }
        rig.write("new.log", "n\n");
        hints.uncertain(rig.logs);
        rig.pass();
        rig.pass();
        assertThat(rig.records()).hasSize(201).contains("n\n");
    }

    @Test
    void aRotationIsNoticedAtOnceAndTheOldFilesEndIsToldUnderItsNewName() throws Exception {
        Path log = rig.write("a.log", "a\n");
        rig.start();
        rig.passFor(MINUTE);
        rig.rename("a.log", "a.log.1");
        rig.write("a.log", "new\n");
        Path rotated = rig.write("a.log.1", "late\n");
        hints.cameOrWent(log);
        hints.cameOrWent(rotated);
        hints.changed(rotated);
        rig.pass();
        assertThat(rig.events.counts()).containsEntry("file_rotated", 1L);
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nlate\n", "new\n");
        rig.passFor(MINUTE);
        hints.changed(rig.write("a.log.1", "later\n"));
        rig.pass();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nlate\nlater\n", "new\n");
    }

    @Test
    void aFileThatKeepsOneOfTwoNamesIsNotRotated() throws Exception {
        Path log = rig.write("a.log", "a\n");
        Files.createLink(rig.logs.resolve("b.log"), log);
        rig.start();
        rig.passFor(MINUTE);
        Files.delete(log);
        hints.cameOrWent(log);
        rig.passFor(MINUTE);
        assertThat(rig.events.counts()).doesNotContainKey("file_rotated");
        hints.changed(rig.write("b.log", "b\n"));
        rig.pass();
        assertThat(rig.contents().values()).containsExactly("a\nb\n");
    }

    @Test
    void aLinksTargetInAnotherFolderIsWatchedToo() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).toRealPath();
        Path target = Files.writeString(elsewhere.resolve("target"), "a\n");
        Files.createSymbolicLink(rig.logs.resolve("link.log"), target);
        rig.start();
        rig.passFor(MINUTE);
        assertThat(hints.watched).contains(elsewhere);
        Files.writeString(target, "b\n", java.nio.file.StandardOpenOption.APPEND);
        hints.changed(target);
        rig.pass();
        assertThat(rig.records()).containsExactly("a\n", "b\n");

        // Another file in the target's place: the link's own folder does not change.
        Path next = Files.writeString(elsewhere.resolve("next"), "c\n");
        Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
        rig.passFor(Duration.ofSeconds(7));
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "c\n");
    }

    @Test
    void newFoldersUnderADeepGlobAreFoundAndWatched() throws Exception {
        rig = rig("**/*.log");
        Files.createDirectories(rig.logs.resolve("one"));
        rig.write("one/x.log", "x\n");
        rig.start();
        rig.passFor(MINUTE);
        Path deep = Files.createDirectories(rig.logs.resolve("two/three/four"));
        rig.write("two/three/four/y.log", "y\n");
        hints.cameOrWent(rig.logs.resolve("two"));
        rig.pass();
        assertThat(rig.records()).containsExactly("x\n", "y\n");
        assertThat(hints.watched).contains(deep, deep.getParent());
        // And without any hint, by the times of the folders.
        Files.createDirectories(rig.logs.resolve("one/five"));
        rig.write("one/five/z.log", "z\n");
        rig.settle();
        assertThat(rig.records()).contains("z\n");
    }

    @Test
    void foldersThatWentAreNotWatchedAnyMoreAndComeBack() throws Exception {
        rig = rig("*/x.log");
        Path comes = Files.createDirectories(rig.logs.resolve("comes"));
        rig.write("comes/x.log", "a\n");
        rig.start();
        rig.settle();
        assertThat(hints.watched).contains(comes);
        Files.delete(comes.resolve("x.log"));
        Files.delete(comes);
        hints.uncertain(comes);
        rig.passFor(Duration.ofSeconds(3));
        assertThat(hints.watched).doesNotContain(comes);
        Files.createDirectories(comes);
        rig.write("comes/x.log", "another\n");
        rig.passFor(Duration.ofSeconds(3));
        assertThat(hints.watched).contains(comes);
        assertThat(rig.records()).containsExactly("a\n", "another\n");
    }

    @Test
    void aFolderThatIsReplacedByALinkSwitchIsWatchedAnew() throws Exception {
        rig = rig("current/x.log");
        Files.createDirectories(rig.logs.resolve("release-1"));
        Files.createDirectories(rig.logs.resolve("release-2"));
        Path current = Files.createSymbolicLink(rig.logs.resolve("current"), Path.of("release-1"));
        rig.write("release-1/x.log", "1\n");
        rig.write("release-2/x.log", "2\n");
        rig.start();
        rig.settle();
        hints.watched.clear();
        Files.delete(current);
        Files.createSymbolicLink(current, Path.of("release-2"));
        rig.passFor(Duration.ofSeconds(2));
        assertThat(rig.records()).containsExactly("1\n", "2\n");
        assertThat(hints.watched).contains(current);
    }

    @Test
    void linksThatLeadInCirclesEnd() throws Exception {
        rig = rig("**/*.log");
        for (String link : new String[] {"loop", "ring", "orbit"}) {
            Files.createSymbolicLink(rig.logs.resolve(link), rig.logs);
        }
        rig.write("a.log", "a\n");
        rig.start();
        rig.settle();
        assertThat(rig.records()).containsExactly("a\n");
    }

    @Test
    void foldersInWhichNothingCameOrWentAreNotListedAgain() throws Exception {
        for (int i = 0; i < 1000; i++) {
            rig.write(name(i), "a\n");
        }
        Instant later = Instant.now().plusSeconds(60);
        Folders folders = new Folders(hints, () -> later);
        Seen seen = new Seen();
        PathsProvider provider = new PathsProvider(rig.group, folders);
        for (int round = 0; round < 10; round++) {
            folders.begin();
            provider.look(seen);
            folders.end();
        }
        assertThat(seen.named).isEqualTo(1000);
        assertThat(seen.stillThere).isEqualTo(9000);
        assertThat(folders.looks()).isEqualTo(1);
        rig.write("new.log", "n\n");
        Files.setLastModifiedTime(rig.logs, FileTime.from(Instant.now().plusSeconds(1)));
        folders.begin();
        provider.look(seen);
        assertThat(seen.named).isEqualTo(2001);
    }

    @Test
    void aFolderThatChangedLatelyIsListedAgain() throws Exception {
        rig.write("a.log", "a\n");
        Folders folders = new Folders(hints, Instant::now);
        Seen seen = new Seen();
        PathsProvider provider = new PathsProvider(rig.group, folders);
        for (int round = 0; round < 3; round++) {
            folders.begin();
            provider.look(seen);
        }
        assertThat(seen.named).isEqualTo(3);
    }

    private static final class Seen implements PathsProvider.Sightings {
        private int named;
        private int stillThere;

        @Override
        public void named(Path path) {
            named++;
        }

        @Override
        public void stillThere(List<Path> paths) {
            stillThere += paths.size();
        }

        @Override
        public void unreadable(Path unreadable, java.io.IOException cause) {
            throw new AssertionError(cause);
        }
    }

    @Test
    void rightsThatAreGivenLaterAreNoticed() throws Exception {
        Assumptions.assumeFalse(System.getProperty("user.name").equals("root"), "root may read everything");
        Path inner = Files.createDirectories(rig.logs.resolve("inner"));
        rig = rig("{*.log,inner/*.log}");
        rig.write("inner/b.log", "b\n");
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("---------"));
        rig.start();
        rig.passFor(MINUTE);
        assertThat(rig.records()).isEmpty();
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
        rig.passFor(Duration.ofSeconds(2));
        assertThat(rig.records()).containsExactly("b\n");
    }

    private static String name(int i) {
        return "f" + i + ".log";
    }
}
