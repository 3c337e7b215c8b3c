package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.local.servers.Rest;
import io.sillok.model.Fields;
import io.sillok.model.Topics;
import io.sillok.model.TraceId;
import io.sillok.search.ExceptionSummary;
import io.sillok.search.LogQuery;
import io.sillok.search.LogSearch;
import io.sillok.search.RouteReport;
import io.sillok.search.RouteReport.Route;
import io.sillok.search.StatementSummary;
import io.sillok.search.TimeRange;
import io.sillok.search.Trace;
import io.sillok.search.opensearch.OpenSearchAddress;
import io.sillok.search.opensearch.OpenSearchClient;
import io.sillok.search.query.Query;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code sillok demo --once --json --keep} over the sample capture, as a person starts it, and what is there then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoIT {

    private static final Duration DONE = Duration.ofSeconds(150);

    private static final LogQuery EVERYTHING = LogQuery.of(new Query.Everything(), TimeRange.ALL);

    private Path state;
    private final Capture capture = Capture.sample();
    private SillokProcess sillok;
    private JsonNode summary;
    private Rest openSearch;
    private LogSearch search;

    @BeforeAll
    void processTheCapture(@TempDir Path folder) throws IOException, InterruptedException {
        state = folder;
        sillok = SillokProcess.start(state, "demo", "--once", "--json", "--keep", "--port", "0");
        summary = new ObjectMapper().readTree(sillok.line(DONE));
        URI address = URI.create(summary.path("opensearch").asText());
        openSearch = new Rest(address);
        search = new LogSearch(OpenSearchClient.to(OpenSearchAddress.of(address)));
    }

    @AfterAll
    void ctrlCEndsEverythingWithinTenSeconds() throws IOException, InterruptedException {
        assertThat(sillok.rest()).as("standard output holds the summary alone").isEmpty();
        sillok.interrupt();
        sillok.exitCode(Duration.ofSeconds(10));
        assertThat(sillok.leftBehind()).isEmpty();
        assertThat(state.toFile().list((folder, name) -> name.startsWith("demo-")))
                .isEmpty();
    }

    @Test
    void everyByteIsAcceptedAndEveryEventIndexedOnce() throws IOException {
        assertThat(number("files")).isEqualTo(capture.logs().size());
        assertThat(number("bytes")).isEqualTo(capture.bytes());
        assertThat(number("events")).isPositive().isEqualTo(number("indexed"));
        assertThat(number("duplicates")).isZero();
        assertThat(number("missing_bytes")).isZero();
        assertThat(number("resent_bytes")).isZero();
        assertThat(number("rejected")).isLessThanOrEqualTo(number("events") / 200);
        assertThat(number("masked_fields")).isPositive();
        assertThat(number("metric_series")).isPositive();
    }

    @Test
    void spansAreIndexedAndTheirLogsKnowThem() throws IOException {
        long sampled =
                capture.traces().stream().filter(Capture.ClientTrace::sampled).count();
        assertThat(number("traces")).isPositive().isLessThanOrEqualTo(sampled);
        assertThat(number("spans")).isGreaterThan(number("traces"));
        assertThat(number("logs_with_span")).isGreaterThan(number("traces"));
    }

    @Test
    void everyTraceIsFoundWithItsNginxLines() throws IOException {
        for (Capture.ClientTrace expected : capture.traces()) {
            Trace trace = trace(expected.traceId());
            // The emulated pool's server has no access log.
            if (formats(trace).contains("nginx.access")) {
                assertThat(trace.events())
                        .filteredOn(event -> event.hit().attribute("log.format").equals("nginx.access"))
                        .allSatisfy(event -> assertThat(event.hit().attribute("http.request.method"))
                                .isEqualTo(expected.method()));
            } else {
                assertThat(formats(trace)).isSubsetOf("laravel.line");
            }
        }
    }

    @Test
    void aRequestShowsNginxLaravelAndSpansTogether() throws IOException {
        assertThat(together(new Wanted("/checkout", 500))).hasSizeGreaterThanOrEqualTo(1);
        assertThat(together(new Wanted("/register", 201))).hasSizeGreaterThanOrEqualTo(1);
        assertThat(together(new Wanted("/products", 200))).hasSizeGreaterThanOrEqualTo(1);
    }

    private record Wanted(String path, int status) {}

    /** Sampled traces of such a request that show nginx's lines, Laravel's and spans. */
    private List<Capture.ClientTrace> together(Wanted wanted) throws IOException {
        return capture.traces().stream()
                .filter(trace ->
                        trace.sampled() && trace.path().equals(wanted.path()) && trace.status() == wanted.status())
                .filter(client -> {
                    Trace trace = trace(client.traceId());
                    Set<String> formats = formats(trace);
                    return formats.containsAll(Set.of("nginx.access", "laravel.line"))
                            && !trace.spans().isEmpty();
                })
                .toList();
    }

    @Test
    void thePageShowsATraceWithoutConsoleErrors(@TempDir Path profile) throws IOException, InterruptedException {
        Optional<Path> binary = Chromium.installed();
        assumeTrue(binary.isPresent(), "no Chromium is installed");
        Chromium chromium = new Chromium(binary.get(), Files.createDirectory(profile.resolve("chromium")));
        String page = sillok.afterOnError("the page is at ").split(" ", 2)[0];
        Capture.ClientTrace client = together(new Wanted("/checkout", 500)).get(0);

        Chromium.Rendered logs = chromium.render(page);
        assertThat(logs.console()).isEmpty();
        assertThat(logs.dom()).contains("nginx.access").contains("laravel.line");

        Chromium.Rendered trace = chromium.render(page + "#/trace/" + client.traceId());
        assertThat(trace.console()).isEmpty();
        assertThat(trace.dom()).contains(client.traceId(), "POST /checkout", "laravel.json", "nginx.access", "Spans");
    }

    @Test
    void anyFormOfATraceIdFindsTheSame() throws IOException {
        Capture.ClientTrace client = capture.traces().stream()
                .filter(trace -> trace.path().equals("/checkout"))
                .findFirst()
                .orElseThrow();
        TraceId id = TraceId.parse(client.traceId()).orElseThrow();
        Trace byHex = trace(id.hex());

        assertThat(byHex.events()).isNotEmpty();
        assertThat(trace(Long.toUnsignedString(id.low())).events()).hasSameSizeAs(byHex.events());
        assertThat(trace(id.lowHex()).events()).hasSameSizeAs(byHex.events());
    }

    @Test
    void noSecretIsInAnyIndex() throws IOException, InterruptedException {
        for (String alias : List.of("logs", "traces")) {
            IndexedDocuments documents = IndexedDocuments.of(openSearch, alias);
            for (JsonNode source : documents.sources()) {
                assertThat(capture.secretsIn(source.toString()))
                        .as("secrets in " + alias)
                        .isEmpty();
            }
            assertThat(documents.sources()).hasSize((int) number(alias.equals("logs") ? "indexed" : "spans"));
        }
    }

    @Test
    void theSlowestRoutesAreThoseOfTheAccessLogs() throws IOException, InterruptedException {
        RouteReport report = search.routes(EVERYTHING);
        List<JsonNode> requests =
                IndexedDocuments.of(openSearch, "logs").having(Fields.HTTP_DURATION, Fields.HTTP_STATUS).stream()
                        .filter(each -> report.counted()
                                .contains(each.path(Fields.FILE_PATH).asText()))
                        .toList();
        assertThat(report.routes().stream().mapToLong(Route::requests).sum()).isEqualTo(requests.size());
        assertThat(report.routes().stream().mapToLong(Route::errors).sum())
                .isEqualTo(requests.stream()
                        .filter(each -> each.path(Fields.HTTP_STATUS).asInt() >= 500)
                        .count());

        Route checkout = report.routes().stream()
                .filter(route -> route.template().equals("/checkout"))
                .findFirst()
                .orElseThrow();
        double[] seconds = requests.stream()
                .filter(each -> each.path(Fields.URL_PATH).asText().equals("/checkout"))
                .mapToDouble(each -> each.path(Fields.HTTP_DURATION).asDouble())
                .sorted()
                .toArray();
        assertThat(checkout.requests()).isEqualTo(seconds.length);
        assertThat(checkout.p50().orElseThrow())
                .isBetween(seconds[seconds.length * 2 / 5], seconds[seconds.length * 3 / 5]);
        assertThat(checkout.p99().orElseThrow())
                .isBetween(seconds[seconds.length * 9 / 10], seconds[seconds.length - 1]);
    }

    @Test
    void exceptionsAndStatementsAreCountedAsTheyAreIndexed() throws IOException, InterruptedException {
        IndexedDocuments logs = IndexedDocuments.of(openSearch, "logs");
        Map<String, Long> types = counted(logs.having(Fields.EXCEPTION_TYPE), Fields.EXCEPTION_TYPE);
        assertThat(search.exceptions(EVERYTHING).stream()
                        .collect(Collectors.toMap(ExceptionSummary::type, ExceptionSummary::count)))
                .isEqualTo(types);

        Map<String, Long> hashes =
                counted(logs.having(Fields.DB_QUERY_HASH, Fields.DB_QUERY_DURATION), Fields.DB_QUERY_HASH);
        List<StatementSummary> statements = search.statements(EVERYTHING);
        assertThat(statements)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.count()).isEqualTo(hashes.get(each.hash())))
                .isSortedAccordingTo(
                        Comparator.comparingDouble(StatementSummary::longest).reversed());
    }

    private static Map<String, Long> counted(List<JsonNode> attributes, String by) {
        return attributes.stream()
                .collect(Collectors.groupingBy(each -> each.path(by).asText(), Collectors.counting()));
    }

    @Test
    void noSecretIsInAnyTopicButTheRawOnes() throws IOException {
        String broker = sillok.afterOnError("Kafka is at ");
        for (String topic : TopicDump.topics(broker)) {
            if (!Set.of(Topics.LOGS_RAW, Topics.OTLP_SPANS).contains(topic)) {
                assertThat(capture.secretsIn(TopicDump.text(broker, topic)))
                        .as("secrets in " + topic)
                        .isEmpty();
            }
        }
        assertThat(TopicDump.text(broker, Topics.LOGS_DEAD).lines().count()).isEqualTo(number("rejected"));
    }

    @Test
    void theAuditAgreesWithTheIndexToTheLastDocument(@TempDir Path folder) throws IOException, InterruptedException {
        try (SillokProcess audit = SillokProcess.start(
                folder,
                "audit",
                "--bootstrap-server",
                sillok.afterOnError("Kafka is at "),
                "--index",
                "--opensearch",
                summary.path("opensearch").asText())) {
            assertThat(audit.exitCode(DONE)).isZero();
            assertThat(audit.output())
                    .contains("events: all are settled: " + number("events") + " events, " + number("rejected")
                            + " of them rejected; " + number("events") + " indexed")
                    .contains("the index has " + number("indexed"));
        }
    }

    @Test
    void noSecretIsInAnyFileOfOurs() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            List<Path> ours = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(jsonl|log|yaml|json)(\\.\\d+)?")
                            && !file.toString().contains("/kafka/"))
                    .toList();
            assertThat(ours).isNotEmpty();
            for (Path file : ours) {
                assertThat(capture.secretsIn(Files.readString(file)))
                        .as("secrets in " + file)
                        .isEmpty();
            }
        }
        assertThat(capture.secretsIn(String.join("\n", sillok.errors()))).isEmpty();
    }

    private Trace trace(String id) {
        try {
            return search.trace(TraceId.parse(id).orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> formats(Trace trace) {
        return trace.events().stream()
                .map(event -> event.hit().attribute("log.format"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long number(String field) {
        return summary.path(field).asLong(-1);
    }
}
