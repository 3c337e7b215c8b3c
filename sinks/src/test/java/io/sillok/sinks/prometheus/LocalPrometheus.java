package io.sillok.sinks.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.sinks.http.Exchange;
import io.sillok.sinks.http.HttpEndpoint;
import io.sillok.sinks.http.HttpSettings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real Prometheus on a free port of loopback, with its data in a folder of the test's own. */
final class LocalPrometheus implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final HttpEndpoint endpoint;

    private LocalPrometheus(Process process, URI url) {
        this.process = process;
        this.endpoint = new HttpEndpoint(HttpSettings.of(url));
    }

    static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The port is free when it is chosen, and may be gone a moment later: then another is tried. */
    static LocalPrometheus start(Path program, Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"), "storage: {tsdb: {out_of_order_time_window: 30m}}\n");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = freePort();
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + folder.resolve("data" + attempt),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--web.enable-remote-write-receiver")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            LocalPrometheus prometheus = new LocalPrometheus(process, URI.create("http://127.0.0.1:" + port));
            if (prometheus.ready()) {
                return prometheus;
            }
            prometheus.close();
        }
        throw new IOException("Prometheus did not start: " + Files.readString(folder.resolve("prometheus.log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean ready() {
        long deadline = System.nanoTime() + START_NANOS;
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (get("/-/ready") instanceof Exchange.Reply reply && reply.status() == 200) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return false;
    }

    private Exchange get(String path) {
        return endpoint.send("GET", path, Map.of(), new byte[0]).join();
    }

    URI writeUrl() {
        return URI.create(endpoint.url() + "/api/v1/write");
    }

    /** What a query gives at a time: the first series, as Prometheus writes it. */
    JsonNode query(String query, Instant at) throws IOException {
        Exchange exchange = get("/api/v1/query?time=" + at.getEpochSecond() + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return JSON.readTree(((Exchange.Reply) exchange).body()).at("/data/result/0");
    }

    @Override
    public void close() {
        endpoint.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
