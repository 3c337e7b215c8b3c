package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Logs of containers, as Kubernetes' runtimes and Docker write them. */
class ContainerLogTest {

    private static final String AT = "2026-11-22T10:00:00.123456789Z ";
    private static final String LARAVEL = "[2026-11-22 09:59:59] production.";

    @Test
    void aRecordOfOneStreamStaysWholeAmongLinesOfTheOther() {
        List<LogEvent> events = events(
                source("nginx.access", "cri", Map.of("stderr_parser", "laravel.line")),
                AT + "stderr F " + LARAVEL + "ERROR: boom {\"exception\":\"[object] (E(code: 0): boom at /a.php:1)\n",
                AT + "stdout F 10.0.0.1 - - [22/Nov/2026:09:59:58 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"\n",
                AT + "stderr F [stacktrace]\n",
                AT + "stderr P #0 /a.php(1)\n",
                AT + "stdout F 10.0.0.2 - - [22/Nov/2026:09:59:58 +0000] \"GET /b HTTP/1.1\" 200 5 \"-\" \"curl\"\n",
                AT + "stderr F : f()\n",
                AT + "stderr F \"} \n");

        assertThat(events).hasSize(3).noneMatch(LogEvent::rejected);
        LogEvent error = events.get(2);
        assertThat(error.attributes())
                .containsEntry(Fields.LOG_FORMAT, "laravel.line")
                .containsEntry(Fields.STREAM, "stderr")
                .containsEntry(Fields.EXCEPTION_TYPE, "E")
                .containsEntry(Fields.EXCEPTION_STACKTRACE, "#0 /a.php(1): f()")
                .containsEntry(Fields.FILE_OFFSET, 0L);
        assertThat(error.timestamp()).contains(Instant.parse("2026-11-22T09:59:59Z"));
        assertThat(events.get(1).attributes()).containsEntry(Fields.LOG_FORMAT, "nginx.access");
    }

    @Test
    void theRuntimesTimeIsForLinesWithoutOne() {
        List<LogEvent> events = events(
                source("unknown", "auto", Map.of()),
                AT + "stdout F no time in here\n",
                "{\"log\":\"nor in \\u00fc\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-22T19:00:01.5+09:00\"}\n");

        assertThat(events).extracting(LogEvent::body).containsExactly("no time in here", "nor in ü");
        assertThat(events.get(0).timestamp()).contains(Instant.parse("2026-11-22T10:00:00.123456789Z"));
        assertThat(events.get(1).timestamp()).contains(Instant.parse("2026-11-22T10:00:01.500Z"));
        assertThat(events.get(1).attributes()).containsEntry(Fields.STREAM, "stderr");
    }

    @Test
    void dockersPartsAreJoined() {
        List<LogEvent> events = events(
                source("laravel.line", "docker", Map.of()),
                docker(LARAVEL + "INFO: first ", "stderr"),
                docker("on the other stream\\n", "stdout"),
                docker("and second\\r\\n", "stderr"),
                docker("line  \\n", "stderr"));

        assertThat(events).extracting(LogEvent::body).contains("first and second\r\nline");
    }

    @Test
    void severalFormatsShareAStream() {
        List<LogEvent> events = events(
                source("php_fpm.error", "cri", Map.of("stderr_parser", "php_fpm.access, php_fpm.error")),
                AT + "stderr F [22-Nov-2026 09:00:00] NOTICE: fpm is running, pid 1\n",
                AT + "stderr F NOTICE: PHP message: " + LARAVEL + "ERROR: half\n",
                AT + "stderr F 127.0.0.1 -  22/Nov/2026:09:59:59 +0000 \"GET /index.php\" 200\n",
                AT + "stderr F of it  \n",
                AT + "stderr F plain\n");

        assertThat(events)
                .extracting(event -> event.attributes().get(Fields.LOG_FORMAT))
                .containsExactly("php_fpm.error", "php_fpm.access", "php_fpm.error", "php_fpm.error");
        assertThat(events.get(2).body()).isEqualTo("half\nof it");
        assertThat(events.get(3).timestamp())
                .as("not the time of FPM's last notice")
                .contains(Instant.parse("2026-11-22T10:00:00.123456789Z"));
    }

    @Test
    void whatIsNoLineOfAContainerIsRejectedAsItStands() {
        SliceSource source = source("unknown", "cri", Map.of());
        List<LogEvent> events = events(
                source,
                "torn\n",
                "\n",
                AT + "stdin F x\n",
                AT + "stdout X x\n",
                AT + "stdout\n",
                "soon stdout F x\n",
                docker("x\\n", "stdout"),
                "\0\0\0",
                "\n",
                AT + "stdout F\n",
                AT + "stdout F \n",
                AT + "stdout P:more open\n",
                AT + "stdout F");

        assertThat(events.subList(0, 9)).allMatch(LogEvent::rejected);
        assertThat(events.get(0).body()).isEqualTo("torn");
        assertThat(events.subList(9, events.size())).extracting(LogEvent::body).containsExactly("", "", "open");
    }

    @Test
    void recordsOfOneLineHaveEachAPlaceOfTheirOwn() {
        List<LogEvent> events = events(source("unknown", "docker", Map.of()), docker("a\\nb\\nc\\n", "stdout"));

        assertThat(events).extracting(LogEvent::body).containsExactly("a", "b", "c");
        assertThat(events.stream().map(LogEvent::position).distinct()).hasSize(3);
    }

    @Test
    void aLineOf10MebibytesIsBoundedAndKeepsItsLength() {
        SliceSource source = source("laravel.line", "cri", Map.of());
        FileParser parser = new FileParser(source);
        byte[] file = (AT + "stdout F " + LARAVEL + "INFO: " + "x".repeat(10 * 1024 * 1024) + "  \n")
                .getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < file.length; from += 512 * 1024) {
            int length = Math.min(512 * 1024, file.length - from);
            parser.accept(new RecordBytes(
                    file,
                    from,
                    length,
                    from,
                    from == 0 ? OptionalLong.empty() : OptionalLong.of(0),
                    from + length < file.length));
            assertThat(parser.snapshot().length).isLessThan(700_000);
        }

        LogEvent event = parser.finish().get(0).event();
        assertThat(event.body()).startsWith("xxx").hasSizeLessThan(256 * 1024);
        assertThat(event.attributes())
                .containsEntry(Fields.TRUNCATED, true)
                .containsEntry(Fields.RECORD_LENGTH, (long) file.length - (AT + "stdout F ").length());
    }

    @Test
    void missingLinesEndWhatWasBeforeThem() {
        FileParser parser = new FileParser(source("laravel.line", "cri", Map.of()));
        byte[] first = (AT + "stdout F " + LARAVEL + "INFO: one\n").getBytes(StandardCharsets.UTF_8);
        byte[] later = (AT + "stdout F of another\n").getBytes(StandardCharsets.UTF_8);

        assertThat(parser.accept(RecordBytes.whole(first, 0, first.length, 0))).isEmpty();
        assertThat(parser.accept(RecordBytes.whole(later, 0, later.length, 5000)))
                .extracting(event -> event.event().body())
                .containsExactly("one");
    }

    @Test
    void whatCannotBeReadSoIsToldBeforehand() {
        assertThat(FormatCatalog.problems("unknown", Map.of("container", "podman")))
                .containsExactly("container: 'podman' is none of cri, docker, auto");
        assertThat(FormatCatalog.problems("unknown", Map.of("container", "cri", "stderr_parser", "nginx.errors"))
                        .get(0))
                .startsWith("stderr_parser: no parser is called nginx.errors");
        assertThat(FormatCatalog.problems(
                        "unknown", Map.of("container", "cri", "stdout_parser", "nginx.access,nginx.error")))
                .containsExactly(
                        "stdout_parser: nginx.access and nginx.error cannot share a stream, because one of them"
                                + " reads several lines as one record");
        assertThat(FormatCatalog.problems(
                        "php_fpm.error", Map.of("container", "auto", "stderr_parser", "php_fpm.access,php_fpm.error")))
                .isEmpty();
    }

    private static String docker(String log, String stream) {
        return "{\"log\":\"" + log + "\",\"stream\":\"" + stream + "\",\"time\":\"2026-11-22T10:00:00.1Z\"}\n";
    }

    private static SliceSource source(String parser, String container, Map<String, String> more) {
        Map<String, String> definition = new LinkedHashMap<>(more);
        definition.put("container", container);
        return ShopLogs.source("/var/log/pods/shop/0.log", parser, definition);
    }

    private static List<LogEvent> events(SliceSource source, String... lines) {
        return ShopLogs.events(String.join("", lines).getBytes(StandardCharsets.UTF_8), source);
    }
}
