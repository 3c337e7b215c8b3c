package io.sillok.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sillok.tailer.MemorySliceSink;
import io.sillok.tailer.Reading;
import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import io.sillok.tailer.TailerEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sillok tail --status}, asked of a tailer in this JVM. */
final class TailCommandTest {

    @TempDir
    private Path folder;

    @Test
    void showsHowTheTailerIsDoing() throws Exception {
        Path config = config("127.0.0.1:0");
        Path log = Files.writeString(folder.resolve("access.log"), "a\nb\nhalf");
        try (Tailer tailer = start(config)) {
            while (tailer.progress().bytesAcknowledged() < 4) {
                Thread.onSpinWait();
            }
            CommandRun table = CommandRun.of("tail", "--status", "-c", config.toString());
            assertThat(table.err()).isEmpty();
            assertThat(table.exitCode()).isZero();
            assertThat(table.out())
                    .contains("ready")
                    .containsPattern("acknowledged +4 +2\n")
                    .containsPattern(log + " +nginx.access +8 +4 +4 ");

            CommandRun json = CommandRun.of("tail", "--status", "--json", "-c", config.toString());
            JsonNode status = new JsonMapper().readTree(json.out());
            assertThat(status.at("/acknowledged/records").asInt()).isEqualTo(2);
            assertThat(status.at("/files/0/lag_bytes").asInt()).isEqualTo(4);
        }
    }

    @Test
    void withoutATailerItSaysSo() throws Exception {
        CommandRun none =
                CommandRun.of("tail", "--status", "-c", config("127.0.0.1:0").toString());
        assertThat(none.exitCode()).isEqualTo(ExitCodes.PART_FAILED);
        assertThat(none.err()).contains("no tailer runs with");

        CommandRun silent =
                CommandRun.of("tail", "--status", "-c", config("127.0.0.1:1").toString());
        assertThat(silent.exitCode()).isEqualTo(ExitCodes.PART_FAILED);
        assertThat(silent.err()).contains("no tailer answers at 127.0.0.1:1");
    }

    @Test
    void optionsThatDoNotFitAreAUsageError() {
        assertThat(CommandRun.of("tail").err()).contains("--config");
        CommandRun json = CommandRun.of("tail", "--json", "-c", "x.yaml");
        assertThat(json.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(json.err()).contains("--json needs --status");
    }

    private Tailer start(Path config) throws Exception {
        return Tailer.start(
                TailerConfig.load(config),
                Reading.FOLLOW,
                new MemorySliceSink(),
                InstantSource.system(),
                TailerEvents.logged());
    }

    private Path config(String listen) throws Exception {
        return Files.writeString(folder.resolve("tailer.yaml"), """
                service: shop
                data: %s
                kafka: {bootstrap.servers: "127.0.0.1:1"}
                files: [{paths: [%s], parser: nginx.access}]
                status: {listen: "%s"}
                """.formatted(
                        folder.resolve("data"), folder.resolve("access.log"), listen));
    }
}
