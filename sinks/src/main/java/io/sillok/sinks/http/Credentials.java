package io.sillok.sinks.http;

import io.sillok.model.config.ConfigSection;
import io.sillok.model.config.Secret;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who a server is told we are. Never printed: each part that matters is a {@link Secret}. */
public sealed interface Credentials extends Serializable {

    /** The value of the {@code Authorization} header, if one is to be sent. */
    Optional<Secret> header();

    record None() implements Credentials {
        @Override
        public Optional<Secret> header() {
            return Optional.empty();
        }
    }

    record Basic(String username, Secret password) implements Credentials {
        @Override
        public Optional<Secret> header() {
            byte[] pair = (username + ':' + password.value()).getBytes(StandardCharsets.UTF_8);
            return Optional.of(new Secret("Basic " + Base64.getEncoder().encodeToString(pair)));
        }
    }

    /** @param scheme such as {@code Bearer} or {@code ApiKey} */
    record Token(String scheme, Secret token) implements Credentials {
        @Override
        public Optional<Secret> header() {
            return Optional.of(new Secret(scheme + ' ' + token.value()));
        }
    }

    /** Reads {@code username} with {@code password}, or {@code api_key}, or {@code bearer_token}. */
    static Credentials from(ConfigSection section) {
        List<Credentials> given = new ArrayList<>();
        Optional<String> username = section.optionalText("username");
        Optional<Secret> password = section.secret("password");
        if (username.isPresent() != password.isPresent()) {
            section.problem(
                    username.isPresent() ? "username" : "password",
                    "needs both: username and password belong together");
        }
        username.ifPresent(name -> given.add(new Basic(name, password.orElse(new Secret("")))));
        section.secret("api_key").ifPresent(key -> given.add(new Token("ApiKey", key)));
        section.secret("bearer_token").ifPresent(token -> given.add(new Token("Bearer", token)));
        if (given.size() > 1) {
            section.problem(
                    section.has("api_key") ? "api_key" : "bearer_token",
                    "is one way to log in too many; keep one of username, api_key and bearer_token");
        }
        return given.isEmpty() ? new None() : given.get(0);
    }
}
