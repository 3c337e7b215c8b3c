package io.sillok.local.pipeline;

import io.sillok.local.servers.Installation;
import io.sillok.local.servers.OpenSearchProcess;
import io.sillok.local.servers.ServerStartException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * OpenSearch for as long as a run lasts. A node that dies is started again on its port and its data, so that those who
 * speak to it need only try again; what it had acknowledged is on its disk. One that dies over and over is given up.
 * Thread-safe.
 */
final class LastingOpenSearch implements AutoCloseable {

    private static final int MOST_RESTARTS = 3;
    private static final Duration SPAN = Duration.ofMinutes(10);

    /** What a shell says of a process that was ended by signal 9. */
    private static final int KILLED = 137;

    private final Path folder;
    private final URI address;
    private final Progress progress;
    private final Restarts restarts = Restarts.atMost(MOST_RESTARTS, SPAN);
    private final Thread watch = new Thread(this::watch, "opensearch-watch");

    private volatile OpenSearchProcess node;
    private volatile Optional<String> failure = Optional.empty();

    private LastingOpenSearch(OpenSearchProcess node, Path folder, Progress progress) {
        this.node = node;
        this.folder = folder;
        this.address = node.address();
        this.progress = progress;
        watch.setDaemon(true);
    }

    /**
     * Starts the node and waits until it answers.
     *
     * @param folder for its data and its log
     * @param port 0 for any free one, which it then keeps
     */
    static LastingOpenSearch start(Path folder, int port, Progress progress)
            throws ServerStartException, InterruptedException {
        LastingOpenSearch lasting =
                new LastingOpenSearch(OpenSearchProcess.start(Installation.running(), folder, port), folder, progress);
        lasting.watch.start();
        return lasting;
    }

    URI address() {
        return address;
    }

    /** Why there is no OpenSearch any more and will be none: the place and the mend. */
    Optional<String> failure() {
        return failure;
    }

    private void watch() {
        try {
            while (failure.isEmpty()) {
                startAgain(node.onExit().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            failure = Optional.of("OpenSearch cannot be watched any more: " + e.getCause());
        }
    }

    private void startAgain(int exitCode) throws InterruptedException {
        String end = "OpenSearch in " + folder + " ended with exit code " + exitCode
                + (exitCode == KILLED ? " (killed; see that the machine has memory left)" : "");
        if (!restarts.another(System.nanoTime())) {
            failure = Optional.of(end + ", too often to start it again" + node.quoteLog()
                    + "\nmend that, then start Sillok again: it goes on where it was");
            return;
        }
        progress.say(end + "; starting it again. What it acknowledged is kept, the rest waits in Kafka");
        try {
            node = OpenSearchProcess.start(Installation.running(), folder, address.getPort());
            progress.say("OpenSearch is at " + address + " again");
        } catch (ServerStartException e) {
            failure = Optional.of(e.getMessage() + "\nmend that, then start Sillok again: it goes on where it was");
        }
    }

    @Override
    public void close() {
        watch.interrupt();
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        node.close();
    }
}
