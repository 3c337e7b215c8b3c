package io.sillok.search.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.search.opensearch.OpenSearchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

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
    private final Optional<SSLSocketFactory> sockets;

    private OpenSearchClient(OpenSearchAddress address, Optional<SSLSocketFactory> sockets) {
        this.address = address;
        this.authorization = address.credentials().authorization();
        this.sockets = sockets;
    }

    /** Opens no connection yet. */
    public static OpenSearchClient to(OpenSearchAddress address) throws OpenSearchException {
        return address.ca().isPresent()
                ? new OpenSearchClient(
                        address, Optional.of(Trust.in(address.ca().get()).getSocketFactory()))
                : new OpenSearchClient(address, Optional.empty());
    }

    /** @return the answer to one search of an index or alias */
    public JsonNode search(String index, ObjectNode body) throws OpenSearchException {
        try {
            HttpURLConnection request = request(index);
            try (OutputStream out = request.getOutputStream()) {
                out.write(bytes(body));
            }
            int status = request.getResponseCode();
            try (InputStream in = status < 400 ? request.getInputStream() : request.getErrorStream()) {
                return status == 200 ? JSON.readTree(in) : refused(index, status, in);
            }
        } catch (OpenSearchException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            throw failure(Kind.UNREACHABLE, "did not answer in time", e);
        } catch (SSLException e) {
            throw failure(Kind.DENIED, "has a certificate that is not trusted; set ca to its authority's PEM file", e);
        } catch (JsonProcessingException e) {
            throw failure(Kind.REFUSED, "answered with something that is not JSON; is that OpenSearch?", e);
        } catch (IOException e) {
            throw failure(Kind.UNREACHABLE, "cannot be reached", e);
        }
    }

    /**
     * By the JDK's old client: the new one has a thread in native code, for which the end of a process waits a third of a
     * second, and sets up TLS where none is spoken. Connections are kept and used again by both.
     */
    private HttpURLConnection request(String index) throws IOException {
        HttpURLConnection request = (HttpURLConnection)
                address.resolve(index + "/_search" + OPTIONS).toURL().openConnection(Proxy.NO_PROXY);
        if (request instanceof HttpsURLConnection secure) {
            sockets.ifPresent(secure::setSSLSocketFactory);
        }
        request.setConnectTimeout((int) CONNECT.toMillis());
        request.setReadTimeout((int) ANSWER.toMillis());
        request.setInstanceFollowRedirects(false);
        request.setRequestMethod("POST");
        request.setDoOutput(true);
        request.setRequestProperty("Content-Type", "application/json");
        authorization.ifPresent(value -> request.setRequestProperty("Authorization", value));
        return request;
    }

    private JsonNode refused(String index, int status, InputStream in) throws OpenSearchException {
        if (status == 401) {
            throw failure(Kind.DENIED, "does not accept the credentials (401)", null);
        }
        if (status == 403) {
            throw failure(
                    Kind.DENIED, "does not accept the credentials (403): they need the right to read " + index, null);
        }
        if (status == 429 || status >= 500) {
            throw failure(Kind.UNREACHABLE, "is overloaded or starting (" + status + ": " + reason(in) + ")", null);
        }
        throw failure(Kind.REFUSED, "refused the question (" + status + ": " + reason(in) + ")", null);
    }

    private static String reason(InputStream in) {
        if (in == null) {
            return "no reason given";
        }
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
