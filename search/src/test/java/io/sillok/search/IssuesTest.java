package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.search.opensearch.OpenSearchAddress;
import io.sillok.search.opensearch.OpenSearchClient;
import io.sillok.search.query.QueryParser;
import io.sillok.search.text.IssuesPrinter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IssuesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    private static final String FOUND = """
            {"hits":{"hits":[
              {"_id":"1","_source":{"first_seen":"2026-11-22T10:47:01Z","last_seen":"2026-11-22T10:47:03Z","count":4,
               "users":3,"trace_ids":["cacaa4080502e94e96d97b8f5ea87893"],"sources":["laravel.line"],
               "routes":[],"releases":[{"release":"1.4.2","count":4}],
               "resource":{"service.name":"shop","deployment.environment.name":"production"},
               "attributes":{"exception.fingerprint":"4e86a6f2ceef07ab","exception.type":"App\\\\CartException",
                "exception.message":"Cart of *** is\\u001b[2J unreadable\\nsecond","code.file.path":"/app/Cart.php","code.line.number":12,
                "exception.stacktrace":"#0 /app/Cart.php(12): load()\\n#1 {main}"}}},
              {"_id":"2","_source":{"first_seen":"2026-10-01T10:00:00Z","last_seen":"2026-11-22T09:00:00Z","count":1200,
               "regressed_at":"2026-11-22T08:00:00Z","regressions":1,"regressed_release":"2.0\\u001b[2J","users":0,"resource":{"service.name":"shop"},
               "attributes":{"exception.fingerprint":"759a4a4d0bc00480","exception.type":"TypeError","exception.message":"strlen()"}}}]}}
            """;

    private static final String ROUTES = """
            {"aggregations":{"fingerprints":{"buckets":[{"key":"4e86a6f2ceef07ab","doc_count":8,
              "routes":{"buckets":[{"key":"/cart/{id}","doc_count":3},{"key":"/","doc_count":1}]}}]}}}
            """;

    private FakeOpenSearch openSearch;
    private LogSearch search;

    @BeforeEach
    void start() throws IOException {
        openSearch = FakeOpenSearch.start();
        openSearch.answer(asked -> new FakeOpenSearch.Answer(200, asked.path().startsWith("/issues") ? FOUND : ROUTES));
        search = new LogSearch(OpenSearchClient.to(OpenSearchAddress.of(openSearch.url())));
    }

    @AfterEach
    void stop() {
        openSearch.close();
    }

    @Test
    void asksTheIssuesAndTheRoutesOfTheirEvents() throws Exception {
        List<Issue> issues =
                search.issues(LogQuery.of(QueryParser.parse("service:shop"), TimeRange.between(NOW, NOW)), 20);

        assertThat(openSearch.asked().get(0).path()).startsWith("/issues/");
        assertThat(openSearch.asked().get(0).body().toString()).contains("service.name", "\"size\":20", "timestamp");
        assertThat(openSearch.asked().get(1).path()).startsWith("/logs/");
        assertThat(openSearch.asked().get(1).body().toString()).contains("4e86a6f2ceef07ab", "759a4a4d0bc00480");
        assertThat(issues).extracting(issue -> issue.mark(NOW)).containsExactly(Issue.Mark.NEW, Issue.Mark.REGRESSED);
        assertThat(issues.get(0).routes())
                .containsExactly(new Issue.Touched("/cart/{id}", 3), new Issue.Touched("/", 1));
        assertThat(issues.get(0).place()).isEqualTo("/app/Cart.php:12");
    }

    @Test
    void printsALineEach() throws Exception {
        String text = IssuesPrinter.list(search.issue("4e86a6f2ceef07ab"), NOW);
        assertThat(text).isEqualTo("""
                                      last seen            times  users  fingerprint       service  exception
                NEW                   2026-11-22 10:47:03  4      3      4e86a6f2ceef07ab  shop     CartException: Cart of *** is␛[2J unreadable
                REGRESSED in 2.0␛[2J  2026-11-22 09:00:00  1,200  -      759a4a4d0bc00480  shop     TypeError: strlen()
                2 issues
                """);
    }

    @Test
    void printsAllThatIsKnownOfOne() throws Exception {
        String text = IssuesPrinter.details(search.issue("4e86a6f2ceef07ab").subList(0, 1), NOW);
        assertThat(text)
                .startsWith("App\\CartException  NEW\n  Cart of *** is␛[2J unreadable\n  second\n")
                .contains("about 3", "1.4.2", "/cart/{id}", "/app/Cart.php:12")
                .contains("sillok trace cacaa4080502e94e96d97b8f5ea87893")
                .contains("  #0 /app/Cart.php(12): load()\n  #1 {main}\n");
        assertThat(text.replace("\n", "").chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void saysInWhichReleaseItCameBack() throws Exception {
        Issue issue = search.issue("759a4a4d0bc00480").get(1);
        assertThat(IssuesPrinter.details(List.of(issue), NOW))
                .containsPattern("came back +2026-11-22 08:00:00 in 2\\.0␛\\[2J\n");
        assertThat(IssuesPrinter.list(List.of(issue), NOW.plus(Issue.NEWS)))
                .as("no news any more")
                .doesNotContain("2.0");
    }

    @Test
    void printsOneObjectALine() throws Exception {
        List<String> lines = IssuesPrinter.json(search.issue("4e86a6f2ceef07ab"), NOW)
                .lines()
                .toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("state").asText()).isEqualTo("open");
        assertThat(first.path("mark").asText()).isEqualTo("new");
        assertThat(first.has("regressed_release")).isFalse();
        assertThat(new ObjectMapper()
                        .readTree(lines.get(1))
                        .path("regressed_release")
                        .asText())
                .isEqualTo("2.0\u001b[2J");
        assertThat(first.path("routes").path("/cart/{id}").asLong()).isEqualTo(3);
    }

    @Test
    void whereNoIndexIsThereAreNoIssues() throws Exception {
        openSearch.answer(200, "{\"hits\":{\"total\":{\"value\":0},\"hits\":[]}}");
        assertThat(search.issue("4e86a6f2ceef07ab")).isEmpty();
        assertThat(openSearch.asked()).hasSize(1);
        assertThat(IssuesPrinter.list(List.of(), NOW)).isEqualTo("No issues found.\n");
    }
}
