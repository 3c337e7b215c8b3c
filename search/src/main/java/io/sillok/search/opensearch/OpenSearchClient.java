package io.sillok.search.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.search.opensearch.OpenSearchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Asks OpenSearch's search API. Thread-safe. */
public final class OpenSearchClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** Indices that are not there yet hold nothing; but half an answer is none. */
    private static final String OPTIONS =
            "?ignore_unavailable=true&allow_no_indices=true&allow_partial_search_results=false";

    private final OpenSearchAddress address;
    private final Optional<String> authorization;
    private final HttpClient http;

    private OpenSearchClient(OpenSearchAddress address, HttpClient http) {
        this.address = address;
        this.authorization = address.credentials().authorization();
        this.http = http;
    }

    /** Opens no connection yet. */
    public static OpenSearchClient to(OpenSearchAddress address) throws OpenSearchException {
        HttpClient.Builder http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        if (address.ca().isPresent()) {
            http.sslContext(Trust.in(address.ca().get()));
        }
        return new OpenSearchClient(address, http.build());
    }

    /** @return the answer to one search of an index or alias */
    public JsonNode search(String index, ObjectNode body) throws OpenSearchException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(index + "/_search" + OPTIONS))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                return response.statusCode() == 200 ? JSON.readTree(in) : refused(response.statusCode(), in);
            }
        } catch (OpenSearchException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Kind.UNREACHABLE, "was not waited for", new InterruptedIOException());
        } catch (HttpTimeoutException e) {
            throw failure(Kind.UNREACHABLE, "did not answer in time", e);
        } catch (SSLException e) {
            throw failure(Kind.DENIED, "has a certificate that is not trusted; set ca to its authority's PEM file", e);
        } catch (JsonProcessingException e) {
            throw failure(Kind.REFUSED, "answered with something that is not JSON; is that OpenSearch?", e);
        } catch (IOException e) {
            throw failure(Kind.UNREACHABLE, "cannot be reached", e);
        }
    }

    private JsonNode refused(int status, InputStream in) throws OpenSearchException {
        if (status == 401 || status == 403) {
            throw failure(Kind.DENIED, "does not accept the credentials (" + status + ")", null);
        }
        if (status == 429 || status >= 500) {
            throw failure(Kind.UNREACHABLE, "is overloaded or starting (" + status + ": " + reason(in) + ")", null);
        }
        throw failure(Kind.REFUSED, "refused the question (" + status + ": " + reason(in) + ")", null);
    }

    private static String reason(InputStream in) {
        try {
            JsonNode error = JSON.readTree(in).path("error");
            JsonNode root = error.path("root_cause").path(0);
            String reason = root.path("reason").asText(error.path("reason").asText("no reason given"));
            return reason.substring(0, Math.min(reason.length(), 300));
        } catch (IOException e) {
            return "no reason given";
        }
    }

    private OpenSearchException failure(Kind kind, String what, Throwable cause) {
        return new OpenSearchException(kind, "OpenSearch at " + shownAddress() + " " + what, cause);
    }

    /** Without what may stand before the host. */
    private String shownAddress() {
        URI url = address.url();
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
