package io.sillok.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.config.Secret;
import io.sillok.search.FakeOpenSearch;
import io.sillok.search.opensearch.OpenSearchException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenSearchClientTest {

    private static final ObjectNode QUESTION =
            new ObjectMapper().createObjectNode().put("size", 0);

    private FakeOpenSearch openSearch;

    @BeforeEach
    void start() throws IOException {
        openSearch = FakeOpenSearch.start();
    }

    @AfterEach
    void stop() {
        openSearch.close();
    }

    @Test
    void asksTheIndexAndReadsTheAnswer() throws OpenSearchException {
        openSearch.answer(200, "{\"took\":3}");
        OpenSearchClient client = OpenSearchClient.to(OpenSearchAddress.of(URI.create(openSearch.url() + "/proxy/")));
        assertThat(client.search("logs", QUESTION).path("took").asInt()).isEqualTo(3);
        assertThat(openSearch.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.path()).isEqualTo("/proxy/logs/_search");
            assertThat(asked.body()).isEqualTo(QUESTION);
            assertThat(asked.authorization()).isEmpty();
        });
    }

    @Test
    void showsItsCredentials() throws OpenSearchException {
        Credentials basic = new Credentials.Basic("reader", new Secret("pass:word"));
        Credentials key = new Credentials.ApiKey(new Secret("a-key"));
        OpenSearchClient.to(new OpenSearchAddress(openSearch.url(), Optional.empty(), basic))
                .search("logs", QUESTION);
        OpenSearchClient.to(new OpenSearchAddress(openSearch.url(), Optional.empty(), key))
                .search("logs", QUESTION);
        assertThat(openSearch.asked())
                .extracting(FakeOpenSearch.Asked::authorization)
                .containsExactly("Basic cmVhZGVyOnBhc3M6d29yZA==", "ApiKey a-key");
        assertThat(basic + " " + key).doesNotContain("pass:word").doesNotContain("a-key");
    }

    @ParameterizedTest
    @CsvSource({
        "401, DENIED, credentials",
        "403, DENIED, credentials",
        "429, UNREACHABLE, overloaded",
        "503, UNREACHABLE, overloaded",
        "400, REFUSED, no such field",
    })
    void tellsWhatAFailureMeans(int status, Kind kind, String message) {
        openSearch.answer(status, "{\"error\":{\"root_cause\":[{\"reason\":\"no such field\"}]},\"status\":400}");
        assertThatExceptionOfType(OpenSearchException.class)
                .isThrownBy(() -> client().search("logs", QUESTION))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void saysWhatIsNotOpenSearch() {
        openSearch.answer(200, "<html>");
        assertThatExceptionOfType(OpenSearchException.class)
                .isThrownBy(() -> client().search("logs", QUESTION))
                .withMessageContaining("is that OpenSearch?");
    }

    @Test
    void saysWhoCannotBeReached() throws OpenSearchException {
        OpenSearchClient client = client();
        openSearch.close();
        assertThatExceptionOfType(OpenSearchException.class)
                .isThrownBy(() -> client.search("logs", QUESTION))
                .withMessageContaining(openSearch.url().toString())
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }

    @Test
    void wantsCertificatesInTheCaFile(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("ca.pem"), "");
        OpenSearchAddress address = new OpenSearchAddress(
                URI.create("https://127.0.0.1:9200"), Optional.of(empty), new Credentials.Anonymous());
        assertThatExceptionOfType(OpenSearchException.class)
                .isThrownBy(() -> OpenSearchClient.to(address))
                .withMessageContaining("ca.pem");
    }

    private OpenSearchClient client() throws OpenSearchException {
        return OpenSearchClient.to(OpenSearchAddress.of(openSearch.url()));
    }
}
