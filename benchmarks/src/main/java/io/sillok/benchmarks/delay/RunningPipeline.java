package io.sillok.benchmarks.delay;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code sillok run} in processes of its own, as a user starts it. */
final class RunningPipeline implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final String OPEN_SEARCH = "OpenSearch is at ";

    private final Process process;
    private final URI openSearch;

    private RunningPipeline(Process process, URI openSearch) {
        this.process = process;
        this.openSearch = openSearch;
    }

    /** Returns when it is up. */
    static RunningPipeline start(Path config) throws IOException {
        Path command = Path.of(System.getProperty("sillok.home"), "sillok");
        Process process = new ProcessBuilder(command.toString(), "run", "-c", config.toString()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
        URI openSearch = null;
        for (String line = errors.readLine(); line != null && openSearch == null; line = errors.readLine()) {
            int at = line.indexOf(OPEN_SEARCH);
            if (at >= 0) {
                openSearch =
                        URI.create(line.substring(at + OPEN_SEARCH.length()).trim());
            }
        }
        // the page's address, when all is up
        String page = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (openSearch == null || page == null) {
            process.destroy();
            throw new IOException("sillok run did not start");
        }
        Thread rest = new Thread(() -> errors.lines().forEach(line -> {}), "messages of sillok run");
        rest.setDaemon(true);
        rest.start();
        return new RunningPipeline(process, openSearch);
    }

    URI openSearch() {
        return openSearch;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
