package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    @Test
    void saysThatThereIsNoLog() {
        Path log = folder.resolve("server.log");
        assertThat(LogTail.quote(log)).isEqualTo("; it wrote no log at " + log);
    }

    @Test
    void quotesTheLastLinesWithoutStackFrames() throws Exception {
        Path log = folder.resolve("server.log");
        Files.writeString(
                log,
                "line\n".repeat(100_000)
                        + "ERROR it broke\njava.io.IOException: no disk\n\tat a.B.c(B.java:1)\n\t... 3 more\nCaused by: rust\n");
        assertThat(LogTail.quote(log).lines())
                .hasSize(9)
                .endsWith("    ERROR it broke", "    java.io.IOException: no disk", "    Caused by: rust");
    }
}
