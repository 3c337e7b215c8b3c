package io.sillok.benchmarks.delay;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** How many lines a search finds; it does not ask OpenSearch to make more of them searchable. */
final class FoundLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    FoundLines(URI openSearch) {
        request = HttpRequest.newBuilder(openSearch.resolve("/logs/_count?ignore_unavailable=true"))
                .timeout(Duration.ofSeconds(30))
                .GET()
                .build();
    }

    /** None as long as there is no index. */
    int count() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return answer.statusCode() == 200
                ? JSON.readTree(answer.body()).path("count").asInt()
                : 0;
    }
}
