package io.sillok.job.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.config.Secret;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookFormTest {

    private static final Secret NONE = new Secret("");

    @Test
    void pagerDutyKnowsTheRecoveryByTheSameKey() throws IOException {
        JsonNode trigger = json(WebhookForm.PAGERDUTY, alert(true), new Secret("r0ut1ng"));
        JsonNode resolve = json(WebhookForm.PAGERDUTY, alert(false), new Secret("r0ut1ng"));

        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(trigger.path("dedup_key").asText())
                .isNotEmpty()
                .isEqualTo(resolve.path("dedup_key").asText());
        assertThat(trigger.path("routing_key").asText()).isEqualTo("r0ut1ng");
        JsonNode payload = trigger.path("payload");
        assertThat(payload.path("summary").asText()).isEqualTo("errors: <!channel> & more");
        assertThat(payload.path("source").asText()).isEqualTo("shop");
        assertThat(payload.path("severity").asText()).isEqualTo("critical");
        assertThat(payload.path("custom_details").path("route").asText()).isEqualTo("/checkout");
        assertThat(trigger.path("links").path(0).path("href").asText()).isEqualTo("https://sillok.example/#/logs");
    }

    @Test
    void aTextOfALogCallsNobodyInSlack() throws IOException {
        JsonNode message = json(WebhookForm.SLACK, alert(true), NONE);

        assertThat(message.path("text").asText()).isEqualTo("[FIRING] errors: &lt;!channel&gt; &amp; more");
        JsonNode attachment = message.path("attachments").path(0);
        assertThat(attachment.path("color").asText()).isEqualTo("danger");
        assertThat(attachment.path("title_link").asText()).isEqualTo("https://sillok.example/#/logs");
        assertThat(json(WebhookForm.SLACK, alert(false), NONE)
                        .path("attachments")
                        .path(0)
                        .path("color")
                        .asText())
                .isEqualTo("good");
    }

    @Test
    void plainJsonHasAllThatIsKnown() throws IOException {
        assertThat(json(WebhookForm.JSON, alert(true), NONE).toString())
                .isEqualTo("{\"key\":\"" + alert(false).key()
                        + "\",\"state\":\"firing\",\"rule\":\"errors\",\"kind\":\"error_rate\",\"severity\":\"critical\","
                        + "\"service\":\"shop\",\"environment\":\"test\",\"subject\":\"/checkout\","
                        + "\"summary\":\"errors: <!channel> & more\",\"value\":0.5,\"above\":0.05,"
                        + "\"since\":\"1970-01-01T00:00:01Z\",\"at\":\"1970-01-01T00:00:02Z\","
                        + "\"details\":{\"route\":\"/checkout\"},\"link\":\"https://sillok.example/#/logs\"}");
    }

    private static JsonNode json(WebhookForm form, Alert alert, Secret routingKey) throws IOException {
        return new ObjectMapper().readTree(form.payload(alert, routingKey));
    }

    private static Alert alert(boolean firing) {
        return new Alert(
                "errors",
                "error_rate",
                "critical",
                firing,
                "shop",
                "test",
                "/checkout",
                0.5,
                0.05,
                1000,
                2000,
                "errors: <!channel> & more",
                Map.of("route", "/checkout"),
                "https://sillok.example/#/logs");
    }
}
