package io.sillok.opensearch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Runs one node until its standard input closes or the process is asked to end.
 *
 * <p>Arguments: the folder for the data, the HTTP port (0 for any free one). Standard output gets exactly one line,
 * {@code READY http://127.0.0.1:PORT} or {@code FAILED reason} (exit code 3). A closed standard input means that the
 * parent is gone, however it went, so the node never outlives it. The log goes to the file of the system property
 * {@code sillok.opensearch.log}.
 */
public final class NodeMain {
    private static final int FAILED = 3;
    private static final long CLOSE_SECONDS = 4;

    private NodeMain() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        int httpPort = Integer.parseInt(arguments[1]);
        Logger log = LogManager.getLogger(NodeMain.class);
        try {
            LoopbackNode node = LoopbackNode.in(home, httpPort);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, log), "close-node"));
            node.start();
            InetSocketAddress http = node.httpAddress();
            System.out.printf("READY http://%s:%d%n", http.getAddress().getHostAddress(), http.getPort());
        } catch (Exception failure) {
            log.error("The node did not start", failure);
            System.out.println("FAILED " + StartFailure.describe(failure, home, httpPort));
            System.exit(FAILED);
        }
        awaitEndOfInput();
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is expected there; only its end tells something.
        }
    }

    private static void close(LoopbackNode node, Logger log) {
        try {
            node.close();
            node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            log.error("The node did not close cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LogManager.shutdown();
        }
    }
}
