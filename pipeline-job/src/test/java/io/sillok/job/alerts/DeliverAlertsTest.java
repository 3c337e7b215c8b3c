package io.sillok.job.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliverAlertsTest {

    private StubWebhook webhook;
    private OneInputStreamOperatorTestHarness<Alert, Alert> job;
    private long now = 1_000_000;

    @BeforeEach
    void open() throws Exception {
        webhook = new StubWebhook();
        job = harness();
        job.open();
        job.setProcessingTime(now);
    }

    @AfterEach
    void close() throws Exception {
        job.close();
        webhook.close();
    }

    @Test
    void tellsInOrder() throws Exception {
        job.processElement(alert("errors", true), 0);
        job.processElement(alert("errors", false), 0);
        job.processElement(alert("slow", true), 0);
        job.endInput();

        assertThat(webhook.taken())
                .extracting(told ->
                        told.path("rule").asText() + " " + told.path("state").asText())
                .containsExactly("errors firing", "errors resolved", "slow firing");
        JsonNode first = webhook.taken().get(0);
        assertThat(first.path("key")).isEqualTo(webhook.taken().get(1).path("key"));
        assertThat(first.path("link").asText()).isEqualTo("https://sillok.example/#/logs");
        assertThat(job.extractOutputValues()).hasSize(3);
    }

    @Test
    void triesAgainLaterWithoutHoldingUpTheJob() throws Exception {
        webhook.plan(503, 429, 401);
        job.processElement(alert("errors", true), 0);
        for (int i = 0; i < 3; i++) {
            settle();
            assertThat(webhook.taken()).isEmpty();
            job.processElement(alert("other", i % 2 == 0), 0);
            job.setProcessingTime(now += 60_000);
        }
        settleAll(4);

        assertThat(webhook.taken().get(0).path("rule").asText()).isEqualTo("errors");
        assertThat(webhook.taken()).hasSize(4);
    }

    @Test
    void whatWasNotDeliveredGoesOnAfterARestart() throws Exception {
        webhook.plan(500);
        job.processElement(alert("errors", true), 0);
        settle();
        job.processElement(alert("errors", false), 0);
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();

        job = harness();
        job.initializeState(state);
        job.open();
        settleAll(2);

        assertThat(webhook.taken())
                .extracting(told -> told.path("state").asText())
                .containsExactly("firing", "resolved");
    }

    @Test
    void whatIsRefusedForGoodHoldsNothingUp() throws Exception {
        webhook.plan(400);
        job.processElement(alert("bad", true), 0);
        job.processElement(alert("good", true), 0);
        job.endInput();

        assertThat(webhook.taken())
                .extracting(told -> told.path("rule").asText())
                .containsExactly("good");
    }

    @Test
    void aRuleThatTellsTooMuchIsCutShort() throws Exception {
        for (int i = 0; i < PendingAlerts.MOST_OF_A_RULE + 50; i++) {
            job.processElement(alert("flood", "203.0.113." + i, true), 0);
        }
        for (int i = 0; i < PendingAlerts.MOST_OF_A_RULE + 50; i++) {
            job.processElement(alert("flood", "203.0.113." + i, false), 0);
        }
        job.endInput();

        assertThat(webhook.taken()).hasSize(2 * PendingAlerts.MOST_OF_A_RULE);
    }

    /** Waits for an answer, and lets the operator take it. */
    private void settle() throws Exception {
        assertThat(webhook.asked().tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!runMail()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private void settleAll(int taken) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (webhook.taken().size() < taken) {
            assertThat(System.nanoTime()).isLessThan(end);
            if (!runMail()) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
    }

    private boolean runMail() throws Exception {
        Optional<Mail> mail = job.getTaskMailbox().tryTake(0);
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    private OneInputStreamOperatorTestHarness<Alert, Alert> harness() throws Exception {
        AlertSettings settings = Rules.of("{webhooks: [{name: stub, url: \"" + webhook.url() + "\"}]}");
        var harness = new OneInputStreamOperatorTestHarness<>(new DeliverAlertsFactory(settings));
        harness.setup(Alert.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static Alert alert(String rule, boolean firing) {
        return alert(rule, "/checkout", firing);
    }

    private static Alert alert(String rule, String subject, boolean firing) {
        return new Alert(
                rule,
                "error_rate",
                "critical",
                firing,
                "shop",
                "test",
                subject,
                0.5,
                0.05,
                1000,
                2000,
                rule + ": half of it failed",
                Map.of("route", subject),
                "https://sillok.example/#/logs");
    }
}
