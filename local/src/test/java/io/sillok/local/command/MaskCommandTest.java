package io.sillok.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaskCommandTest {

    @Test
    void answersEachLineInItsPlace() {
        CommandRun masked = CommandRun.reading("""
                "nothing to hide"
                "select * from users where email = 'olena@example.com' and id = 17"
                "nothing here either"
                """, "mask");
        assertThat(masked.exitCode()).isZero();
        assertThat(masked.err()).isEmpty();
        assertThat(masked.out().lines())
                .hasSize(3)
                .startsWith("\"nothing to hide\"")
                .endsWith("\"nothing here either\"");
        assertThat(masked.out()).contains("from users where").doesNotContain("olena@example.com");
    }

    @Test
    void aLineThatIsNoJsonStringIsMaskedWhole() {
        CommandRun masked = CommandRun.reading("""
                "first"
                password=hunter2
                {"password": "hunter2"}
                "last"
                """, "mask");
        assertThat(masked.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(masked.out().lines()).containsExactly("\"first\"", "\"?\"", "\"?\"", "\"last\"");
        assertThat(masked.err())
                .contains("standard input:2: not a JSON string")
                .contains("standard input:3:")
                .doesNotContain("hunter2");
    }

    @Test
    void nothingInNothingOut() {
        assertThat(CommandRun.reading("", "mask")).isEqualTo(new CommandRun(ExitCodes.DONE, "", ""));
    }

    @Test
    void explainsWhichRuleTookWhat() {
        CommandRun masked = CommandRun.reading("\"password=hunter2 for a@b.org\"\n", "mask", "--explain");
        assertThat(masked.out())
                .contains("\"text\":\"password=*** for ***\"")
                .contains("{\"rule\":\"secret.key-name\"", "\"start\":9,\"end\":16")
                .contains("\"why\":\"an e-mail address\"")
                .doesNotContain("hunter2");
    }

    @Test
    void auditsWhatSurvivesWithoutShowingIt(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("app.log");
        Files.writeString(log, "[2026-11-22 08:57:31] production.INFO: ref x7fK2pQ9xW4mZ8r_T1q for user 3\n".repeat(3));
        CommandRun audit = CommandRun.reading("", "mask", "--audit", log.toString());
        assertThat(audit.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(audit.out())
                .containsOnlyOnce("at byte 0: high entropy, 19 characters: x7f…, 3 times")
                .contains("3 events, 3 suspicious remains")
                .doesNotContain("x7fK2pQ9");
    }
}
