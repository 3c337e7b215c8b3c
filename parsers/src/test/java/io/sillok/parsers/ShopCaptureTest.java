package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShopCaptureTest {

    private static final Map<String, String> PARSERS = Map.ofEntries(
            Map.entry("nginx/access.log", "nginx.access"),
            Map.entry("nginx/access-timed.log", "nginx.access"),
            Map.entry("nginx/access-json.log", "nginx.access"),
            Map.entry("nginx/error.log", "nginx.error"),
            Map.entry("php-fpm/error.log", "php_fpm.error"),
            Map.entry("php-fpm/access.log", "php_fpm.access"),
            Map.entry("php-fpm/access-default.log", "php_fpm.access"),
            Map.entry("php-fpm/slow.log", "php_fpm.slow"),
            Map.entry("php/error.log", "php.error"),
            Map.entry("php/error-xdebug.log", "php.error"),
            Map.entry("laravel-single/laravel.log", "laravel.line"),
            Map.entry("laravel-datadog/laravel.log", "laravel.line"),
            Map.entry("laravel-datadog/laravel-context.log", "laravel.line"),
            Map.entry("laravel-datadog/laravel.json.log", "laravel.json"),
            Map.entry("laravel-emulated/laravel-10.log", "laravel.line"),
            Map.entry("laravel-emulated/laravel-12.log", "laravel.line"),
            Map.entry("laravel-json/laravel.json.log", "laravel.json"),
            Map.entry("laravel-json/laravel-stacktraces.json.log", "laravel.json"),
            Map.entry("laravel-sql/queries.log", "laravel.line"),
            Map.entry("mariadb/slow.log", "mariadb.slow"),
            Map.entry("mariadb/error.log", "unknown"));

    @TestFactory
    Stream<DynamicTest> everyFileIsToldAndTaken() {
        return PARSERS.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    byte[] bytes = ShopLogs.bytes(file.getKey());
                    assertThat(ShopLogs.detect(bytes, "x").parser()).isEqualTo(file.getValue());

                    List<LogEvent> events = ShopLogs.events(file.getKey());
                    assertThat(events).isNotEmpty();
                    List<String> rejected = events.stream()
                            .filter(LogEvent::rejected)
                            .map(LogEvent::body)
                            .toList();
                    if (file.getKey().equals("mariadb/error.log")) {
                        assertThat(rejected).hasSizeLessThanOrEqualTo(1).allMatch(body -> body.startsWith("Version: "));
                    } else {
                        assertThat(rejected).isEmpty();
                    }
                    if (file.getValue().endsWith(".error")) {
                        assertThat(events)
                                .filteredOn(event -> event.timestamp().isEmpty()
                                        || event.severity().isEmpty())
                                .isEmpty();
                    }
                    assertThat(events)
                            .allMatch(event ->
                                    event.attributes().get(Fields.LOG_FORMAT).equals(file.getValue()));
                }));
    }

    @Test
    void durationsAreSeconds() {
        assertThat(ShopLogs.events("php-fpm/access.log"))
                .allMatch(event -> event.attributes().get(Fields.HTTP_DURATION) instanceof Double seconds
                        && seconds >= 0
                        && seconds < 60);
        assertThat(ShopLogs.events("mariadb/slow.log"))
                .filteredOn(event -> event.text(Fields.DB_SYSTEM).isPresent())
                .isNotEmpty()
                .allMatch(event -> event.attributes().get(Fields.DB_QUERY_DURATION) instanceof Double seconds
                        && seconds > 0
                        && seconds < 60);
    }

    @TestFactory
    Stream<DynamicTest> isToldFromAnyPlaceInTheFile() {
        return PARSERS.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    byte[] bytes = ShopLogs.bytes(file.getKey());
                    Random random = new Random(Long.getLong("seed", 3));
                    for (int i = 0; i < 10; i++) {
                        // a stack trace can be longer than a few kilobytes, and says nothing of what it is part of
                        int from = random.nextInt(Math.max(1, bytes.length / 2));
                        InputStream rest = new ByteArrayInputStream(bytes, from, bytes.length - from);
                        assertThat(FormatDetector.detect(rest, "x").parser()).isEqualTo(file.getValue());
                    }
                }));
    }

    @Test
    void lineLongerThanWhatIsUsuallyLookedAtIsReadToItsEnd() throws IOException {
        String record = "{\"message\":\"" + "0123456789abcdef".repeat(8192)
                + "\",\"context\":{},\"level\":200,\"level_name\":\"INFO\",\"channel\":\"production\","
                + "\"datetime\":\"2026-11-22T16:50:50.109072+00:00\",\"extra\":{}}\n";
        byte[] bytes = record.repeat(3).getBytes(StandardCharsets.UTF_8);

        for (int from : new int[] {0, 5, 20_000, 100_000, 200_000}) {
            InputStream rest = new ByteArrayInputStream(bytes, from, bytes.length - from);
            assertThat(FormatDetector.detect(rest, "x").parser()).isEqualTo("laravel.json");
        }
        byte[] middle = Arrays.copyOfRange(bytes, 20_000, 20_000 + 64 * 1024);
        assertThat(FormatDetector.detect(middle, "/app/storage/logs/laravel.json.log")
                        .parser())
                .isEqualTo("laravel.json");
        assertThat(FormatDetector.detect(middle, "x").parser()).isEqualTo("unknown");
    }

    @Test
    void aFileWithoutBytesIsToldByItsName() {
        assertThat(FormatDetector.detect(new byte[0], "/var/log/nginx/shop-access.log")
                        .parser())
                .isEqualTo("nginx.access");
        assertThat(FormatDetector.detect(new byte[0], "/app/storage/logs/laravel-2026-11-22.log")
                        .parser())
                .isEqualTo("laravel.line");
        assertThat(FormatDetector.detect(new byte[0], "/var/log/php8.2-fpm.log").parser())
                .isEqualTo("php_fpm.error");
        assertThat(FormatDetector.detect(new byte[0], "/var/log/syslog").parser())
                .isEqualTo("unknown");
    }
}
