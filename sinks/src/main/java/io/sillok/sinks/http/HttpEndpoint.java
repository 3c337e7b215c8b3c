package io.sillok.sinks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** One server over HTTP/1.1, with its credentials and its trusted authorities. Thread-safe. */
public final class HttpEndpoint implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");

    private final HttpSettings settings;
    private final HttpClient client;
    private final ExecutorService threads;

    /** @throws UncheckedIOException if the file of trusted authorities cannot be read */
    public HttpEndpoint(HttpSettings settings) {
        this.settings = settings;
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "http-" + settings.url().getHost());
            thread.setDaemon(true);
            return thread;
        });
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout().compareTo(CONNECT) < 0 ? settings.timeout() : CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads);
        if (!settings.ca().isEmpty()) {
            try {
                builder.sslContext(Trust.load(Path.of(settings.ca())));
            } catch (IOException e) {
                throw new UncheckedIOException(settings.ca(), e);
            } catch (GeneralSecurityException e) {
                throw new UncheckedIOException(settings.ca(), new IOException(e));
            }
        }
        this.client = builder.build();
    }

    public URI url() {
        return settings.url();
    }

    /**
     * @param path below the endpoint's address, with its query
     * @return how it ended; the future never fails
     */
    public CompletableFuture<Exchange> send(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + path))
                .timeout(settings.timeout())
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        settings.credentials().header().ifPresent(secret -> request.header("Authorization", secret.value()));
        return client.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenApply(Function.identity())
                // The request's own limit ends with the headers; a body that stalls would hang for ever.
                .orTimeout(settings.timeout().toMillis() + 1000, TimeUnit.MILLISECONDS)
                .handle((response, failure) -> failure == null ? reply(response) : unreachable(failure));
    }

    private static Exchange reply(HttpResponse<byte[]> response) {
        Duration after = response.headers()
                .firstValue("Retry-After")
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
        return new Exchange.Reply(response.statusCode(), response.body(), after);
    }

    private Exchange unreachable(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new Exchange.Unreachable(why(cause) + " at " + settings.url());
    }

    private String why(Throwable cause) {
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "no answer within " + settings.timeout().toMillis() + " ms";
        }
        if (cause instanceof ConnectException) {
            return "no connection";
        }
        if (cause instanceof SSLException) {
            return "TLS failed (" + cause.getMessage() + ")";
        }
        return "connection lost (" + cause.getClass().getSimpleName() + ")";
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
