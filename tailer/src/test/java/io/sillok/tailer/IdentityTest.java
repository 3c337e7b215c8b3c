package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files are never taken for one, nor one for two, whatever their names, inodes, devices and first bytes. */
final class IdentityTest {

    private static final String HEADER = "NOTICE: fpm is running, pid 1\n" + "#".repeat(5000) + "\n";

    @TempDir
    Path folder;

    private TailerRig rig;
    private final List<Path> mounts = new ArrayList<>();

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "nginx.access");
    }

    @AfterEach
    void unmount() throws Exception {
        if (rig.server != null) {
            rig.kill();
        }
        for (Path mount : mounts) {
            runs("umount", "-l", mount.toString());
        }
    }

    private void restart() throws Exception {
        rig.stop();
        rig.start();
        rig.settle();
    }

    @Test
    void filesThatShareMoreThanTheirFirstRecordsAreTold() throws Exception {
        rig.write("a.log", HEADER + "of a\n");
        rig.write("b.log", HEADER + "of b\n");
        rig.start();
        rig.settle();
        rig.stop();
        rig.rename("a.log", "c.log");
        rig.rename("b.log", "a.log");
        rig.rename("c.log", "b.log");
        rig.write("a.log", "more of b\n");
        rig.write("b.log", "more of a\n");
        rig.start();
        rig.settle();
        assertThat(rig.contents().values())
                .containsExactlyInAnyOrder(HEADER + "of a\nmore of a\n", HEADER + "of b\nmore of b\n");
    }

    @Test
    void anInodeThatIsUsedAgainWhileNoTailerRunsIsANewFileEvenIfItBeginsAlike() throws Exception {
        Path path = rig.write("a.log", HEADER);
        rig.start();
        rig.settle();
        rig.write("a.log", "x\n");
        rig.settle();
        rig.stop();
        FileStat before = FileStat.of(path);
        Assumptions.assumeTrue(before.born().isPresent(), "the file system tells when a file was made");
        Files.delete(path);
        boolean again = false;
        for (int i = 0; i < 100 && !again; i++) {
            Path candidate = rig.write("candidate-" + i, HEADER + "x\nof another file\n");
            again = FileStat.of(candidate).key().equals(before.key());
            if (again) {
                Files.move(candidate, path);
            }
        }
        Assumptions.assumeTrue(again, "the file system uses inodes again");
        Files.writeString(path, "and more\n", StandardOpenOption.APPEND);
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactly(HEADER + "x\n", HEADER + "x\nof another file\nand more\n");
    }

    @Test
    void aHardLinkIsTheSameFileAfterARestartToo() throws Exception {
        Path file = rig.write("a.log", "a\n");
        Files.createLink(rig.logs.resolve("b.log"), file);
        rig.start();
        rig.settle();
        rig.stop();
        Files.delete(file);
        rig.write("b.log", "b\n");
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\nb\n");
    }

    @Test
    void aLinkThatWasSwitchedWhileNoTailerRan() throws Exception {
        Path releases = Files.createDirectories(folder.resolve("releases"));
        Path first = Files.writeString(releases.resolve("2026-11-21"), "one\n");
        Path link = Files.createSymbolicLink(rig.logs.resolve("current.log"), first);
        rig.start();
        rig.settle();
        rig.stop();
        Files.writeString(first, "late\n", StandardOpenOption.APPEND);
        Path second = Files.writeString(releases.resolve("2026-11-22"), "two\n");
        Files.delete(link);
        Files.createSymbolicLink(link, second);
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("one\nlate\n", "two\n");
    }

    @Test
    void aLinkedFolderThatIsSwitched() throws Exception {
        Path first = Files.createDirectories(folder.resolve("release-1"));
        Path second = Files.createDirectories(folder.resolve("release-2"));
        Path link = Files.createSymbolicLink(folder.resolve("logs/current"), first);
        rig = new TailerRig(folder, "current/*.log", "nginx.access");
        Files.writeString(first.resolve("app.log"), "one\n");
        rig.start();
        rig.settle();
        Files.writeString(second.resolve("app.log"), "two\n");
        Files.delete(link);
        Files.createSymbolicLink(link, second);
        Files.writeString(first.resolve("app.log"), "late\n", StandardOpenOption.APPEND);
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("one\nlate\n", "two\n");
        rig.stop();
        Files.writeString(second.resolve("app.log"), "unread\n", StandardOpenOption.APPEND);
        Files.delete(link);
        Files.createSymbolicLink(link, first);
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("one\nlate\n", "two\nunread\n");
    }

    @Test
    void aFileWhoseFirstRecordWasNotWholeHasNoIdentityYet() throws Exception {
        rig.write("a.log", "hal");
        rig.start();
        rig.settle();
        restart();
        rig.write("a.log", "f\n");
        rig.settle();
        restart();
        assertThat(rig.records()).containsExactly("half\n");
    }

    @Test
    void aFileThatShrinksBeginsAnew() throws Exception {
        rig.write("a.log", "one\ntwo\nthree\n");
        rig.start();
        rig.settle();
        rig.truncate("a.log");
        rig.write("a.log", "one\n");
        rig.settle();
        restart();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("one\ntwo\nthree\n", "one\n");
    }

    @Test
    void bindMountsShowOneFile() throws Exception {
        Path elsewhere = Files.createDirectories(rig.logs.resolve("bound"));
        rig = new TailerRig(folder, "**/*.log", "nginx.access");
        Path source = Files.createDirectories(rig.logs.resolve("source"));
        Files.writeString(source.resolve("a.log"), "a\n");
        mount("--bind", source.toString(), elsewhere);
        rig.start();
        rig.settle();
        Files.writeString(elsewhere.resolve("a.log"), "b\n", StandardOpenOption.APPEND);
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\nb\n");
    }

    @Test
    void aRemountThatChangesTheDeviceNumber() throws Exception {
        Path logs = overlay("first");
        rig = new TailerRig(logs.getParent(), "*.log", "nginx.access");
        rig.write("a.log", "a\n");
        rig.write("b.log", "a\n");
        rig.start();
        rig.settle();
        long device = FileStat.of(logs.resolve("a.log")).key().device();
        rig.stop();
        remount(logs);
        Assumptions.assumeTrue(FileStat.of(logs.resolve("a.log")).key().device() != device, "the number changes");
        rig.write("a.log", "more of a\n");
        rig.write("b.log", "more of b\n");
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nmore of a\n", "a\nmore of b\n");
        remount(logs);
        rig.write("a.log", "while it is followed\n");
        rig.settle();
        assertThat(rig.contents().values())
                .as("mounted anew under a running tailer")
                .containsExactlyInAnyOrder("a\nmore of a\nwhile it is followed\n", "a\nmore of b\n");
    }

    private Path overlay(String name) throws Exception {
        Path base = Files.createDirectories(folder.resolve(name));
        for (String part : new String[] {"lower", "upper", "work", "top/logs"}) {
            Files.createDirectories(base.resolve(part));
        }
        Path logs = base.resolve("top/logs");
        mount("-toverlay", "overlay", logs, options(base));
        return logs;
    }

    private static String options(Path base) {
        return "-olowerdir=" + base.resolve("lower") + ",upperdir=" + base.resolve("upper") + ",workdir="
                + base.resolve("work");
    }

    /** Mounts it while another file system takes its number. */
    private void remount(Path logs) throws Exception {
        runs("umount", "-l", logs.toString());
        overlay("other-" + mounts.size());
        mount("-toverlay", "overlay", logs, options(logs.getParent().getParent()));
    }

    private void mount(String type, String source, Path at, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("mount", type));
        command.addAll(List.of(options));
        command.addAll(List.of(source, at.toString()));
        Assumptions.assumeTrue(runs(command.toArray(new String[0])), "this user may mount");
        mounts.add(at);
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
