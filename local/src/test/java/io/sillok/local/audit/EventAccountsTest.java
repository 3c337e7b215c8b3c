package io.sillok.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sillok.local.audit.EventAccount.Found;
import io.sillok.model.LedgerEntry;
import io.sillok.sinks.http.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventAccountsTest {

    private static final String FILE = "f".repeat(32);

    @Test
    void addUpToTheLastDocument() {
        EventAccounts accounts = of(entry(10, 2).with(10, 0, 0), new Found(10, 2));

        assertThat(accounts.isSettled()).isTrue();
        assertThat(accounts.text()).contains("all are settled", "10 events", "2 of them rejected", "the index has 10");
        assertThat(accounts.json().at("/totals/documents").asLong()).isEqualTo(10);
    }

    @Test
    void areNotSettledWhileEventsAreUnderWay() {
        EventAccounts accounts = of(entry(10, 2).with(7, 1, 0), new Found(8, 1));

        assertThat(accounts.isComplete()).isTrue();
        assertThat(accounts.isSettled()).isFalse();
        assertThat(accounts.text()).contains("2 under way");
    }

    @Test
    void sayWhatDoesNotAddUp() {
        assertThat(of(entry(10, 0).with(10, 0, 0), new Found(9, 0)).text()).contains("has 9 of 10 documents");
        assertThat(of(entry(10, 0).with(10, 0, 0), new Found(11, 0)).text()).contains("11 documents of 10 events");
        assertThat(of(entry(10, 2).with(10, 0, 0), new Found(10, 1)).text()).contains("1 of 2 rejected");
        assertThat(of(entry(10, 0).with(11, 0, 0), new Found(10, 0)).isComplete())
                .isFalse();
    }

    @Test
    void areCountedByTheIndexPageByPage() throws IOException {
        HttpServer opensearch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        opensearch.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = "{}";
            if (exchange.getRequestURI().getPath().endsWith("/_search")) {
                answer = asked.contains("\"after\"")
                        ? "{\"aggregations\":{\"files\":{\"buckets\":[{\"key\":{\"file\":\"b\"},\"doc_count\":1,\"rejected\":{\"doc_count\":0}}]}}}"
                        : "{\"aggregations\":{\"files\":{\"after_key\":{\"file\":\"a\"},\"buckets\":[{\"key\":{\"file\":\"a\"},\"doc_count\":5,\"rejected\":{\"doc_count\":2}}]}}}";
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        opensearch.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + opensearch.getAddress().getPort());
            assertThat(IndexedEvents.in(HttpSettings.of(url)))
                    .isEqualTo(Map.of("a", new Found(5, 2), "b", new Found(1, 0)));
        } finally {
            opensearch.stop(0);
        }
    }

    private static EventAccounts of(LedgerEntry entry, Found found) {
        return EventAccounts.of(List.of(entry), Optional.of(Map.of(FILE, found)));
    }

    private static LedgerEntry entry(long events, long rejected) {
        return new LedgerEntry(FILE, "/a.log", 100, 0, 0, 100, events, events, rejected, 0, List.of());
    }
}
