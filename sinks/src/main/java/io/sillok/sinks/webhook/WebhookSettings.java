package io.sillok.sinks.webhook;

import io.sillok.model.config.ConfigSection;
import io.sillok.model.config.Secret;
import io.sillok.sinks.http.Credentials;
import io.sillok.sinks.http.HttpSettings;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * Where to post.
 *
 * @param http the server alone: only it is ever named in messages
 * @param path with its query: many services take whoever knows it, so it is kept as a secret
 */
public record WebhookSettings(HttpSettings http, Secret path) implements Serializable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    public static WebhookSettings of(URI url) {
        return new WebhookSettings(
                new HttpSettings(server(url), "", new Credentials.None(), TIMEOUT), new Secret(path(url)));
    }

    /**
     * Reads {@code url, ca, timeout} and credentials; problems go to the section.
     *
     * @param fallback the address if none is given; empty if one must be
     */
    public static WebhookSettings from(ConfigSection section, String fallback) {
        String text = fallback.isEmpty() ? section.text("url") : section.text("url", fallback);
        URI url = text.isEmpty() ? URI.create("http://localhost") : address(section, text);
        if ((url.getUserInfo() != null || url.getQuery() != null) && !section.referenced("url")) {
            section.problem("url", "holds what may be a secret; take it from ${env:NAME} or ${file:PATH}");
        }
        return new WebhookSettings(
                new HttpSettings(
                        server(url),
                        section.text("ca", ""),
                        Credentials.from(section),
                        section.duration("timeout", TIMEOUT)),
                new Secret(path(url)));
    }

    private static URI address(ConfigSection section, String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // The problem below says it without the address, which may be a secret.
        }
        section.problem("url", "must be an address such as https://hooks.example.com/services/…");
        return URI.create("http://localhost");
    }

    private static URI server(URI url) {
        return URI.create(url.getScheme() + "://" + url.getRawAuthority().replaceFirst("^.*@", ""));
    }

    private static String path(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
