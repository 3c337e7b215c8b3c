package io.sillok.job.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.job.JobConfig;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertConfigTest {

    @TempDir
    Path folder;

    @Test
    void readsRulesWithTheirKindsDefaults() {
        AlertSettings settings = Rules.of("""
                {page: "https://sillok.example.com", rules: [
                  {name: errors, kind: error_rate, above: 2.5%, over: 10m, by: route, services: [shop, blog], severity: error},
                  {name: slow, kind: latency, above: 800ms, quantile: 0.99},
                  {name: unusual, kind: anomaly, signal: exceptions, days: 7}]}""");

        assertThat(settings.page()).isEqualTo("https://sillok.example.com/");
        AlertRule errors = settings.rules().get(0);
        assertThat(errors.above()).isEqualTo(0.025);
        assertThat(errors.over()).isEqualTo(Duration.ofMinutes(10));
        assertThat(errors.lasting()).isEqualTo(Duration.ofMinutes(1));
        assertThat(errors.byRoute()).isTrue();
        assertThat(errors.services()).isEqualTo(Set.of("shop", "blog"));
        assertThat(settings.rules().get(1).above()).isEqualTo(0.8);
        assertThat(settings.rules().get(2).signal()).isEqualTo(Signal.EXCEPTIONS);
    }

    @Test
    void tellsAllProblemsAtOnceAndShowsNoSecret() {
        assertThatThrownBy(() -> JobConfig.of(ConfigFile.parse("""
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                opensearch: {url: "http://127.0.0.1:9200"}
                alerts:
                  page: sillok.example.com
                  rules:
                    - {name: a, kind: error_rat}
                    - {name: b, kind: error_rate, above: 200%}
                    - {name: b, kind: latency, above: 5}
                    - {name: d, kind: new_issue, above: 3, quantil: 0.5}
                    - {kind: anomaly, signal: noise}
                  logins:
                    key: short
                    ipv6_prefix: 16
                    sources: [{format: nginx.access, paths: [/enter], statuses: [4xx]}]
                  webhooks:
                    - {name: chat, form: slack, url: "https://hooks.example.com/services/T0/B0/XSECRETX"}
                    - {name: pager, form: pagerduty, routing_key: XSECRETX}
                    - {name: other, url: "https://hooks.example.com/?token=XSECRETX"}
                """, "job.yaml")))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(String.join("\n", e.problems()))
                        .contains(
                                "job.yaml:4: alerts.page must be an address",
                                "alerts.rules[0].kind must be one of error_rate, latency",
                                "alerts.rules[1].above must be a share",
                                "alerts.rules[2].name stands twice",
                                "alerts.rules[2].above must be a duration",
                                "alerts.rules[3].above means nothing to new_issue",
                                "did you mean quantile?",
                                "alerts.rules[4].name is missing",
                                "alerts.rules[4].signal must be requests",
                                "alerts.logins.key must have 16 characters",
                                "alerts.logins.ipv6_prefix must be",
                                "alerts.logins.sources[0].statuses must be of three digits",
                                "alerts.webhooks[0].url is a secret; take it from ${env:NAME}",
                                "alerts.webhooks[1].routing_key is a secret",
                                "alerts.webhooks[2].url holds what may be a secret")
                        .doesNotContain("XSECRETX"));
    }

    @Test
    void anIpv6ClientIsItsNetworkUnlessToldOtherwise() {
        assertThat(Rules.of("{}").ipv6Prefix()).isEqualTo(64);
        assertThat(Rules.of("{logins: {ipv6_prefix: 128}}").ipv6Prefix()).isEqualTo(128);
        assertThat(Rules.of("{logins: {ipv6_prefix: 56}}").keyed().ipv6Prefix()).isEqualTo(56);
    }

    @Test
    void takesSecretsFromFiles() throws Exception {
        Path url = folder.resolve("slack");
        Files.writeString(url, "https://hooks.slack.example/services/T0/B0/xyz\n");
        AlertSettings settings =
                Rules.of("{webhooks: [{name: chat, form: slack, url: \"${file:%s}\"}]}".formatted(url));

        assertThat(settings.webhooks()).singleElement().satisfies(webhook -> {
            assertThat(webhook.address().path().value()).isEqualTo("/services/T0/B0/xyz");
            assertThat(webhook.toString()).contains("hooks.slack.example").doesNotContain("xyz");
        });
    }
}
