package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.sillok.local.servers.LocalStack;
import io.sillok.local.servers.Records;
import io.sillok.local.servers.TopicSpec;
import io.sillok.model.Span;
import io.sillok.parsers.spans.OtlpSpans;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code sillok tail} as a process that is told to reload and to end, and takes spans, before a real broker. */
@ExtendWith(LocalStack.Provider.class)
final class TailerOperationIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final int SIGTERM_EXIT = 0;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void reloadsAndEndsWithoutLosingAPosition(LocalStack stack) throws Exception {
        String broker = stack.kafka().bootstrapServers();
        stack.kafka().createTopics(List.of(TopicSpec.of("operation-it.logs", 1)));
        Path one = Files.writeString(folder.resolve("one.log"), "1\n");
        Path two = Files.writeString(folder.resolve("two.log"), "2\n");
        Path config = config(broker, "operation-it.logs", one.toString(), "");
        try (SillokProcess tailer = SillokProcess.start(folder, "tail", "-c", config.toString())) {
            Eventually.within(SOON, () -> assertThat(text(broker)).isEqualTo("1\n"));
            assertThat(get(tailer, "/readyz")).isEqualTo("ok\n");

            config(broker, "operation-it.logs", folder + "/*.log", "nonsense: 1");
            signal(tailer, "HUP");
            Eventually.within(
                    SOON, () -> assertThat(tailer.errors()).anyMatch(line -> line.contains("unknown key nonsense")));
            Files.writeString(one, "3\n", StandardOpenOption.APPEND);
            Eventually.within(SOON, () -> assertThat(text(broker)).isEqualTo("1\n3\n"));

            config(broker, "operation-it.logs", folder + "/*.log", "");
            signal(tailer, "HUP");
            Eventually.within(SOON, () -> assertThat(text(broker)).isEqualTo("1\n3\n2\n"));

            Files.writeString(two, "4\n", StandardOpenOption.APPEND);
            Eventually.within(SOON, () -> assertThat(get(tailer, "/metrics"))
                    .contains("sillok_tailer_acknowledged_records_total 4\n"));
            signal(tailer, "TERM");
            assertThat(tailer.exitCode(TO_END)).isEqualTo(SIGTERM_EXIT);
        }
        Files.writeString(one, "5\n", StandardOpenOption.APPEND);
        try (SillokProcess again = SillokProcess.start(folder, "tail", "-c", config.toString())) {
            Eventually.within(SOON, () -> assertThat(text(broker)).endsWith("5\n"));
            assertThat(text(broker)).as("nothing came twice").hasSize(10);
            signal(again, "TERM");
            assertThat(again.exitCode(TO_END)).isEqualTo(SIGTERM_EXIT);
        }
    }

    @Test
    void endsInTimeWithoutKafka(LocalStack stack) throws Exception {
        Path log = Files.writeString(folder.resolve("one.log"), "1\n");
        Path config = config("127.0.0.1:1", "operation-it.logs", log.toString(), "spans: {listen: \"127.0.0.1:0\"}");
        try (SillokProcess tailer = SillokProcess.start(folder, "tail", "-c", config.toString())) {
            Eventually.within(SOON, () -> assertThat(get(tailer, "/readyz")).contains("Kafka did not answer yet"));
            assertThat(get(tailer, "/healthz")).isEqualTo("ok\n");
            HttpRequest spans = HttpRequest.newBuilder(URI.create("http://"
                            + tailer.afterOnError("Taking spans at http://").split("/")[0] + "/v1/traces"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":"
                            + "\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\"}]}]}]}"))
                    .build();
            var answer = client.send(spans, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            signal(tailer, "TERM");
            assertThat(tailer.exitCode(TO_END)).isEqualTo(SIGTERM_EXIT);
        }
    }

    @Test
    void spansOfTheSdkArriveAndCanBeRead(LocalStack stack) throws Exception {
        String broker = stack.kafka().bootstrapServers();
        stack.kafka()
                .createTopics(List.of(TopicSpec.of("operation-it.logs", 1), TopicSpec.of("operation-it.spans", 1)));
        Path config = config(
                broker,
                "operation-it.logs",
                folder + "/*.log",
                "spans: {listen: \"127.0.0.1:0\", topic: operation-it.spans}");
        try (SillokProcess tailer = SillokProcess.start(folder, "tail", "-c", config.toString())) {
            Eventually.within(SOON, () -> assertThat(get(tailer, "/readyz")).isEqualTo("ok\n"));
            String receiver =
                    "http://" + tailer.afterOnError("Taking spans at http://").split("/")[0] + "/v1/traces";
            export(receiver, "none", "plain");
            export(receiver, "gzip", "packed");
            json(receiver);
            assertThat(get(tailer, "/metrics")).contains("sillok_tailer_spans_total 401\n");
            signal(tailer, "TERM");
            assertThat(tailer.exitCode(TO_END)).isEqualTo(SIGTERM_EXIT);
        }
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Records.readAll(broker, "operation-it.spans")) {
            String contentType =
                    new String(record.headers().lastHeader("content-type").value(), StandardCharsets.US_ASCII);
            spans.addAll(OtlpSpans.decode(record.value(), contentType));
            assertThat(OtlpSpans.decode(record.value(), ""))
                    .as("the job needs no header")
                    .isNotEmpty();
        }
        assertThat(spans.stream().collect(Collectors.groupingBy(Span::name, Collectors.counting())))
                .containsEntry("plain", 200L)
                .containsEntry("packed", 200L)
                .containsEntry("by hand", 1L)
                .hasSize(3);
    }

    private static void export(String receiver, String compression, String name) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(receiver)
                .setCompression(compression)
                .build();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.builder().put("service.name", "shop").build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build()) {
            for (int i = 0; i < 200; i++) {
                provider.get("it")
                        .spanBuilder(name)
                        .setAttribute(AttributeKey.stringKey("url.path"), "/é/" + i)
                        .startSpan()
                        .end();
            }
            CompletableResultCode flushed = provider.forceFlush().join(30, TimeUnit.SECONDS);
            assertThat(flushed.isSuccess()).as("every batch was answered 200").isTrue();
        }
    }

    private void json(String receiver) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(receiver))
                .header("Content-Type", "application/json")
                .POST(
                        BodyPublishers.ofString(
                                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":"
                                        + "\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\",\"name\":\"by hand\"}]}]}]}"))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
    }

    private Path config(String broker, String topic, String paths, String more) throws Exception {
        return Files.writeString(
                folder.resolve("tailer.yaml"), """
                service: shop
                host: app-1
                data: %s
                topic: %s
                kafka: {bootstrap.servers: "%s"}
                files: [{paths: ["%s"], parser: nginx.access, definition: {log_format: combined}}]
                status: {listen: "127.0.0.1:0"}
                discovery_interval: 200ms
                %s
                """.formatted(folder.resolve("data"), topic, broker, paths, more));
    }

    private String get(SillokProcess tailer, String path) throws Exception {
        Path address = folder.resolve("data/status.address");
        assertThat(address).as(String.join("\n", tailer.errors())).exists();
        URI uri = URI.create("http://" + Files.readString(address) + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static String text(String broker) throws Exception {
        return Records.readAll(broker, "operation-it.logs").stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static void signal(SillokProcess process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
