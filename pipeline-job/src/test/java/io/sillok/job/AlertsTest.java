package io.sillok.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.job.alerts.LoginAccounts;
import io.sillok.job.alerts.LoginSource;
import io.sillok.job.alerts.StubWebhook;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.config.Secret;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.sinks.memory.MemoryDocumentSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From lines of logs to what a webhook is told, on a small Flink cluster. */
@Timeout(120)
class AlertsTest {

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final Map<String, String> TIMED = Map.of(
            "log_format",
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent rt=$request_time");

    @TempDir
    Path folder;

    private final MemoryTopic<FileSlice> slices =
            new MemoryTopic<>(WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class));
    private final MemoryTopic<SpanMessage> spans = new MemoryTopic<>(SpanMessage.TYPE);

    @Test
    void aWebhookIsToldOfErrorsTheirRecoveryANewIssueAndAttacksOnLogins() throws Exception {
        try (StubWebhook webhook = new StubWebhook()) {
            StringBuilder access = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                access.append(line("203.0.113.5", "08:57:20", "GET /products/" + i, i % 2 == 0 ? 500 : 200));
            }
            for (int i = 0; i < 12; i++) {
                access.append(line("198.51.100.9", "08:57:21", "POST /login", 401));
            }
            int broken = access.toString().split("\n").length;
            for (int i = 0; i < 40; i++) {
                access.append(line("203.0.113.5", "08:59:20", "GET /products/" + i, 200));
            }
            access.append(line("203.0.113.5", "08:59:40", "GET /", 200));
            Slices log = Slices.of("nginx.access", TIMED, access.toString());
            Path laravel = folder.resolve("laravel.log");
            Files.writeString(laravel, """
                    [2026-11-22 08:57:22] production.WARNING: Login failed {"credentials":{"email":"a@example.com"},"ip":"198.51.100.7"} []
                    [2026-11-22 08:57:22] production.WARNING: Login failed {"credentials":{"email":"b@example.com"},"ip":"198.51.100.7"} []
                    [2026-11-22 08:57:23] production.WARNING: Login failed {"credentials":{"email":"c@example.com"},"ip":"198.51.100.7"} []
                    [2026-11-22 08:57:24] production.ERROR: Cart is unreadable {"exception":"[object] (App\\\\CartException(code: 0): Cart is unreadable at /var/www/shop/app/Cart.php:12)
                    [stacktrace]
                    #0 /var/www/shop/app/Shop.php(7): App\\\\Cart->load()
                    #1 {main}
                    "} []
                    """);
            slices.send(log.slice(0, log.line(broken)));
            FramedFile.slices(laravel, "laravel.log", "laravel.line", Map.of(), 100, Slices.READ)
                    .forEach(slices::send);
            JobClient job = start(webhook);

            await(
                    job,
                    webhook,
                    () -> told(webhook, "login attack") && told(webhook, "spraying") && told(webhook, "new issue"));
            slices.send(log.slice(log.line(broken), log.length()));
            await(job, webhook, () -> states(webhook, "too many errors").equals(List.of("firing", "resolved")));
            job.cancel().get(30, TimeUnit.SECONDS);

            assertThat(webhook.taken())
                    .allSatisfy(
                            alert -> assertThat(alert.path("link").asText()).startsWith("https://sillok.example/#/"));
            assertThat(webhook.taken().toString()).doesNotContain("example.com");
            assertThat(of(webhook, "too many errors").path("summary").asText())
                    .startsWith("too many errors: shop (test): ")
                    .contains("50.0 % of 40 requests in 1 min failed, above 5.0 %");
            assertThat(of(webhook, "login attack").path("subject").asText()).isEqualTo("198.51.100.9");
            assertThat(of(webhook, "spraying").path("subject").asText()).isEqualTo("198.51.100.7");
            assertThat(of(webhook, "new issue").path("summary").asText())
                    .isEqualTo("new issue: shop (test): CartException: Cart is unreadable");
        }
    }

    private static String line(String client, String time, String request, int status) {
        return client + " - - [22/Nov/2026:" + time + " +0000] \"" + request + " HTTP/1.1\" " + status
                + " 9 rt=0.120\n";
    }

    private static boolean told(StubWebhook webhook, String rule) {
        return !states(webhook, rule).isEmpty();
    }

    private static List<String> states(StubWebhook webhook, String rule) {
        return webhook.taken().stream()
                .filter(alert -> alert.path("rule").asText().equals(rule))
                .map(alert -> alert.path("state").asText())
                .toList();
    }

    private static JsonNode of(StubWebhook webhook, String rule) {
        return webhook.taken().stream()
                .filter(alert -> alert.path("rule").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private JobClient start(StubWebhook webhook) throws Exception {
        JobSettings settings = JobConfig.of(ConfigFile.parse("""
                        kafka: {bootstrap.servers: "127.0.0.1:9092"}
                        opensearch: {url: "http://127.0.0.1:9200"}
                        checkpoints: {interval: 500ms}
                        metrics: {window: 1s}
                        alerts:
                          page: https://sillok.example
                          rules:
                            - {name: too many errors, kind: error_rate, above: 5%%, over: 1m, lasting: 0s}
                            - {name: new issue, kind: new_issue}
                            - {name: login attack, kind: failed_logins_by_address, above: 10}
                            - {name: spraying, kind: password_spraying, above: 2}
                          webhooks:
                            - {name: stub, url: "%s"}
                        """.formatted(webhook.url()), "job.yaml"))
                .settings();
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        Endpoints ends = new Endpoints(slices, spans, MemoryDocumentSink::new, Map.of(), Map.of(), Map.of(), Map.of());
        MaskSettings masking = MaskSettings.standard();
        new PipelineJob(
                        ends,
                        settings,
                        (body, contentType) -> List.of(),
                        () -> new LoginAccounts(
                                new EventFieldMasker(masking), LoginSource.STANDARD, new Secret("0123456789abcdef")))
                .build(environment);
        return environment.executeAsync("alerts");
    }

    private static void await(JobClient job, StubWebhook webhook, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(50).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(job.getJobStatus().get()).as("the job").isNotEqualTo(JobStatus.FAILED);
            assertThat(System.nanoTime())
                    .as("time is up, told was %s", webhook.taken())
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
