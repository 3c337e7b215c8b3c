package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Digest;
import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved between two whole checkpoints, and what may happen to it. */
final class CheckpointJournalTest {

    private static final Instant SEEN = Instant.parse("2026-11-22T08:00:00Z");
    private static final Path LOGS = Path.of("/var/log");

    /** Within this time what moved is saved, however slow the disk. */
    private static final Duration SAVED = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    private final LoggedTailerEvents events = TailerEvents.logged();

    @Test
    void changesComeBackOverWhatWasSavedWhole() throws Exception {
        try (CheckpointStore store = open()) {
            assertThat(store.takesChanges()).as("nothing was saved whole yet").isFalse();
            store.save(content(file(1, 100), file(2, 100)));
            byte[] whole = Files.readAllBytes(current());
            store.saveChanges(moved(file(1, 200)));
            store.saveChanges(new CheckpointContent(List.of(file(1, 300)), Map.of(LOGS, SEEN.plusSeconds(9))));
            assertThat(Files.readAllBytes(current())).isEqualTo(whole);
        }
        assertThat(load().files()).containsExactly(file(1, 300), file(2, 100));
        assertThat(load().folders()).containsEntry(LOGS, SEEN.plusSeconds(9));
    }

    @Test
    void cutAnywhereThePositionsBeforeStand() throws Exception {
        long first;
        try (CheckpointStore store = open()) {
            store.save(content(file(1, 100)));
            store.saveChanges(moved(file(1, 200)));
            first = Files.size(journal());
            store.saveChanges(moved(file(1, 300)));
        }
        byte[] whole = Files.readAllBytes(journal());
        long header = new String(whole, StandardCharsets.US_ASCII).indexOf('\n') + 1;
        // At the end of a line without its line feed the line does not count yet.
        for (int length = 0; length <= whole.length; length++) {
            Files.write(journal(), Arrays.copyOf(whole, length));
            long expected = length < header || length < first ? 100 : length < whole.length ? 200 : 300;
            assertThat(position()).as("cut at %s", length).isEqualTo(expected);
        }
        assertThat(events.counts()).as("a crash may cut it").doesNotContainKey("checkpoint_damaged");
    }

    @Test
    void withAnyByteChangedNoPositionIsMadeUp() throws Exception {
        try (CheckpointStore store = open()) {
            store.save(content(file(1, 100)));
            store.saveChanges(moved(file(1, 200)));
            store.saveChanges(moved(file(1, 300)));
        }
        byte[] whole = Files.readAllBytes(journal());
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Files.write(journal(), damaged);
            assertThat(load().files()).as("byte %s", at).hasSize(1);
            assertThat(position()).as("byte %s", at).isIn(100L, 200L);
        }
    }

    @Test
    void theJournalOfAnotherCheckpointIsNotApplied() throws Exception {
        try (CheckpointStore store = open()) {
            store.save(content(file(1, 100)));
            store.saveChanges(moved(file(1, 200)));
            byte[] old = Files.readAllBytes(journal());
            store.save(content(file(1, 300)));
            assertThat(position()).isEqualTo(300);
            assertThat(Files.readAllBytes(journal())).isEqualTo(old);
            store.saveChanges(content(file(1, 400)));
        }
        assertThat(position()).isEqualTo(400);
        // Between the two renames of the next save there is only the one before, and its journal.
        Files.move(current(), previous(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(CheckpointStore.read(previous()).files())
                .singleElement()
                .satisfies(file -> assertThat(file.position().offset()).isEqualTo(400));
    }

    @Test
    void aLongJournalGivesWayToAWholeCheckpoint() throws Exception {
        try (CheckpointStore store = open()) {
            store.save(content(file(1, 100)));
            int changes = 0;
            while (store.takesChanges()) {
                store.saveChanges(content(file(1, 100 + changes++)));
            }
            assertThat(Files.size(journal())).isBetween(256L * 1024, 257L * 1024);
            assertThat(changes).isGreaterThan(500);
            store.save(content(file(1, 9000)));
            assertThat(store.takesChanges()).isTrue();
        }
        assertThat(position()).isEqualTo(9000);
    }

    @Test
    void onlyTheFilesThatMovedAreSaved() throws Exception {
        TailerRig rig = new TailerRig(folder, "*.log", "nginx.access");
        for (int i = 0; i < 200; i++) {
            rig.write(i + ".log", "first\n");
        }
        rig.start();
        rig.passFor(SAVED);
        byte[] whole = Files.readAllBytes(rig.data.resolve("checkpoint"));
        long before = Files.size(journal());
        rig.write("7.log", "more\n");
        rig.passFor(SAVED);
        assertThat(Files.readAllBytes(rig.data.resolve("checkpoint"))).isEqualTo(whole);
        assertThat(Files.size(journal()) - before).isBetween(100L, 2000L);
        rig.kill();
        rig.start();
        rig.write("7.log", "after\n");
        rig.settle();
        assertThat(rig.records()).hasSize(202).endsWith("more\n", "after\n");
        rig.stop();
    }

    private CheckpointStore open() throws TailerStartException {
        return CheckpointStore.open(folder.resolve("data"), events);
    }

    private CheckpointContent load() throws Exception {
        return CheckpointStore.read(current());
    }

    private long position() throws Exception {
        return load().files().iterator().next().position().offset();
    }

    private Path current() {
        return folder.resolve("data/checkpoint");
    }

    private Path previous() {
        return folder.resolve("data/checkpoint.previous");
    }

    private Path journal() {
        return folder.resolve("data/checkpoint.journal");
    }

    private static CheckpointContent moved(FileCheckpoint file) {
        return new CheckpointContent(List.of(file), Map.of());
    }

    private static CheckpointContent content(FileCheckpoint... files) {
        return new CheckpointContent(List.of(files), Map.of(LOGS, SEEN));
    }

    private static FileCheckpoint file(int number, long position) {
        return new FileCheckpoint(
                new FileId(Digest.hex(new byte[] {(byte) number}, 16)),
                new FileKey(5, 1000 + number),
                Optional.of(SEEN),
                0,
                Fingerprint.of(new byte[] {1}),
                Fingerprint.of(new byte[] {1, 2}),
                ResumePoint.closedAt(position),
                Fingerprint.of(new byte[] {4}),
                position,
                LOGS.resolve(number + ".log"),
                LOGS.resolve(number + ".log"),
                SEEN,
                StartMarks.NONE);
    }
}
