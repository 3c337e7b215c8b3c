package io.sillok.sinks.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.sinks.http.StubServer.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpEndpointTlsTest {

    @TempDir
    private static Path folder;

    private static Certificates ours;
    private static Certificates others;

    @BeforeAll
    static void makeCertificates() throws IOException, GeneralSecurityException {
        ours = Certificates.make(folder, "localhost");
        others = Certificates.make(folder, "elsewhere.example");
    }

    private static Exchange ask(URI url, String ca) {
        HttpSettings settings = new HttpSettings(url, ca, new Credentials.None(), Duration.ofSeconds(10));
        try (HttpEndpoint endpoint = new HttpEndpoint(settings)) {
            return endpoint.send("GET", "/", Map.of(), new byte[0]).join();
        }
    }

    @Test
    void aServerOfATrustedAuthorityIsSpokenTo() throws IOException {
        try (StubServer server = StubServer.secured(ours.server(), request -> new Response(200, "hello"))) {
            assertThat(ask(server.url(), ours.pem().toString()))
                    .isInstanceOfSatisfying(
                            Exchange.Reply.class,
                            reply -> assertThat(reply.body()).asString().isEqualTo("hello"));
        }
    }

    @Test
    void aServerThatIsNotTrustedLearnsNothing() throws IOException {
        try (StubServer server = StubServer.secured(ours.server(), request -> new Response(200, "hello"))) {
            for (String ca : new String[] {"", others.pem().toString()}) {
                assertThat(ask(server.url(), ca))
                        .isInstanceOfSatisfying(
                                Exchange.Unreachable.class,
                                unreachable -> assertThat(unreachable.reason()).startsWith("TLS failed"));
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aTrustedCertificateForAnotherHostIsNotEnough() throws IOException {
        try (StubServer server = StubServer.secured(others.server(), request -> new Response(200, "hello"))) {
            assertThat(ask(server.url(), others.pem().toString())).isInstanceOf(Exchange.Unreachable.class);
            assertThat(server.requests()).isEmpty();
        }
    }
}
