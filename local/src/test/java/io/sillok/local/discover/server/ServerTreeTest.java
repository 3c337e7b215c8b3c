package io.sillok.local.discover.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTreeTest {

    @TempDir
    Path root;

    private ServerTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new ServerTree(root);
        for (String file : List.of("etc/app/a.conf", "etc/app/b.conf", "etc/app/.hidden.conf", "etc/app/c[1].conf")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), file);
        }
    }

    private void link(String name, String target) throws IOException {
        Path link = root.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    @Test
    void absoluteLinksStayInTheTree() throws IOException {
        link("run/link.conf", "/etc/app/a.conf");
        link("run/up.conf", "../../../../etc/app/b.conf");
        assertThat(tree.real("/run/link.conf")).isEqualTo("/etc/app/a.conf");
        assertThat(tree.real("/run/../run/./up.conf")).isEqualTo("/etc/app/b.conf");
        assertThat(tree.bytes("/run/link.conf")).asString().isEqualTo("etc/app/a.conf");
    }

    @Test
    void linksInACircleAreNoFile() throws IOException {
        link("x", "/y");
        link("y", "/x");
        assertThat(tree.isFile("/x")).isFalse();
    }

    @Test
    void streamsOfTheProcessAreNotFollowed() throws IOException {
        link("var/log/access.log", "/dev/stdout");
        assertThat(tree.real("/var/log/access.log")).isEqualTo("/dev/stdout");
        assertThat(tree.real("/proc/self/fd/2")).isEqualTo("/proc/self/fd/2");
    }

    @Test
    void globsAsTheShellHasThem() {
        assertThat(tree.glob("/etc/app/*.conf"))
                .containsExactly("/etc/app/a.conf", "/etc/app/b.conf", "/etc/app/c[1].conf");
        assertThat(tree.glob("/etc/*/[!a].conf")).containsExactly("/etc/app/b.conf");
        assertThat(tree.glob("/etc/app/.h*")).containsExactly("/etc/app/.hidden.conf");
        assertThat(tree.glob("/etc/app/{a,b}.conf")).isEmpty();
        assertThat(tree.glob("/etc/no*/x")).isEmpty();
        assertThat(tree.glob("/etc/app/a.conf")).containsExactly("/etc/app/a.conf");
    }

    @Test
    void twoNamesOfOneFileAreOneLog() throws IOException {
        link("logs", "/etc/app");
        Findings findings = new Findings();
        LogFiles files = new LogFiles(tree, findings);
        files.add(log("/etc/app/new.log", "nginx.error"));
        files.add(log("/logs/new.log", "nginx.error"));
        assertThat(files.all()).hasSize(1);
        assertThat(findings.of(Finding.Kind.PROBLEM)).isEmpty();

        files.add(log("/logs/./new.log", "php.error"));
        assertThat(files.all()).hasSize(1);
        assertThat(findings.of(Finding.Kind.PROBLEM)).singleElement().asString().contains("written in two forms");
    }

    @Test
    void aFindingIsOneLineWhateverItTells() {
        Finding finding = new Finding(Finding.Kind.OPEN, Place.of("/a\nb"), "x\r\n- y\u2028z\u0000" + "w".repeat(999));
        assertThat(finding.toString())
                .doesNotContain("\n", "\r", "\u2028", "\u0000")
                .hasSizeLessThan(500);
    }

    private static LogFile log(String path, String parser) {
        return new LogFile(new LogPath(path), parser, Map.of(), Optional.empty(), Place.of("/x"));
    }
}
