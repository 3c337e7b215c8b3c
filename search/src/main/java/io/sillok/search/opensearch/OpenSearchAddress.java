package io.sillok.search.opensearch;

import io.sillok.model.config.ConfigSection;
import io.sillok.model.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where OpenSearch is, and how it is entered.
 *
 * @param ca PEM file of the certificates that are trusted; without one those of the JDK are
 */
public record OpenSearchAddress(URI url, Optional<Path> ca, Credentials credentials) {

    public OpenSearchAddress {
        Objects.requireNonNull(credentials, "credentials");
        String scheme = String.valueOf(url.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException("not an http(s) address: " + url);
        }
    }

    /** A node that asks for no credentials. */
    public static OpenSearchAddress of(URI url) {
        return new OpenSearchAddress(url, Optional.empty(), new Credentials.Anonymous());
    }

    /** Keys {@code url}, {@code ca}, {@code username} and {@code password}, or {@code api_key}. */
    public static OpenSearchAddress read(ConfigSection section) {
        URI fallback = URI.create("http://127.0.0.1:9200");
        OpenSearchAddress address =
                section.value("url", of(fallback), "an http or https address", text -> of(URI.create(text)));
        Optional<Path> ca = section.optionalText("ca").map(Path::of);
        Optional<String> username = section.optionalText("username");
        Optional<Secret> password = section.secret("password");
        Optional<Secret> key = section.secret("api_key");
        if (username.isPresent() != password.isPresent()) {
            section.problem(
                    username.isPresent() ? "username" : "password", "needs both, username and password, or neither");
        }
        if (key.isPresent() && username.isPresent()) {
            section.problem("api_key", "cannot stand beside username and password");
        }
        Credentials credentials = key.<Credentials>map(Credentials.ApiKey::new)
                .or(() -> username.flatMap(name -> password.map(secret -> new Credentials.Basic(name, secret))))
                .orElseGet(Credentials.Anonymous::new);
        return new OpenSearchAddress(address.url(), ca, credentials);
    }

    /** The address of a path below it, whether or not the address itself ends in a slash. */
    URI resolve(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }
}
