package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit says what the tailer promises, and systemd understands it. */
final class SystemdUnitTest {

    private static final Path UNIT = Path.of("systemd/sillok-tailer.service");

    /** Of ten; what is left is the network, the groups that may read logs, and what a JVM needs. */
    private static final double MOST_EXPOSED = 2.0;

    @TempDir
    Path folder;

    @Test
    void reloadsByTheSignalThatTheTailerTakesAndWaitsForItsEnd() throws IOException {
        assertThat(Files.readString(UNIT))
                .contains("ExecReload=/bin/kill -HUP $MAINPID\n")
                .contains("TimeoutStopSec=15\n")
                .contains("StateDirectory=sillok\n")
                .contains("NoNewPrivileges=yes\n")
                .contains("CapabilityBoundingSet=\n")
                .contains("ProtectSystem=strict\n")
                .contains("MemoryMax=");
    }

    @Test
    void systemdUnderstandsIt() throws Exception {
        Path unit = installed();
        assumeThat(Files.exists(Path.of("/usr/bin/systemd-analyze"))).isTrue();
        assertThat(output("systemd-analyze", "verify", unit.toString())).isEmpty();
        String rated = output("systemd-analyze", "security", "--offline=true", unit.toString());
        Matcher exposure =
                Pattern.compile("Overall exposure level .*: ([0-9.]+)").matcher(rated);
        assumeThat(exposure.find()).as("this version rates units offline").isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).isLessThan(MOST_EXPOSED);
    }

    /** With programs that are there: verify looks for them. */
    private Path installed() throws IOException {
        String text = Files.readString(UNIT).replace("/opt/sillok/sillok", "/bin/true");
        return Files.writeString(folder.resolve("sillok-tailer.service"), text);
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new String(output, StandardCharsets.UTF_8);
    }
}
