package io.sillok.job.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.config.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an alert looks like to who receives it. */
enum WebhookForm {
    /** All that is known of it, as one object. */
    JSON {
        @Override
        ObjectNode object(Alert alert, Secret routingKey) {
            ObjectNode json = MAPPER.createObjectNode();
            json.put("key", alert.key());
            json.put("state", alert.firing() ? "firing" : "resolved");
            json.put("rule", alert.rule()).put("kind", alert.kind()).put("severity", alert.severity());
            json.put("service", alert.service()).put("environment", alert.environment());
            json.put("subject", alert.subject());
            json.put("summary", alert.summary());
            json.put("value", alert.value()).put("above", alert.above());
            json.put("since", time(alert.since())).put("at", time(alert.at()));
            details(alert, json.putObject("details"));
            if (!alert.link().isEmpty()) {
                json.put("link", alert.link());
            }
            return json;
        }
    },
    /**
     * A message of Slack's incoming webhooks.
     *
     * @see <a href="https://api.slack.com/messaging/webhooks">Slack, incoming webhooks</a>
     */
    SLACK {
        @Override
        ObjectNode object(Alert alert, Secret routingKey) {
            ObjectNode json = MAPPER.createObjectNode();
            String state = alert.firing() ? "FIRING" : "RESOLVED";
            json.put("text", "[" + state + "] " + slackText(alert.summary()));
            ObjectNode attachment = json.putArray("attachments").addObject();
            attachment.put("color", alert.firing() ? color(alert.severity()) : "good");
            attachment.put("fallback", slackText(alert.summary()));
            attachment.put("ts", alert.at() / 1000);
            var fields = attachment.putArray("fields");
            field("Severity", alert.severity(), fields.addObject());
            field("Since", time(alert.since()), fields.addObject());
            new TreeMap<>(alert.details()).forEach((name, text) -> field(name, text, fields.addObject()));
            if (!alert.link().isEmpty()) {
                attachment.put("title", "Show the events").put("title_link", alert.link());
            }
            return json;
        }
    },
    /**
     * An event of PagerDuty's Events API v2.
     *
     * @see <a href="https://developer.pagerduty.com/docs/events-api-v2/trigger-events/">PagerDuty, Events API v2</a>
     */
    PAGERDUTY {
        @Override
        ObjectNode object(Alert alert, Secret routingKey) {
            ObjectNode json = MAPPER.createObjectNode();
            json.put("routing_key", routingKey.value());
            json.put("event_action", alert.firing() ? "trigger" : "resolve");
            json.put("dedup_key", alert.key());
            ObjectNode payload = json.putObject("payload");
            payload.put("summary", cut(alert.summary(), PAGERDUTY_SUMMARY));
            payload.put("source", alert.service().isEmpty() ? "sillok" : alert.service());
            payload.put("severity", alert.severity());
            payload.put("timestamp", time(alert.firing() ? alert.since() : alert.at()));
            payload.put("component", alert.subject())
                    .put("group", alert.environment())
                    .put("class", alert.kind());
            ObjectNode details = payload.putObject("custom_details");
            details.put("rule", alert.rule()).put("value", alert.value()).put("above", alert.above());
            details(alert, details);
            json.put("client", "Sillok");
            if (!alert.link().isEmpty()) {
                json.put("client_url", alert.link());
                json.putArray("links").addObject().put("href", alert.link()).put("text", "Show the events");
            }
            return json;
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PAGERDUTY_SUMMARY = 1024;
    private static final Map<String, String> COLORS = Map.of("critical", "danger", "error", "danger");

    abstract ObjectNode object(Alert alert, Secret routingKey);

    byte[] payload(Alert alert, Secret routingKey) {
        try {
            return MAPPER.writeValueAsBytes(object(alert, routingKey));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }

    static Optional<WebhookForm> of(String key) {
        return Arrays.stream(values())
                .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(key))
                .findFirst();
    }

    private static void details(Alert alert, ObjectNode json) {
        new TreeMap<>(alert.details()).forEach(json::put);
    }

    private static void field(String title, String value, ObjectNode field) {
        field.put("title", title).put("value", slackText(value)).put("short", value.length() < 40);
    }

    /** What stands in angle brackets would be a link or call people; a log's text must do neither. */
    private static String slackText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String color(String severity) {
        return COLORS.getOrDefault(severity, "warning");
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
