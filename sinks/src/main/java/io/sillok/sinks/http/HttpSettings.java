package io.sillok.sinks.http;

import io.sillok.model.config.ConfigSection;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;

/**
 * Where a server is and how it is spoken to.
 *
 * @param url scheme, host, port and perhaps a path below which the API lies; no slash at the end
 * @param ca path of a PEM file with the authorities that are trusted; empty for those that Java trusts
 * @param timeout of one request, until its answer has come in whole
 */
public record HttpSettings(URI url, String ca, Credentials credentials, Duration timeout) implements Serializable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    public static HttpSettings of(URI url) {
        return new HttpSettings(url, "", new Credentials.None(), TIMEOUT);
    }

    /** Reads {@code url, ca, timeout} and credentials; problems go to the section. */
    public static HttpSettings from(ConfigSection section) {
        String ca = section.text("ca", "");
        if (!ca.isEmpty()) {
            try {
                Trust.load(Path.of(ca));
            } catch (IOException | GeneralSecurityException e) {
                section.problem("ca", "is not a readable PEM file with certificates (" + e.getMessage() + "): " + ca);
            }
        }
        section.text("url");
        URI url = section.value(
                "url", URI.create("http://localhost"), "an address such as https://host:port", HttpSettings::address);
        if (url.getUserInfo() != null) {
            section.problem("url", "holds a password; give username and password as keys of their own");
        }
        return new HttpSettings(url, ca, Credentials.from(section), section.duration("timeout", TIMEOUT));
    }

    private static URI address(String text) {
        URI url = URI.create(text.replaceAll("/+$", ""));
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getQuery() != null) {
            throw new IllegalArgumentException();
        }
        return url;
    }
}
