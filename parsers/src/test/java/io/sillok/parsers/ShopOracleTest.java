package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.model.TraceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shop wrote the same things in several formats: what is read of them has to be equal. */
class ShopOracleTest {

    @Test
    void theThreeAccessLogsTellTheSameRequests() {
        List<String> combined = requests("nginx/access.log");

        assertThat(combined).hasSizeGreaterThan(100);
        assertThat(requests("nginx/access-timed.log")).containsExactlyInAnyOrderElementsOf(combined);
        assertThat(requests("nginx/access-json.log")).containsExactlyInAnyOrderElementsOf(combined);
    }

    @Test
    void theTimedAndTheJsonLogTellTheSameTraces() {
        List<String> timed = traces("nginx/access-timed.log");

        assertThat(timed).hasSizeGreaterThan(100);
        assertThat(traces("nginx/access-json.log")).containsExactlyInAnyOrderElementsOf(timed);
    }

    @Test
    void theFormatsTextTellsWhatDetectionGuessed() {
        assumeTrue(Files.exists(ShopLogs.FOLDER.resolve("etc/nginx.conf")), "the capture has no configs");
        for (String name : List.of("timed", "json")) {
            String file = "nginx/access-" + name + ".log";
            Map<String, String> definition =
                    Map.of("log_format", logFormat(name), "escape", name.equals("json") ? "json" : "default");
            SliceSource source = ShopLogs.source(file, "nginx.access", definition);

            assertThat(ShopLogs.events(ShopLogs.bytes(file), source)).isEqualTo(ShopLogs.events(file));
        }
    }

    /** As nginx reads it: the quoted pieces behind the name, joined. */
    private static String logFormat(String name) {
        String config = new String(ShopLogs.bytes("etc/nginx.conf"), StandardCharsets.UTF_8);
        int start = config.indexOf("log_format " + name + ' ');
        Matcher pieces = Pattern.compile("'([^']*)'").matcher(config.substring(start, config.indexOf("';", start) + 1));
        StringBuilder text = new StringBuilder();
        while (pieces.find()) {
            text.append(pieces.group(1));
        }
        return text.toString();
    }

    @Test
    void theLineAndTheJsonLogTellTheSameRecords() {
        List<String> lines = records("laravel-single/laravel.log");

        assertThat(lines).hasSizeGreaterThan(50);
        assertSame(records("laravel-json/laravel.json.log"), lines);
        assertSame(records("laravel-json/laravel-stacktraces.json.log"), lines);
        assertSame(records("laravel-datadog/laravel.log"), lines);
        assertSame(records("laravel-datadog/laravel.json.log"), lines);
        assertSame(records("laravel-datadog/laravel-context.log"), lines);
    }

    /** Where the stack is told, the kind of an exception is one; without it, where its own code threw it. */
    @Test
    void theLineAndTheJsonLogTellTheSameKindsOfExceptions() {
        List<String> lines = kinds("laravel-single/laravel.log");

        assertThat(lines).isNotEmpty();
        assertSame(kinds("laravel-json/laravel-stacktraces.json.log"), lines);
    }

    private static List<String> kinds(String file) {
        return ShopLogs.events(file).stream()
                .filter(event -> event.text(Fields.EXCEPTION_TYPE).isPresent())
                .map(event -> event.text(Fields.EXCEPTION_TYPE).get()
                        + ' '
                        + event.spanId()
                        + ' '
                        + event.text(Fields.EXCEPTION_FINGERPRINT))
                .toList();
    }

    /** One by one, so that a difference can be read; sorted, since two workers may reach two files in either order. */
    private static void assertSame(List<String> unordered, List<String> unorderedExpected) {
        List<String> actual = unordered.stream().sorted().toList();
        List<String> expected = unorderedExpected.stream().sorted().toList();
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i)).isEqualTo(expected.get(i));
        }
        assertThat(actual).hasSameSizeAs(expected);
    }

    private static List<String> records(String file) {
        List<LogEvent> events = ShopLogs.events(file);
        assertThat(events).noneMatch(LogEvent::rejected);
        return events.stream()
                // a message that forges a record's header becomes two records in the line form
                .filter(event ->
                        !event.body().startsWith("Bad agent") && !event.body().startsWith("forged"))
                .map(event -> event.timestamp().get().truncatedTo(ChronoUnit.SECONDS)
                        + event.severity().get().text()
                        + event.body()
                        + event.traceId().map(TraceId::lowHex)
                        + event.spanId()
                        + List.of(Fields.EXCEPTION_TYPE, Fields.EXCEPTION_MESSAGE, Fields.CODE_FILE, Fields.CODE_LINE)
                                .stream()
                                .map(field -> field + '=' + event.attributes().get(field))
                                .toList()
                        + causes(event))
                .toList();
    }

    private static String causes(LogEvent event) {
        return event.attributes().get("exception.causes") instanceof List<?> causes
                ? causes.stream()
                        .map(cause -> {
                            Map<Object, Object> map = new TreeMap<>((Map<?, ?>) cause);
                            map.remove("stacktrace");
                            map.remove("code"); // JsonFormatter makes a number of it
                            return map.toString();
                        })
                        .toList()
                        .toString()
                : "";
    }

    private static List<String> requests(String file) {
        List<LogEvent> events = ShopLogs.events(file);
        assertThat(events).noneMatch(LogEvent::rejected);
        return events.stream()
                .map(event -> List.of(
                                        Fields.CLIENT_ADDRESS,
                                        Fields.HTTP_METHOD,
                                        Fields.URL_PATH,
                                        Fields.URL_QUERY,
                                        Fields.HTTP_STATUS,
                                        Fields.HTTP_RESPONSE_SIZE,
                                        Fields.USER_AGENT,
                                        Fields.HTTP_REFERRER)
                                .stream()
                                .map(field -> field + '=' + event.attributes().get(field))
                                .toList()
                                .toString()
                        + event.body())
                .toList();
    }

    private static List<String> traces(String file) {
        return ShopLogs.events(file).stream()
                .filter(event -> event.traceId().isPresent())
                .map(event -> event.traceId().get() + " " + event.spanId() + " "
                        + event.attributes().get(Fields.REQUEST_ID) + " "
                        + event.attributes().get(Fields.HTTP_DURATION)
                        + event.attributes().get("nginx.upstream.response_times"))
                .toList();
    }
}
