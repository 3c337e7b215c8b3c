package io.sillok.tailer.spans;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.tailer.LoggedTailerEvents;
import io.sillok.tailer.TailerEvents;
import io.sillok.tailer.http.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receiver over HTTP, before a topic that is a list. */
final class SpanReceiverTest {

    private static final int MAX_BYTES = 64 * 1024;
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    private static final class ListedTopic implements SpanTopic {

        record Stored(byte[] body, String contentType) {}

        final List<Stored> stored = Collections.synchronizedList(new ArrayList<>());
        volatile Outcome outcome = Outcome.STORED;
        volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public Outcome store(byte[] body, String contentType) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (outcome == Outcome.STORED) {
                stored.add(new Stored(body, contentType));
            }
            return outcome;
        }

        @Override
        public void close() {
            gate.countDown();
        }
    }

    private final ListedTopic topic = new ListedTopic();
    private final LoggedTailerEvents events = TailerEvents.logged();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SpanReceiver receiver;

    @BeforeEach
    void open() {
        SpanSettings settings =
                new SpanSettings(new ListenAddress("127.0.0.1", 0), "otlp_spans", MAX_BYTES, 4 * MAX_BYTES);
        receiver = SpanReceiver.open(settings, topic, events).orElseThrow();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void passesABodyThroughAsItIs() throws Exception {
        HttpResponse<byte[]> answer = post(PROTOBUF, "identity", OtlpBodies.protobuf());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
        assertThat(answer.body()).isEmpty();
        assertThat(topic.stored).singleElement().satisfies(stored -> {
            assertThat(stored.body()).isEqualTo(OtlpBodies.protobuf());
            assertThat(stored.contentType()).isEqualTo(PROTOBUF);
        });
        assertThat(events.spans().spans()).isEqualTo(2);
    }

    @Test
    void unpacksGzipAndAnswersInTheSameEncoding() throws Exception {
        byte[] json = OtlpBodies.JSON.getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer = post(JSON + "; charset=utf-8", "gzip", gzip(json));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(JSON);
        assertThat(text(answer)).isEqualTo("{}");
        assertThat(topic.stored).singleElement().satisfies(stored -> {
            assertThat(stored.body()).isEqualTo(json);
            assertThat(stored.contentType()).isEqualTo(JSON);
        });
    }

    @Test
    void unpacksAllMembersOfAGzip() throws Exception {
        byte[] json = OtlpBodies.JSON.getBytes(StandardCharsets.UTF_8);
        for (int split : new int[] {0, 1, json.length / 2, json.length}) {
            ByteArrayOutputStream members = new ByteArrayOutputStream();
            members.writeBytes(gzip(Arrays.copyOf(json, split)));
            members.writeBytes(gzip(Arrays.copyOfRange(json, split, json.length)));
            assertThat(post(JSON, "gzip", members.toByteArray()).statusCode()).isEqualTo(200);
            members.write(7);
            assertThat(post(JSON, "gzip", members.toByteArray()).statusCode())
                    .as("garbage behind")
                    .isEqualTo(400);
        }
        assertThat(topic.stored).hasSize(4).allSatisfy(stored -> assertThat(stored.body())
                .isEqualTo(json));
        byte[] whole = gzip(json);
        for (int length = 0; length < whole.length; length++) {
            assertThat(post(JSON, "gzip", Arrays.copyOf(whole, length)).statusCode())
                    .isEqualTo(400);
        }
        whole[whole.length - 5] ^= 1;
        assertThat(post(JSON, "gzip", whole).statusCode()).as("its checksum").isEqualTo(400);
    }

    @Test
    void nothingToStoreIsNoMessage() throws Exception {
        assertThat(post(JSON, "identity", "{}".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
        assertThat(post(PROTOBUF, "identity", new byte[0]).statusCode()).isEqualTo(200);
        assertThat(topic.stored).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, identity, '{}', 415",
        "application/json, br, '{}', 415",
        "application/json, gzip, '{}', 400",
        "application/json, identity, '{\"resourceSpans\":', 400",
        "application/x-protobuf, identity, 'no protobuf', 400",
    })
    void refusesWhatItCannotRead(String contentType, String coding, String body, int status) throws Exception {
        HttpResponse<byte[]> answer = post(contentType, coding, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        if (contentType.equals(JSON)) {
            assertThat(text(answer)).startsWith("{\"code\":3,\"message\":\"");
        }
        assertThat(topic.stored).isEmpty();
        assertThat(events.spans().answers()).containsEntry(status, 1L);
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        assertThat(post(PROTOBUF, "identity", new byte[MAX_BYTES + 1]).statusCode())
                .isEqualTo(413);
        assertThat(post(PROTOBUF, "identity", new byte[10 * MAX_BYTES]).statusCode())
                .isEqualTo(413);
        assertThat(post(JSON, "gzip", gzip(new byte[100 * 1024 * 1024])).statusCode())
                .isEqualTo(413);
        assertThat(post(JSON, "gzip", manyEmptyMembers()).statusCode()).isEqualTo(400);
        topic.outcome = SpanTopic.Outcome.TOO_LARGE;
        assertThat(post(PROTOBUF, "identity", OtlpBodies.protobuf()).statusCode())
                .isEqualTo(413);
    }

    @Test
    void whenKafkaTakesNothingTheClientIsToComeAgain() throws Exception {
        topic.outcome = SpanTopic.Outcome.NOT_NOW;
        HttpResponse<byte[]> answer = post(PROTOBUF, "identity", OtlpBodies.protobuf());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).startsWith(8, 8);
    }

    @Test
    void whatAllRequestsHoldIsBounded() throws Exception {
        topic.gate = new CountDownLatch(1);
        byte[] large = OtlpBodies.JSON
                .concat(" ".repeat(MAX_BYTES - OtlpBodies.JSON.length()))
                .getBytes(StandardCharsets.UTF_8);
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(client.sendAsync(request(JSON, "identity", large), BodyHandlers.ofByteArray()));
        }
        CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).join();
        topic.gate.countDown();
        List<Integer> statuses =
                answers.stream().map(answer -> answer.join().statusCode()).toList();
        assertThat(statuses).contains(200, 429);
        assertThat(topic.stored)
                .hasSize((int) statuses.stream().filter(status -> status == 200).count());
        assertThat(post(JSON, "identity", large).statusCode())
                .as("what was held is free again")
                .isEqualTo(200);
    }

    @Test
    void otherPathsAndMethods() throws Exception {
        URI logs = URI.create("http://" + receiver.address() + "/v1/logs");
        HttpRequest toLogs =
                HttpRequest.newBuilder(logs).POST(BodyPublishers.ofString("{}")).build();
        assertThat(client.send(toLogs, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
        HttpRequest get = HttpRequest.newBuilder(traces()).build();
        assertThat(client.send(get, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
    }

    @Test
    void aTakenAddressIsTold() {
        int port = Integer.parseInt(receiver.address().split(":")[1]);
        SpanSettings taken = new SpanSettings(new ListenAddress("127.0.0.1", port), "otlp_spans", MAX_BYTES, MAX_BYTES);
        assertThat(SpanReceiver.open(taken, new ListedTopic(), events)).isEmpty();
        assertThat(events.counts()).containsEntry("spans_unavailable", 1L);
    }

    private HttpResponse<byte[]> post(String contentType, String coding, byte[] body) throws Exception {
        return client.send(request(contentType, coding, body), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String contentType, String coding, byte[] body) {
        return HttpRequest.newBuilder(traces())
                .header("Content-Type", contentType)
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private URI traces() {
        return URI.create("http://" + receiver.address() + "/v1/traces");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] manyEmptyMembers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] empty = gzip(new byte[0]);
        while (out.size() < 2 * MAX_BYTES) {
            out.writeBytes(empty);
        }
        return out.toByteArray();
    }
}
