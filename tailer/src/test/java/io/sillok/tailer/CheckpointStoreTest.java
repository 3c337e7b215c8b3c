package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sillok.model.Digest;
import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk, and what may happen to it. */
final class CheckpointStoreTest {

    private static final Instant SEEN = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    Path folder;

    private final LoggedTailerEvents events = TailerEvents.logged();

    @Test
    void comesBackAsItWasSaved() throws Exception {
        CheckpointContent content = content(3, 100);
        save(content);
        assertThat(load()).isEqualTo(content);
    }

    @Test
    void cutAnywhereTheOneBeforeIsUsed() throws Exception {
        byte[] newest = twoSaves();
        for (int length = 0; length < newest.length; length++) {
            damagedWith(Arrays.copyOf(newest, length));
        }
        assertThat(events.counts()).containsEntry("checkpoint_damaged", (long) newest.length);
    }

    @Test
    void withAnyByteChangedTheOneBeforeIsUsed() throws Exception {
        byte[] newest = twoSaves();
        for (int at = 0; at < newest.length; at++) {
            byte[] damaged = newest.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            damagedWith(damaged);
        }
        assertThat(events.counts()).containsEntry("checkpoint_damaged", (long) newest.length);
    }

    @Test
    void withBothDamagedItStartsOverAndSaysSo() throws Exception {
        twoSaves();
        Files.write(current(), new byte[4096]);
        Files.writeString(previous(), "sillok-checkpoint 2\nend 00\n");
        assertThat(load()).isEqualTo(CheckpointContent.NONE);
        assertThat(events.counts()).containsEntry("checkpoint_damaged", 2L);
    }

    @Test
    void afterStartingOverTheSameBytesHaveTheSameNames() throws Exception {
        TailerRig rig = new TailerRig(folder, "*.log", "nginx.access");
        rig.write("access.log", "a\nb\n");
        rig.start();
        rig.settle();
        rig.stop();
        Files.write(rig.data.resolve("checkpoint"), new byte[10]);
        Files.write(rig.data.resolve("checkpoint.previous"), new byte[10]);
        rig.write("access.log", "c\n");
        rig.start();
        rig.settle();
        assertThat(rig.contents().values())
                .as("one file id, so that the job drops what it has")
                .containsExactly("a\nb\nc\n");
        assertThat(rig.records()).containsExactly("a\n", "b\n", "a\n", "b\n", "c\n");
    }

    @Test
    void theFirstVersionIsRead() throws Exception {
        String line =
                "0123456789abcdef0123456789abcdef 5 77 2 3 aa 40 10 within-line 4 bb 2026-11-22T08:00:00Z %2Fvar%2Fa.log";
        String body = "sillok-checkpoint 1\n" + line + "\n";
        Files.createDirectories(data());
        Files.writeString(current(), body + "end " + Digest.hex(body.getBytes(StandardCharsets.UTF_8), 16) + "\n");
        assertThat(load().files()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo(Path.of("/var/a.log"));
            assertThat(file.epoch()).isEqualTo(2);
            assertThat(file.position()).isEqualTo(new ResumePoint(40, OptionalLong.of(10), true, 0, false));
        });
    }

    @Test
    void aNewerVersionIsNotThrownAway() throws Exception {
        String body = "sillok-checkpoint 9\nwhatever\n";
        Files.createDirectories(data());
        Files.writeString(current(), body + "end " + Digest.hex(body.getBytes(StandardCharsets.UTF_8), 16) + "\n");
        assertThatThrownBy(this::load)
                .isInstanceOf(TailerStartException.class)
                .hasMessageContaining("written by a newer version (sillok-checkpoint 9)");
        assertThat(current()).exists();
        assertThat(CheckpointStore.open(folder.resolve("elsewhere"), events)).isNotNull();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        save(content(1, 10));
        Files.setPosixFilePermissions(current(), PosixFilePermissions.fromString("rw-r--r--"));
        save(content(1, 20));
        save(content(1, 30));
        for (String name : List.of("checkpoint", "lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwx------");
    }

    @Test
    void aFolderThatIsAFileIsAClearError() throws Exception {
        Files.writeString(data(), "");
        assertThatThrownBy(this::load)
                .isInstanceOf(TailerStartException.class)
                .hasMessageContaining("data folder " + data() + " cannot be used");
    }

    @Test
    void aFullDiskLosesNothing() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
            TailerRig rig = new TailerRig(folder, "*.log", "nginx.access", Map.of(), disk.path());
            rig.start();
            rig.write("known.log", "a\n");
            rig.settle();
            disk.fill();
            rig.write("known.log", "b\n");
            rig.write("new.log", "c\n");
            rig.passFor(Duration.ofSeconds(30));
            assertThat(rig.records())
                    .as("known files go on, new ones wait for their identity")
                    .doesNotContain("c\n");
            assertThat(rig.events.counts()).as("told once").containsEntry("checkpoint_failed", 1L);
            assertThat(rig.server.progress().checkpoint().failing()).isTrue();
            rig.kill();
            rig.start();
            rig.passFor(Duration.ofSeconds(5));
            disk.free();
            rig.passFor(Duration.ofSeconds(15));
            assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "c\n");
            assertThat(rig.events.counts()).containsEntry("checkpoint_saved_again", 1L);
            assertThat(rig.server.progress().checkpoint().failing()).isFalse();
        }
    }

    @Test
    void aReadOnlyDiskIsAClearError() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
            CheckpointStore.open(disk.path(), events).close();
            disk.readOnly();
            assertThatThrownBy(() -> CheckpointStore.open(disk.path(), events))
                    .isInstanceOf(TailerStartException.class)
                    .hasMessageContaining("data folder " + disk.path());
        }
    }

    /** A real file system of 64 KiB; where this user may not mount one, the test is left out. */
    private record SmallDisk(Path path) implements AutoCloseable {

        static SmallDisk mount(Path path) throws Exception {
            Files.createDirectories(path);
            assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path.toString()))
                    .as("may mount")
                    .isZero();
            return new SmallDisk(path);
        }

        void fill() throws IOException {
            try {
                Files.write(path.resolve("ballast"), new byte[1024 * 1024]);
            } catch (IOException e) {
                // That is what it is for: all that fits is written.
                assertThat(e).hasMessageContaining("No space left");
            }
        }

        void free() throws IOException {
            Files.delete(path.resolve("ballast"));
        }

        void readOnly() throws Exception {
            assertThat(run("mount", "-o", "remount,ro", path.toString())).isZero();
        }

        @Override
        public void close() {
            run("umount", "-l", path.toString());
        }

        private static int run(String... command) {
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                return process.onExit().get(10, TimeUnit.SECONDS).exitValue();
            } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
                return -1;
            }
        }
    }

    private byte[] twoSaves() throws Exception {
        save(content(3, 100));
        save(content(3, 200));
        return Files.readAllBytes(current());
    }

    /** Each time with the same one before. */
    private void damagedWith(byte[] bytes) throws Exception {
        byte[] before = Files.readAllBytes(previous());
        Files.write(current(), bytes);
        assertThat(load()).isEqualTo(content(3, 100));
        Files.write(previous(), before);
    }

    private void save(CheckpointContent content) throws Exception {
        try (CheckpointStore store = CheckpointStore.open(data(), events)) {
            store.save(content);
        }
    }

    private CheckpointContent load() throws TailerStartException {
        try (CheckpointStore store = CheckpointStore.open(data(), events)) {
            return store.loaded();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path current() {
        return data().resolve("checkpoint");
    }

    private Path previous() {
        return data().resolve("checkpoint.previous");
    }

    private static CheckpointContent content(int files, long position) {
        List<FileCheckpoint> list = IntStream.range(0, files)
                .mapToObj(i -> new FileCheckpoint(
                        new FileId(Digest.hex(new byte[] {(byte) i}, 16)),
                        new FileKey(5, 1000 + i),
                        Optional.of(SEEN),
                        i,
                        Fingerprint.of(new byte[] {1}),
                        Fingerprint.of(new byte[] {1, 2}),
                        new ResumePoint(position, OptionalLong.of(3), i == 1, i, i == 2),
                        Fingerprint.of(new byte[] {4}),
                        position + 10,
                        Path.of("/var/log/with blank é " + i + ".log"),
                        Path.of("/var/real-" + i),
                        SEEN,
                        i == 0 ? StartMarks.NONE : "2:1a2b3c4d"))
                .toList();
        return new CheckpointContent(list, Map.of(Path.of("/var/log"), SEEN));
    }
}
