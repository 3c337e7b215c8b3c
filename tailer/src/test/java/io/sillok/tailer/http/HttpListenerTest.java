package io.sillok.tailer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client may send, and what it may not. */
final class HttpListenerTest {

    private static final HttpLimits LIMITS = new HttpLimits(4, 1024, Duration.ofMillis(700), Duration.ofMillis(300));

    private final CountDownLatch release = new CountDownLatch(1);
    private HttpListener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = HttpListener.open("test", "127.0.0.1", 0, LIMITS, this::answer);
    }

    @AfterEach
    void close() {
        release.countDown();
        listener.close();
    }

    private HttpResponse answer(HttpRequest request) throws IOException {
        return switch (request.path()) {
            case "/echo" -> HttpResponse.of(200, "text/plain", request.body().readAllBytes());
            case "/ignore" -> HttpResponse.text(413, "too much");
            case "/wait" -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield HttpResponse.text(200, "done");
            }
            case "/fail" -> throw new IllegalStateException("a defect");
            default -> HttpResponse.text(200, request.method() + " " + request.path());
        };
    }

    @Test
    void answersAGet() throws IOException {
        assertThat(exchange("GET /metrics?x=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 13\r\n", "Connection: close\r\n")
                .endsWith("\r\n\r\nGET /metrics\n");
    }

    @Test
    void answersAHeadWithoutBody() throws IOException {
        assertThat(exchange("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .contains("Content-Length: 7\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void readsBodiesOfBothFramings() throws IOException {
        assertThat(exchange("POST /echo HTTP/1.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"))
                .endsWith("\r\n\r\nhello");
        assertThat(exchange("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + "3;ext=1\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: x\r\n\r\n"))
                .endsWith("\r\n\r\nhello");
    }

    @Test
    void keepsAConnectionForTheNextRequest() throws IOException {
        String two = exchange("POST /echo HTTP/1.1\r\nContent-Length: 1\r\n\r\na"
                + "POST /echo HTTP/1.1\r\nContent-Length: 1\r\nConnection: close\r\n\r\nb");
        assertThat(two.split("HTTP/1.1 200 OK", -1)).hasSize(3);
        assertThat(two).contains("\r\n\r\naHTTP/1.1").endsWith("\r\n\r\nb");
    }

    @Test
    void tellsAClientThatWaitsToGoOn() throws IOException {
        assertThat(exchange("POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
                        + "Connection: close\r\n\r\na"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1 x, 400",
        "GET / HTTP/2.0, 505",
        "GET example.org HTTP/1.1, 400",
        "G@T / HTTP/1.1, 400",
        "GET / HTTP/1.1|no colon, 400",
        "GET / HTTP/1.1|Name : x, 400",
        "GET / HTTP/1.1| folded, 400",
        "POST / HTTP/1.1|Content-Length: -1, 400",
        "POST / HTTP/1.1|Content-Length: 1|Content-Length: 2, 400",
        "POST / HTTP/1.1|Content-Length: 9999999999999, 400",
        "POST / HTTP/1.1|Content-Length: 3|Transfer-Encoding: chunked, 400",
        "POST / HTTP/1.1|Transfer-Encoding: gzip, 501",
    })
    void refusesWhatCannotBeRead(String head, int status) throws IOException {
        assertThat(exchange(head.replace("|", "\r\n") + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({"x, 400", "-1, 400", "123456789, 400", "'1\r\nab', 400"})
    void refusesChunksThatAreNone(String chunks, int status) throws IOException {
        assertThat(exchange("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void refusesAHeadWithoutEnd() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nX: " + "a".repeat(4000))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void doesNotWaitForASlowClient() throws IOException {
        long start = System.nanoTime();
        assertThat(exchange("GET / HTTP/1.1\r\nX: ")).startsWith("HTTP/1.1 408 ");
        assertThat(exchange("POST /echo HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"))
                .startsWith("HTTP/1.1 408 ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anAnswerBeforeTheBodyWasReadArrives() throws IOException {
        assertThat(exchange("POST /ignore HTTP/1.1\r\nContent-Length: 500000\r\n\r\n" + "a".repeat(500_000)))
                .startsWith("HTTP/1.1 413 ")
                .contains("Connection: close");
    }

    @Test
    void aDefectIsAnAnswerToo() throws IOException {
        assertThat(exchange("GET /fail HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 500 ")
                .doesNotContain("a defect");
    }

    @Test
    void whoComesBeyondTheBoundIsSentAway() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < LIMITS.connections(); i++) {
                waiting.add(send("GET /wait HTTP/1.1\r\nConnection: close\r\n\r\n"));
            }
            assertThat(exchange("")).startsWith("HTTP/1.1 429 ").contains("Retry-After: 1");
            release.countDown();
            for (Socket socket : waiting) {
                assertThat(read(socket)).startsWith("HTTP/1.1 200 ");
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void closingEndsEverything() throws IOException {
        try (Socket silent = send("")) {
            // Answered behind it, so the silent one was taken too.
            assertThat(exchange("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            listener.close();
            assertThat(ends(silent)).isTrue();
        }
        assertThatThrownBy(() -> exchange("GET / HTTP/1.1\r\n\r\n")).isInstanceOf(IOException.class);
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = send(request)) {
            return read(socket);
        }
    }

    private Socket send(String request) throws IOException {
        String address = listener.address();
        Socket socket = new Socket("127.0.0.1", Integer.parseInt(address.substring(address.indexOf(':') + 1)));
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** With an end of the stream or a reset, before the time-out. */
    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
