package io.sillok.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.parsers.FormatCatalog;
import io.sillok.tailer.FileGroup;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases as data: of the server in {@code samples/discover/<case>/tree}, {@code sillok discover} prints {@code
 * expected.yaml}; {@code arguments} holds those of the command, one a line.
 *
 * <p>{@code -Dgolden.write=true} writes what comes out into cases that have no expectation yet, to be read before it is
 * committed.
 */
final class DiscoverCommandTest {

    static final Path SAMPLES = Path.of("../samples/discover");

    /** Values that stand in the configs of the samples and that nobody may read anywhere else. */
    private static final List<String> SECRETS = List.of("hunter2", "not-for-your-eyes", "c2VjcmV0", "hooks.slack.com");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            cases = folders.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(cases).hasSizeGreaterThan(10);
        return cases.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private static void check(Path folder) throws IOException, ConfigException {
        CommandRun run = discover(folder);
        Path expected = folder.resolve("expected.yaml");
        if (Boolean.getBoolean("golden.write") && Files.notExists(expected)) {
            Files.writeString(expected, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(expected));
        TailerConfig config = TailerConfig.read(ConfigFile.parse(run.out(), "expected.yaml"));
        for (FileGroup group : config.files()) {
            assertThat(FormatCatalog.problems(group.parser(), group.definition()))
                    .isEmpty();
        }
        assertThat(run.exitCode()).isEqualTo(run.err().isEmpty() ? ExitCodes.DONE : ExitCodes.FINDINGS);
        run.err().lines().forEach(line -> assertThat(run.out()).contains(line.replaceFirst("^sillok: ", "# - ")));
        assertThat(run.out() + run.err()).doesNotContain(SECRETS);
    }

    static CommandRun discover(Path folder, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("discover", "--root", folder.resolve("tree").toString()));
        Path file = folder.resolve("arguments");
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> arguments.addAll(List.of(line.split(" ", 2))));
        }
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void tellsBrokersIfItIsTold() throws Exception {
        CommandRun run = discover(SAMPLES.resolve("debian-stock"), "--kafka", "kafka-1:9092,kafka-2:9092");
        assertThat(run.out())
                .contains("bootstrap.servers: 'kafka-1:9092,kafka-2:9092'")
                .doesNotContain("put yours");
    }

    @Test
    void jsonHoldsTheSameFilesAndWhatIsWrong() throws Exception {
        CommandRun run = discover(SAMPLES.resolve("broken"), "--json");
        JsonNode json = new ObjectMapper().readTree(run.out());

        assertThat(json.get("files").findValuesAsText("parser")).contains("nginx.access", "laravel.line");
        assertThat(json.get("problem").findValuesAsText("message"))
                .hasSize((int) run.err().lines().count());
        assertThat(json.get("problem").get(0).get("line").asInt()).isPositive();
        assertThat(run.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    }

    @Test
    void aNamedFileThatIsNotThereIsToldAndTheOthersAreRead(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("n.conf"), "http { access_log /a.log; server { } }");
        CommandRun run =
                CommandRun.of("discover", "--root", root.toString(), "--nginx", "/n.conf", "--fpm", "/no.conf");
        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--fpm /no.conf does not exist").contains("correct its name");
        assertThat(run.out()).contains("- /a.log");
    }

    @Test
    void nothingFoundPrintsNoConfig(@TempDir Path root) {
        CommandRun run = CommandRun.of("discover", "--root", root.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no log file was found; name configs with --nginx");
    }

    @Test
    void aRootThatIsNoFolderExitsWithTwo() {
        CommandRun run = CommandRun.of("discover", "--root", "/no/such/folder");
        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--root /no/such/folder is no folder");
    }

    @Test
    void aFolderWithoutAnApplicationIsTold(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("srv/site"));
        CommandRun run = CommandRun.of("discover", "--root", root.toString(), "--laravel", "/srv/site");
        assertThat(run.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(run.err()).contains("/srv/site: is no Laravel application").contains("name its base folder");
    }

    @Test
    void relativePathsCountFromTheGivenPrefix(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("n.conf"), "http { access_log logs/a.log; server { } }");
        CommandRun run = CommandRun.of(
                "discover", "--root", root.toString(), "--nginx", "n.conf", "--nginx-prefix", "/srv/nginx/");
        assertThat(run.out()).contains("- /srv/nginx/logs/a.log").doesNotContain("Please check");
    }
}
