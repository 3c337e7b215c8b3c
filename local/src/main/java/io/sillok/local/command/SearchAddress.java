package io.sillok.local.command;

import io.sillok.local.pipeline.LocalFolders;
import io.sillok.local.pipeline.RunningInstance;
import io.sillok.model.config.Secret;
import io.sillok.search.LogSearch;
import io.sillok.search.opensearch.Credentials;
import io.sillok.search.opensearch.OpenSearchAddress;
import io.sillok.search.opensearch.OpenSearchClient;
import io.sillok.sinks.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Which OpenSearch a command asks: the one named, or that of the demo or run that is up on this machine. May be named behind a
 * command below it too.
 */
final class SearchAddress {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--opensearch",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description =
                    "Address of OpenSearch; also SILLOK_OPENSEARCH. Default: that of the demo or run that is up here.")
    private URI url;

    @Option(
            names = "--ca",
            scope = ScopeType.INHERIT,
            paramLabel = "PEM",
            description = "Certificates to trust, in place of those of the JDK.")
    private Path ca;

    @Option(
            names = "--username",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "For basic authentication.")
    private String username;

    @Option(
            names = "--password-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Holds the password of --username; also the variable SILLOK_OPENSEARCH_PASSWORD.")
    private Path passwordFile;

    @Option(
            names = "--api-key-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Holds an API key; also the variable SILLOK_OPENSEARCH_API_KEY.")
    private Path apiKeyFile;

    private URI url() throws IOException {
        if (url != null) {
            return url;
        }
        String fromEnvironment = System.getenv("SILLOK_OPENSEARCH");
        if (fromEnvironment != null) {
            return URI.create(fromEnvironment);
        }
        return RunningInstance.newest(LocalFolders.running())
                .map(instance -> URI.create(instance.opensearch()))
                .orElseThrow(() -> new IOException("no demo or run is up on this machine;"
                        + " start one with ./sillok demo, or name an OpenSearch with --opensearch URL"));
    }

    /** @throws IOException if no address is named and none is up, or a file cannot be read */
    LogSearch search() throws IOException {
        OpenSearchAddress address = address(url());
        return new LogSearch(OpenSearchClient.to(address));
    }

    /** The same address for who writes to it. */
    HttpSettings settings() throws IOException {
        OpenSearchAddress named = address(url());
        HttpSettings standard = HttpSettings.of(bare(named.url()));
        return new HttpSettings(
                standard.url(), ca == null ? "" : ca.toString(), login(credentials()), standard.timeout());
    }

    /** Without what may stand before the host, and the slash at the end. */
    private static URI bare(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + url.getHost() + port + path);
    }

    private static io.sillok.sinks.http.Credentials login(Credentials credentials) {
        if (credentials instanceof Credentials.Basic basic) {
            return new io.sillok.sinks.http.Credentials.Basic(basic.username(), basic.password());
        }
        return credentials instanceof Credentials.ApiKey key
                ? new io.sillok.sinks.http.Credentials.Token("ApiKey", key.key())
                : new io.sillok.sinks.http.Credentials.None();
    }

    private OpenSearchAddress address(URI url) throws IOException {
        try {
            return new OpenSearchAddress(url, Optional.ofNullable(ca), credentials());
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--opensearch must be an address such as http://127.0.0.1:9200, not '" + url + "'");
        }
    }

    private Credentials credentials() throws IOException {
        Optional<Secret> apiKey = secret(apiKeyFile, "SILLOK_OPENSEARCH_API_KEY");
        if (apiKey.isPresent()) {
            return new Credentials.ApiKey(apiKey.get());
        }
        Optional<Secret> password = secret(passwordFile, "SILLOK_OPENSEARCH_PASSWORD");
        if (username != null && password.isPresent()) {
            return new Credentials.Basic(username, password.get());
        }
        return new Credentials.Anonymous();
    }

    private static Optional<Secret> secret(Path file, String variable) throws IOException {
        if (file != null) {
            return Optional.of(new Secret(Files.readString(file).strip()));
        }
        return Optional.ofNullable(System.getenv(variable)).map(Secret::new);
    }
}
