package io.sillok.job.alerts;

import io.sillok.model.config.ConfigSection;
import io.sillok.model.config.Secret;
import io.sillok.sinks.webhook.WebhookSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code alerts} of the job's config; problems go to the section, all at once. */
public final class AlertConfig {

    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int LEAST_KEY = 16;
    private static final int MOST_DAYS = 28;

    /** A provider's network, of which one customer cannot have more. */
    private static final int LEAST_PREFIX = 32;

    private AlertConfig() {}

    public static AlertSettings from(ConfigSection section) {
        String page = section.value("page", "", "an address such as https://sillok.example.com/", AlertConfig::page);
        List<AlertRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigSection each : section.sections("rules")) {
            rule(each).ifPresent(rules::add);
            if (!names.add(each.text("name", ""))) {
                each.problem("name", "stands twice; an alert is known again by its rule's name");
            }
        }
        List<Webhook> webhooks = new ArrayList<>();
        names.clear();
        for (ConfigSection each : section.sections("webhooks")) {
            webhooks.add(webhook(each));
            if (!names.add(each.text("name", ""))) {
                each.problem("name", "stands twice");
            }
        }
        ConfigSection logins = section.section("logins");
        return new AlertSettings(page, rules, logins(logins), key(logins), webhooks, prefix(logins));
    }

    private static Optional<AlertRule> rule(ConfigSection section) {
        String name = section.text("name");
        String kindName = section.text("kind");
        Optional<RuleKind> found = RuleKind.of(kindName);
        if (found.isEmpty() && !kindName.isEmpty()) {
            section.problem(
                    "kind",
                    "must be one of "
                            + Stream.of(RuleKind.values()).map(RuleKind::key).collect(Collectors.joining(", ")));
        }
        RuleKind kind = found.orElse(RuleKind.ERROR_RATE);
        double above = section.value("above", kind.above, expected(kind), text -> above(kind, text));
        double quantile = section.value("quantile", 0.95, "a number such as 0.95", AlertConfig::share);
        Duration over = section.duration("over", kind.over);
        Duration lasting = section.duration("lasting", kind.lasting);
        int least = section.integer("least", (int) kind.least, 0, Integer.MAX_VALUE);
        int days = section.integer("days", 14, HourlyHistory.LEAST_DAYS, MOST_DAYS);
        String severity = severity(section);
        Signal signal = section.value(
                "signal", Signal.REQUESTS, "requests, errors, exceptions or failed_logins", text -> Signal.of(text)
                        .orElseThrow(IllegalArgumentException::new));
        boolean byRoute = section.value("by", "service", "service or route", AlertConfig::by)
                .equals("route");
        Set<String> services = new LinkedHashSet<>(section.texts("services", List.of()));
        boolean ofWindows = !kind.ofLogins() && !kind.ofIssues();
        useless(section, "above", kind.ofIssues(), kind);
        useless(section, "quantile", kind != RuleKind.LATENCY, kind);
        useless(section, "signal", kind != RuleKind.ANOMALY, kind);
        useless(section, "days", kind != RuleKind.ANOMALY, kind);
        useless(section, "over", kind == RuleKind.ANOMALY, kind);
        useless(section, "lasting", !ofWindows || kind == RuleKind.ANOMALY, kind);
        useless(section, "by", kind != RuleKind.ERROR_RATE && kind != RuleKind.LATENCY, kind);
        useless(section, "least", !ofWindows || kind == RuleKind.FPM_SATURATION, kind);
        if (over.compareTo(Duration.ofSeconds(10)) < 0 || (over.compareTo(LONGEST) > 0 && !kind.ofIssues())) {
            section.problem("over", "must be 10s to 1d");
        }
        if (kind.ofLogins() && above > LoginHistory.MOST) {
            section.problem("above", "must be at most " + LoginHistory.MOST);
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new AlertRule(
                        name, kind, severity, services, byRoute, above, quantile, over, lasting, least, signal, days));
    }

    private static void useless(ConfigSection section, String key, boolean useless, RuleKind kind) {
        if (useless && section.has(key)) {
            section.problem(key, "means nothing to " + kind.key());
        }
    }

    private static String severity(ConfigSection section) {
        RuleKind kind = RuleKind.of(section.text("kind", "")).orElse(RuleKind.ERROR_RATE);
        return section.value("severity", kind.severity, "critical, error, warning or info", text -> {
            if (!SEVERITIES.contains(text)) {
                throw new IllegalArgumentException();
            }
            return text;
        });
    }

    private static String expected(RuleKind kind) {
        return switch (kind) {
            case ERROR_RATE -> "a share such as 5% or 0.05";
            case LATENCY -> "a duration such as 800ms or 2s";
            default -> "a number from 0 on";
        };
    }

    private static double above(RuleKind kind, String text) {
        if (kind == RuleKind.LATENCY) {
            if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?(ms|s)")) {
                throw new IllegalArgumentException();
            }
            boolean millis = text.endsWith("ms");
            double number = Double.parseDouble(text.replaceAll("m?s$", ""));
            return millis ? number / 1000 : number;
        }
        if (kind == RuleKind.ERROR_RATE) {
            return text.endsWith("%") ? share(text.substring(0, text.length() - 1), 100) : share(text);
        }
        double number = Double.parseDouble(text);
        if (!(number >= 0 && number < 1e12)) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    private static double share(String text) {
        return share(text, 1);
    }

    private static double share(String text, double whole) {
        double share = Double.parseDouble(text.strip()) / whole;
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException();
        }
        return share;
    }

    private static String by(String text) {
        if (!text.equals("service") && !text.equals("route")) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String page(String text) {
        URI url = URI.create(text);
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getFragment() != null) {
            throw new IllegalArgumentException();
        }
        return text.endsWith("/") ? text : text + "/";
    }

    private static Webhook webhook(ConfigSection section) {
        String name = section.text("name");
        WebhookForm form =
                section.value("form", WebhookForm.JSON, "json, slack or pagerduty", text -> WebhookForm.of(text)
                        .orElseThrow(IllegalArgumentException::new));
        WebhookSettings address = WebhookSettings.from(section, form == WebhookForm.PAGERDUTY ? PAGERDUTY : "");
        Optional<Secret> routingKey = section.secret("routing_key");
        if (routingKey.isPresent() != (form == WebhookForm.PAGERDUTY)) {
            section.problem("routing_key", "belongs to the form pagerduty, which needs it");
        }
        if (form == WebhookForm.SLACK && section.has("url")) {
            secret(section, "url");
        }
        for (String key : List.of("routing_key", "password", "api_key", "bearer_token")) {
            if (section.has(key)) {
                secret(section, key);
            }
        }
        Set<String> severities = new LinkedHashSet<>(section.texts("severities", List.of()));
        if (!SEVERITIES.containsAll(severities)) {
            section.problem("severities", "must be among critical, error, warning and info");
        }
        return new Webhook(name, form, address, routingKey.orElse(new Secret("")), severities);
    }

    private static void secret(ConfigSection section, String key) {
        if (!section.referenced(key)) {
            section.problem(key, "is a secret; take it from ${env:NAME} or ${file:PATH}");
        }
    }

    private static List<LoginSource> logins(ConfigSection section) {
        List<LoginSource> sources = new ArrayList<>();
        for (ConfigSection each : section.sections("sources")) {
            String format = each.text("format");
            boolean failed = each.value("outcome", "failed", "failed or succeeded", AlertConfig::outcome)
                    .equals("failed");
            Set<Integer> statuses = new LinkedHashSet<>();
            for (String status : each.texts("statuses", List.of())) {
                if (status.matches("[1-5][0-9][0-9]")) {
                    statuses.add(Integer.parseInt(status));
                } else {
                    each.problem("statuses", "must be of three digits, such as 401");
                }
            }
            LoginSource source = new LoginSource(
                    format,
                    failed,
                    new LinkedHashSet<>(each.texts("paths", List.of())),
                    statuses,
                    each.texts("messages", List.of()),
                    each.texts("accounts", LoginSource.ACCOUNTS),
                    each.texts("addresses", LoginSource.ADDRESSES));
            boolean request = !source.paths().isEmpty() && !source.statuses().isEmpty();
            if (request == !source.messages().isEmpty()) {
                each.problem("messages", "are needed, or paths and statuses; not both");
            }
            sources.add(source);
        }
        if (section.flag("standard", true)) {
            sources.addAll(LoginSource.STANDARD);
        }
        return sources;
    }

    private static int prefix(ConfigSection section) {
        return section.integer("ipv6_prefix", AlertSettings.IPV6_PREFIX, LEAST_PREFIX, 128);
    }

    private static String outcome(String text) {
        if (!text.equals("failed") && !text.equals("succeeded")) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static Secret key(ConfigSection section) {
        Optional<Secret> key = section.secret("key");
        if (key.isPresent()) {
            if (key.get().value().length() < LEAST_KEY) {
                section.problem("key", "must have " + LEAST_KEY + " characters or more, else hashes can be guessed");
            }
            secret(section, "key");
        }
        return key.orElse(new Secret(""));
    }
}
