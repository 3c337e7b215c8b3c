package io.sillok.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.Sillok;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common. */
final class CommandsTest {

    static Iterable<String> commands() {
        return Sillok.commandLine().getSubcommands().keySet();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        CommandRun help = CommandRun.of(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: sillok " + command);
        assertThat(help.err()).isEmpty();
    }

    @Test
    void helpNamesEveryCommandAndTheExitCodes() {
        CommandRun help = CommandRun.of("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains(commands()).contains("2 usage or config");
    }

    @Test
    void versionTellsOursAndJavas() {
        CommandRun version = CommandRun.of("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("sillok \\d+\\.\\d+\\S* \\(Java \\d+\\)\\s+");
    }

    @ParameterizedTest
    @CsvSource({
        "parse --no-such-option x.log, --no-such-option",
        "parsse x.log, did you mean parse?",
        "frobnicate, there are: demo",
        "run, --config",
        "search --limit many x, --limit",
        "search --from yesterday-ish x, --from must be a time",
        "trace not-an-id, no trace id",
        "issues --limit 0, --limit",
        "issues --state closed, open",
        "issues resolve, FINGERPRINT",
        "issues resolve 4e86a6f2 --opensearch http://127.0.0.1:1, 16 hex digits",
        "issues reopen ../x --opensearch http://127.0.0.1:1, 16 hex digits",
        "issues resolve 4e86a6f2ceef07ab --release=, --release must be",
        "issues cannot resolve 4e86a6f2ceef07ab, in quotes",
        "top everything, routes",
        "top routes --since whenever, --from must be a time",
    })
    void aWrongCommandLineIsToldAndExitsWithTwo(String line, String told) {
        CommandRun wrong = CommandRun.of(line.split(" "));
        assertThat(wrong.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains(told).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolve", "reopen"})
    void anOpenSearchThatIsAwayIsTold(String command) {
        for (String[] line : new String[][] {
            {"issues", command, "4e86a6f2ceef07ab", "--opensearch", "http://127.0.0.1:1"},
            {"issues", "--opensearch", "http://127.0.0.1:1", command, "4e86a6f2ceef07ab"}
        }) {
            CommandRun run = CommandRun.of(line);
            assertThat(run.exitCode()).isEqualTo(ExitCodes.PART_FAILED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("OpenSearch at http://127.0.0.1:1 cannot be reached");
        }
    }

    @Test
    void aMissingCommandExitsWithTwo() {
        CommandRun missing = CommandRun.of();
        assertThat(missing.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(missing.err()).contains("a command is missing").contains("demo");
    }

    @Test
    void aFileThatIsNotThereExitsWithTwoAndTheOthersAreParsed() {
        Path log = ParseCommandTest.SHOP.resolve("nginx/access.log");
        CommandRun parsed = CommandRun.of("parse", "no/such.log", log.toString());
        assertThat(parsed.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(parsed.err()).contains("no/such.log").contains("name an existing file");
        assertThat(parsed.out().lines()).isNotEmpty();
    }
}
