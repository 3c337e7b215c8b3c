package io.sillok.local.command;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileId;
import io.sillok.model.SliceSource;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.RecordReader;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import io.sillok.tailer.FileGroup;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is discovered from the configs of the sample shop reads the logs that the shop wrote. */
final class DiscoveredShopTest {

    private static final Path LOGS = Path.of("../samples/shop");
    private static final String ON_SERVER = "/var/www/shop/logs/";

    /** Every log of the capture but MariaDB's error log and one that a command line wrote. */
    private static final Map<String, String> PARSERS = Map.ofEntries(
            entry("nginx/access.log", "nginx.access"),
            entry("nginx/access-timed.log", "nginx.access"),
            entry("nginx/access-json.log", "nginx.access"),
            entry("nginx/error.log", "nginx.error"),
            entry("php-fpm/error.log", "php_fpm.error"),
            entry("php-fpm/access.log", "php_fpm.access"),
            entry("php-fpm/access-default.log", "php_fpm.access"),
            entry("php-fpm/slow.log", "php_fpm.slow"),
            entry("php/error.log", "php.error"),
            entry("laravel-single/laravel.log", "laravel.line"),
            entry("laravel-daily/laravel-2026-11-22.log", "laravel.line"),
            entry("laravel-emulated/laravel-10.log", "laravel.line"),
            entry("laravel-emulated/laravel-12.log", "laravel.line"),
            entry("laravel-datadog/laravel.log", "laravel.line"),
            entry("laravel-datadog/laravel-context.log", "laravel.line"),
            entry("laravel-datadog/laravel.json.log", "laravel.json"),
            entry("laravel-json/laravel.json.log", "laravel.json"),
            entry("laravel-json/laravel-stacktraces.json.log", "laravel.json"),
            entry("laravel-sql/queries.log", "laravel.line"),
            entry("mariadb/slow.log", "mariadb.slow"));

    @Test
    void everyLogHasItsParserAndIsRead() throws Exception {
        CommandRun run = DiscoverCommandTest.discover(DiscoverCommandTest.SAMPLES.resolve("shop"));
        TailerConfig config = TailerConfig.read(ConfigFile.parse(run.out(), "discovered"));
        Map<String, String> parsers = new TreeMap<>();
        for (FileGroup group : config.files()) {
            for (Path log : files(group)) {
                parsers.put(LOGS.relativize(log).toString(), group.parser());
                List<ParsedEvent> events = events(log, group);
                long read = events.stream()
                        .filter(event -> !event.event().rejected())
                        .count();
                assertThat(read).as(log.toString()).isPositive().isGreaterThanOrEqualTo(events.size() * 99 / 100);
            }
        }
        assertThat(parsers).containsExactlyInAnyOrderEntriesOf(PARSERS);
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
    }

    private static List<Path> files(FileGroup group) throws IOException {
        List<PathMatcher> globs = group.paths().stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        try (Stream<Path> logs = Files.walk(LOGS)) {
            return logs.filter(Files::isRegularFile)
                    .filter(log ->
                            globs.stream().anyMatch(glob -> glob.matches(Path.of(ON_SERVER + LOGS.relativize(log)))))
                    .toList();
        }
    }

    private static List<ParsedEvent> events(Path log, FileGroup group) throws IOException {
        FileParser parser = new FileParser(new SliceSource(
                FileId.of(log.toString()),
                group.service(),
                "",
                "",
                log.toString(),
                group.parser(),
                group.definition()));
        List<ParsedEvent> events = new ArrayList<>();
        try (InputStream in = Files.newInputStream(log)) {
            RecordReader.read(in, Framing.of(group.parser()), (buffer, from, length, offset, start, open) -> {
                OptionalLong continues = start == offset ? OptionalLong.empty() : OptionalLong.of(start);
                events.addAll(parser.accept(new RecordBytes(buffer, from, length, offset, continues, open)));
            });
        }
        events.addAll(parser.finish());
        return events;
    }
}
