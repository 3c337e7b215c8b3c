package io.sillok.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.local.servers.LocalStack;
import io.sillok.local.servers.Rest;
import io.sillok.sinks.http.HttpSettings;
import io.sillok.sinks.opensearch.OpenSearchSettings;
import io.sillok.sinks.opensearch.OpenSearchTemplates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issues that people resolve and reopen, in a real index. */
@ExtendWith(LocalStack.Provider.class)
final class IssueResolutionIT {

    private static final String CART = "4e86a6f2ceef07ab";
    private static final String OTHER = "759a4a4d0bc00480";
    private static final String MAIL = "1b2c3d4e5f607182";

    private final URI address;
    private final Rest openSearch;

    IssueResolutionIT(LocalStack stack) throws Exception {
        address = stack.openSearch();
        openSearch = new Rest(address);
    }

    @BeforeEach
    void templates() throws Exception {
        OpenSearchTemplates.put(OpenSearchSettings.of(HttpSettings.of(address)));
    }

    @Test
    void isHiddenUntilItComesBackInAReleaseThatIsNew() throws Exception {
        index("cart", CART, "production", Instant.now().minusSeconds(60), 4, "1.0");
        index("other", OTHER, "production", Instant.now().minusSeconds(90), 9, "0.9");

        CommandRun resolved = issues("resolve", CART.toUpperCase(Locale.ROOT), "--release", "1.1");
        assertThat(resolved.exitCode()).as(resolved.err()).isEqualTo(ExitCodes.DONE);
        assertThat(resolved.out()).contains(CART, "resolution-shop, production", "in 1.1");

        CommandRun twice = issues("resolve", CART);
        assertThat(twice.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(twice.err()).contains("resolved already", "in 1.1", "reopen");

        assertThat(fingerprints()).containsExactly(OTHER);
        assertThat(fingerprints("--state", "open")).containsExactly(OTHER);
        assertThat(fingerprints("--state", "resolved")).containsExactly(CART);
        assertThat(fingerprints("--state", "regressed")).isEmpty();
        assertThat(fingerprints("--state", "all")).containsExactly(CART, OTHER);
        assertThat(issues("service:resolution-shop").out()).contains("1 issue\n1 resolved not shown; --state");
        assertThat(issues("service:resolution-shop", "--state", "all").out()).contains("RESOLVED in 1.1");
        assertThat(issues(CART).out()).containsPattern("resolved +[0-9: -]+ in 1.1\n");

        index("cart", CART, "production", Instant.now().plusSeconds(60), 5, "0.9");
        assertThat(fingerprints()).as("a release that was known then").containsExactly(OTHER);

        index("cart", CART, "production", Instant.now().plusSeconds(60), 6, "1.2");
        assertThat(fingerprints("--state", "regressed")).containsExactly(CART);
        assertThat(fingerprints("--limit", "1")).containsExactly(CART);
        assertThat(issues("service:resolution-shop").out()).contains("REGRESSED in 1.2");

        assertThat(issues("reopen", CART).exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(fingerprints("--state", "open")).containsExactly(CART, OTHER);
        CommandRun open = issues("reopen", CART);
        assertThat(open.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(open.err()).contains("open already");
    }

    @Test
    void saysWhichOneIsMeant() throws Exception {
        CommandRun none = issues("resolve", "00000000deadbeef");
        assertThat(none.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(none.err()).contains("no issue 00000000deadbeef");

        index("mail-production", MAIL, "production", Instant.now(), 4, "1.0");
        index("mail-staging", MAIL, "staging", Instant.now(), 4, "1.0");
        CommandRun both = issues("resolve", MAIL);
        assertThat(both.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(both.err()).contains("production", "staging", "--environment");
        assertThat(issues("resolve", MAIL, "--environment", "live").err()).contains("there is no issue", "staging");

        assertThat(issues("resolve", MAIL, "--environment", "staging").exitCode())
                .isEqualTo(ExitCodes.DONE);
        assertThat(issues("reopen", MAIL, "--environment", "production").exitCode())
                .as("that one is open")
                .isEqualTo(ExitCodes.FINDINGS);
        assertThat(issues("reopen", MAIL, "--environment", "staging").exitCode())
                .isEqualTo(ExitCodes.DONE);
    }

    private CommandRun issues(String... arguments) {
        String[] line = new String[arguments.length + 3];
        System.arraycopy(new String[] {"issues", "--opensearch", address.toString()}, 0, line, 0, 3);
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        return CommandRun.of(line);
    }

    private List<String> fingerprints(String... options) {
        String[] line = new String[options.length + 2];
        System.arraycopy(new String[] {"service:resolution-shop", "--json"}, 0, line, 0, 2);
        System.arraycopy(options, 0, line, 2, options.length);
        CommandRun run = issues(line);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.DONE);
        return run.out()
                .lines()
                .map(IssueResolutionIT::json)
                .map(issue -> issue.path("fingerprint").asText())
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seen four times in 1.0, and the other times in a release. */
    private void index(String id, String fingerprint, String environment, Instant last, int count, String release)
            throws Exception {
        String service = fingerprint.equals(MAIL) ? "resolution-mail" : "resolution-shop";
        String more = count == 4 ? "" : ", {\"release\": \"" + release + "\", \"count\": " + (count - 4) + "}";
        openSearch.put("/issues-1/_doc/resolution" + id + "?refresh=true", """
                {"timestamp": "%s", "first_seen": "2026-10-01T00:00:00Z", "last_seen": "%s", "count": %d,
                 "releases": [{"release": "1.0", "count": 4}%s],
                 "resource": {"service.name": "%s", "deployment.environment.name": "%s"},
                 "attributes": {"exception.type": "TypeError", "exception.message": "x", "exception.fingerprint": "%s"}}
                """.formatted(
                        last, last, count, more, service, environment, fingerprint));
    }
}
