package io.sillok.job.alerts;

import io.sillok.model.config.Secret;
import io.sillok.sinks.webhook.WebhookSettings;
import java.io.Serializable;
import java.util.Set;

/**
 * Who is told of alerts.
 *
 * @param routingKey PagerDuty's, empty for others
 * @param severities those of which it is told; all if empty
 */
public record Webhook(String name, WebhookForm form, WebhookSettings address, Secret routingKey, Set<String> severities)
        implements Serializable {

    public Webhook {
        severities = Set.copyOf(severities);
    }

    boolean wants(Alert alert) {
        return severities.isEmpty() || severities.contains(alert.severity());
    }
}
