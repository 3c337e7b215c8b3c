package io.sillok.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
