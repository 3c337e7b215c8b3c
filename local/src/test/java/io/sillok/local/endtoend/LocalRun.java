package io.sillok.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.local.servers.Rest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** {@code sillok run -c FILE} that is up: a process of its own on a data folder, and what its OpenSearch holds. */
final class LocalRun implements AutoCloseable {

    private static final Duration UP = Duration.ofSeconds(120);

    private final SillokProcess process;
    private final URI page;
    private final Rest openSearch;

    private LocalRun(SillokProcess process, URI page) {
        this.process = process;
        this.page = page;
        this.openSearch = new Rest(URI.create(process.afterOnError("OpenSearch is at ")));
    }

    /**
     * Starts it and waits until it tells the page's address.
     *
     * @param folder for its state, its config and its data; started there again it goes on
     * @param files the list under the config's key {@code files}, as YAML
     */
    static LocalRun start(Path folder, String files) throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("sillok.yaml"), """
                service: shop
                environment: test
                host: app-1
                data: %s
                page: {port: 0}
                files: %s
                """.formatted(folder.resolve("data"), files));
        SillokProcess process = SillokProcess.start(folder, "run", "-c", config.toString());
        try {
            return new LocalRun(process, URI.create(process.line(UP)));
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    SillokProcess process() {
        return process;
    }

    URI page() {
        return page;
    }

    Rest openSearch() {
        return openSearch;
    }

    String broker() {
        return process.afterOnError("Kafka is at ");
    }

    /** The paths of requests below a prefix, one for each document. */
    List<String> paths(String prefix) throws IOException, InterruptedException {
        return StreamSupport.stream(
                        hits("{\"prefix\": {\"url.path\": \"" + prefix + "/\"}}")
                                .spliterator(),
                        false)
                .map(hit -> hit.at("/_source/attributes").path("url.path").asText())
                .toList();
    }

    /** The documents that a query of OpenSearch finds now; up to ten thousand. */
    JsonNode hits(String query) throws IOException, InterruptedException {
        openSearch.post("/logs/_refresh", "");
        return openSearch
                .post("/logs/_search", "{\"size\": 10000, \"query\": " + query + "}")
                .at("/hits/hits");
    }

    @Override
    public void close() {
        process.close();
    }
}
