package io.sillok.local.servers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A real OpenSearch node in a JVM of its own (module {@code opensearch-node}), on loopback, without TLS and users.
 * It ends with {@link #close()}, and also when this process dies. Thread-safe.
 */
public final class OpenSearchProcess implements AutoCloseable {
    /** Any free port. */
    public static final int ANY_PORT = 0;

    private static final Duration START_DEADLINE = Duration.ofSeconds(90);
    private static final String READY = "READY ";
    private static final String FAILED = "FAILED ";
    private static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx512m",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:+UseSerialGC",
            // A node out of memory answers some requests and not others; a dead one is noticed.
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true");

    private final ChildJvm jvm;
    private final URI address;

    private OpenSearchProcess(ChildJvm jvm, URI address) {
        this.jvm = jvm;
        this.address = address;
    }

    /**
     * Starts a node and waits until it answers and all its shards are there.
     *
     * @param folder for its data and its log; made if absent; a node started there again has its documents
     * @param httpPort a port, or {@link #ANY_PORT}
     */
    public static OpenSearchProcess start(Installation installation, Path folder, int httpPort)
            throws ServerStartException, InterruptedException {
        Path log = folder.resolve("opensearch.log").toAbsolutePath();
        ChildJvm jvm = launch(installation, folder, httpPort, log);
        try {
            String line = jvm.awaitFirstLine(START_DEADLINE);
            if (line.startsWith(FAILED)) {
                throw new ServerStartException(line.substring(FAILED.length()) + " (its log: " + log + ")");
            }
            if (!line.startsWith(READY)) {
                throw new ServerStartException("said: " + line + jvm.quoteLog());
            }
            URI address = URI.create(line.substring(READY.length()));
            awaitShards(jvm, address);
            return new OpenSearchProcess(jvm, address);
        } catch (ServerStartException e) {
            jvm.close();
            throw new ServerStartException("OpenSearch did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            jvm.close();
            throw e;
        }
    }

    /** Base address of its REST interface, {@code http://127.0.0.1:PORT}. */
    public URI address() {
        return address;
    }

    public long pid() {
        return jvm.pid();
    }

    public boolean alive() {
        return jvm.alive();
    }

    /** Completes with its exit code when it has ended, wanted or not. */
    public CompletableFuture<Integer> onExit() {
        return jvm.onExit();
    }

    /** The last lines of its log, for a message about an early death. */
    public String quoteLog() {
        return jvm.quoteLog();
    }

    /** Ends the node within about five seconds; what it acknowledged is on disk. */
    @Override
    public void close() {
        jvm.close();
    }

    private static ChildJvm launch(Installation installation, Path folder, int httpPort, Path log)
            throws ServerStartException {
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(compilers());
        arguments.add("-Dsillok.opensearch.log=" + log);
        arguments.add("-jar");
        arguments.add(installation.openSearchJar().toString());
        arguments.add(folder.toString());
        arguments.add(Integer.toString(httpPort));
        try {
            Files.createDirectories(folder);
            return ChildJvm.start(arguments, log);
        } catch (IOException e) {
            throw new ServerStartException(
                    "OpenSearch did not start: " + e + "; check that " + folder + " is writable and has space", e);
        }
    }

    /** Who started this process for a short time, and so without the slow compiler, wants no other for the node. */
    private static List<String> compilers() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel="))
                .toList();
    }

    /** HTTP is there before the shards are: an index that is still being recovered fails its first searches. */
    private static void awaitShards(ChildJvm jvm, URI address) throws ServerStartException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        HttpRequest health = HttpRequest.newBuilder(address.resolve(
                        "/_cluster/health?wait_for_status=yellow&wait_for_no_initializing_shards=true&timeout=1s"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + START_DEADLINE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < deadline && jvm.alive()) {
            try {
                HttpResponse<String> answer = http.send(health, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
        }
        throw new ServerStartException("its shards did not recover, last answer: " + last + jvm.quoteLog());
    }
}
