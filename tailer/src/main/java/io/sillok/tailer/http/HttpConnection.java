package io.sillok.tailer.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, from its first request to its end. */
final class HttpConnection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    /** What a client sends on after it was refused is read over, within this, so that it gets to see the answer. */
    private static final int LINGER_BYTES = 1024 * 1024;

    private static final Duration LINGER_TIME = Duration.ofSeconds(1);

    private final Socket socket;
    private final HttpLimits limits;
    private final HttpHandler handler;
    private final BooleanSupplier mayStay;

    /** @param mayStay whether a connection may be kept for another request */
    HttpConnection(Socket socket, HttpLimits limits, HttpHandler handler, BooleanSupplier mayStay) {
        this.socket = socket;
        this.limits = limits;
        this.handler = handler;
        this.mayStay = mayStay;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            TimedInput in = new TimedInput(socket);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 8 * 1024);
            in.within(limits.requestTime());
            while (in.awaitsMore() && serve(in, out)) {
                in.within(limits.idleTime());
            }
            linger(in);
        } catch (IOException e) {
            // A client that goes away or stays silent is its own business; e names no content.
            LOG.debug("a connection ended: {}", e.toString());
        }
    }

    /** Answers one request; tells whether another may follow. */
    private boolean serve(TimedInput in, OutputStream out) throws IOException {
        in.within(limits.requestTime());
        RequestReader reader = new RequestReader(
                in, limits.headBytes(), socket.getInetAddress().isLoopbackAddress());
        try {
            RequestReader.Head head = reader.read();
            if (head.expectsContinue()) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            HttpResponse response = answer(head.request());
            boolean stays = head.keepAlive()
                    && !limits.idleTime().isZero()
                    && mayStay.getAsBoolean()
                    && head.request().body().read() < 0;
            write(response, !head.request().method().equals("HEAD"), stays, out);
            return stays;
        } catch (HttpRefusal e) {
            write(HttpResponse.text(e.status(), e.getMessage()), true, false, out);
            return false;
        } catch (SocketTimeoutException e) {
            write(HttpResponse.text(408, "the request did not come in time"), true, false, out);
            return false;
        }
    }

    private HttpResponse answer(HttpRequest request) throws IOException, HttpRefusal {
        try {
            return handler.answer(request);
        } catch (MalformedBodyException e) {
            throw new HttpRefusal(400, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A request to {} could not be answered", request.path(), e);
            return HttpResponse.text(500, "this should not have happened; see the tailer's log");
        }
    }

    private static void write(HttpResponse response, boolean withBody, boolean stays, OutputStream out)
            throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(response.reason())
                .append("\r\nContent-Type: ")
                .append(response.contentType())
                .append("\r\nContent-Length: ")
                .append(response.body().length);
        response.headers()
                .forEach((name, value) ->
                        head.append("\r\n").append(name).append(": ").append(value));
        head.append("\r\nConnection: ").append(stays ? "keep-alive" : "close").append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (withBody) {
            out.write(response.body());
        }
        out.flush();
    }

    /** To close with bytes unread resets the connection, and the answer might be lost with it. */
    private void linger(TimedInput in) throws IOException {
        socket.shutdownOutput();
        in.within(LINGER_TIME);
        byte[] over = new byte[4096];
        int left = LINGER_BYTES;
        for (int read = in.read(over, 0, over.length); read > 0 && left > 0; read = in.read(over, 0, over.length)) {
            left -= read;
        }
    }
}
