package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is told in one clear message that names the place and the mend, and by the exit code. */
final class ErrorsIT {

    private static final int USAGE = 2;
    private static final int PART_FAILED = 3;
    private static final Duration ENDED = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aConfigThatIsNotThere() throws Exception {
        Path missing = folder.resolve("missing.yaml");
        assertThat(errors(USAGE, "run", "-c", missing.toString()))
                .singleElement()
                .asString()
                .contains(missing + ": cannot be read")
                .contains("name an existing file");
    }

    @Test
    void everyProblemOfAConfigAtOnce() throws Exception {
        Path config = config("""
                servce: shop
                data: %s
                files: [{path: [/var/log/a.log], parser: nginx.acces}]
                kafka: {port: 70000}
                """.formatted(folder.resolve("data")));
        assertThat(errors(USAGE, "run", "-c", config.toString()))
                .allMatch(line -> line.startsWith("sillok: " + config + ":"))
                .anyMatch(line -> line.contains("servce") && line.contains("did you mean service?"))
                .anyMatch(line -> line.contains("path") && line.contains("did you mean paths?"))
                .anyMatch(line -> line.contains("nginx.acces") && line.contains("did you mean nginx.access?"))
                .anyMatch(line -> line.contains("kafka.port"));
    }

    @Test
    void aFolderOfLogsThatIsNotThere() throws Exception {
        Path missing = folder.resolve("missing");
        assertThat(errors(USAGE, "demo", "--once", "--logs", missing.toString()))
                .singleElement()
                .asString()
                .contains(missing + " is no folder")
                .contains("--logs");
    }

    @Test
    void portsThatAreTaken() throws Exception {
        try (ServerSocket kafka = listening();
                ServerSocket openSearch = listening();
                ServerSocket page = listening()) {
            Path config = config("""
                    service: shop
                    data: %s
                    files: [{paths: [%s/*.log], parser: nginx.access, definition: {log_format: combined}}]
                    kafka: {port: %d}
                    opensearch: {port: %d}
                    page: {port: %d}
                    """.formatted(
                            folder.resolve("data"),
                            folder,
                            kafka.getLocalPort(),
                            openSearch.getLocalPort(),
                            page.getLocalPort()));
            assertThat(errors(PART_FAILED, "run", "-c", config.toString()))
                    .singleElement()
                    .asString()
                    .contains("port " + kafka.getLocalPort() + " of Kafka is taken")
                    .contains("port " + openSearch.getLocalPort() + " of OpenSearch is taken")
                    .contains("port " + page.getLocalPort() + " of the page is taken")
                    .contains("choose another port");
        }
    }

    @Test
    void aDataFolderThatCannotBeWritten() throws Exception {
        // The tests may run as root, who may write everywhere but below a file.
        Path data = Files.createFile(folder.resolve("file")).resolve("data");
        Path config = config("""
                service: shop
                data: %s
                files: [{paths: [%s/*.log], parser: nginx.access, definition: {log_format: combined}}]
                """.formatted(data, folder));
        assertThat(errors(PART_FAILED, "run", "-c", config.toString()))
                .singleElement()
                .asString()
                .contains("the data folder " + data + " cannot be made")
                .contains("may write to");
    }

    @Test
    void nothingToSearchIn() throws Exception {
        assertThat(errors(PART_FAILED, "search", "status:500"))
                .singleElement()
                .asString()
                .contains("no demo or run is up")
                .contains("--opensearch");
        assertThat(errors(PART_FAILED, "search", "--opensearch", "http://127.0.0.1:1", "status:500"))
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:1");
    }

    private Path config(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sillok.yaml"), yaml);
    }

    /** The lines on standard error of a command that must end in that way and print nothing. */
    private List<String> errors(int exitCode, String... command) throws IOException, InterruptedException {
        try (SillokProcess process = SillokProcess.start(folder, command)) {
            assertThat(process.exitCode(ENDED))
                    .as(() -> process.errors().toString())
                    .isEqualTo(exitCode);
            assertThat(process.rest()).isEmpty();
            assertThat(process.errors()).noneMatch(line -> line.startsWith("\tat "));
            return process.errors();
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
