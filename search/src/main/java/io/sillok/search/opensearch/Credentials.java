package io.sillok.search.opensearch;

import io.sillok.model.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How Sillok shows OpenSearch who it is. */
public sealed interface Credentials {

    /** The value of the header {@code Authorization}, if one is sent. */
    Optional<String> authorization();

    /** For a node that asks nobody: loopback, without the security plugin. */
    record Anonymous() implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    record Basic(String username, Secret password) implements Credentials {
        @Override
        public Optional<String> authorization() {
            byte[] pair = (username + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
    }

    record ApiKey(Secret key) implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.of("ApiKey " + key.value());
        }
    }
}
