package io.sillok.tailer.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens on one address until it is closed. At rest it is one thread that the system wakes; threads that answer come
 * with connections and go some seconds after them. Thread-safe.
 */
public final class HttpListener implements AutoCloseable {

    private static final int BACKLOG = 64;
    private static final long THREAD_IDLE_SECONDS = 5;
    private static final long CLOSE_MILLIS = 500;
    private static final long STACK_BYTES = 256 * 1024;

    private static final byte[] BUSY = ("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final HttpLimits limits;
    private final HttpHandler handler;
    private final ThreadPoolExecutor answering;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    private HttpListener(String name, ServerSocket server, HttpLimits limits, HttpHandler handler) {
        this.server = server;
        this.limits = limits;
        this.handler = handler;
        AtomicInteger threads = new AtomicInteger();
        this.answering = new ThreadPoolExecutor(
                0,
                limits.connections(),
                THREAD_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> thread(work, name + "-" + threads.incrementAndGet()));
        thread(this::accept, name).start();
    }

    /**
     * @param port 0 takes any free one
     * @throws IOException if the address cannot be listened on
     */
    public static HttpListener open(String name, String host, int port, HttpLimits limits, HttpHandler handler)
            throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return new HttpListener(name, server, limits, handler);
    }

    /** {@code host:port}, with the port that it really is. */
    public String address() {
        InetAddress host = server.getInetAddress();
        String text = host.getHostAddress();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + server.getLocalPort();
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!closing) {
            try {
                take(server.accept());
            } catch (IOException e) {
                // Out of descriptors, or closed; the first heals, but not by asking again at once.
                pause();
            }
        }
    }

    private void take(Socket socket) throws IOException {
        open.add(socket);
        HttpConnection connection = new HttpConnection(socket, limits, handler, this::mayStay);
        try {
            answering.execute(() -> {
                try {
                    connection.run();
                } finally {
                    open.remove(socket);
                }
            });
        } catch (RejectedExecutionException e) {
            open.remove(socket);
            try (socket) {
                socket.getOutputStream().write(BUSY);
            }
        }
    }

    /** With half of the connections taken none is kept for later: others may be waiting to come in. */
    private boolean mayStay() {
        return !closing && answering.getActiveCount() <= limits.connections() / 2;
    }

    private void pause() {
        try {
            if (!closing) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /** Takes no more connections, gives those at work half a second, and cuts off the rest. */
    @Override
    public void close() {
        closing = true;
        closeQuietly(server);
        answering.shutdown();
        try {
            if (!answering.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                open.forEach(HttpListener::closeQuietly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
            return;
        }
    }
}
