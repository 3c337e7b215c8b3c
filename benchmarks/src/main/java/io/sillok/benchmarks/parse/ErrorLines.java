package io.sillok.benchmarks.parse;

import io.sillok.model.framing.Framing;
import io.sillok.model.framing.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Lines of nginx's error log in the forms that are most frequent, and Laravel's records. */
final class ErrorLines {

    /** What users write for nginx's, with the fields that the parser has. */
    static final String NGINX_PATTERN = "(?<timestamp>%{YEAR}/%{MONTHNUM}/%{MONTHDAY} %{TIME}) \\[%{LOGLEVEL:level}\\]"
            + " %{POSINT:pid}#%{NUMBER:tid}: \\*%{NUMBER:connection} %{GREEDYDATA:message}, client: %{IPORHOST:client},"
            + " server: %{NOTSPACE:server}, request: \"%{WORD:verb} %{NOTSPACE:path}(?: HTTP/%{NUMBER:httpversion})?\""
            + "(?:, upstream: \"%{DATA:upstream}\")?, host: \"%{DATA:host}\"(?:, referrer: \"%{DATA:referrer}\")?$";

    static final String LARAVEL_PATTERN = "^\\[%{TIMESTAMP_ISO8601:timestamp}\\] %{DATA:channel}\\.%{LOGLEVEL:level}:"
            + " (?<message>[\\s\\S]*?)(?: (?<context>\\{[\\s\\S]*\\}))?(?: (?<extra>\\{.*\\}))? ?$";

    private ErrorLines() {}

    static List<Line> nginx(int count, Random random) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String file = "/img/" + random.nextInt(100_000) + ".png";
            int kind = random.nextInt(3);
            String message =
                    switch (kind) {
                        case 0 -> "open() \"/srv/www/shop/public" + file + "\" failed (2: No such file or directory)";
                        case 1 ->
                            "upstream timed out (110: Connection timed out) while reading response header from upstream";
                        default -> "access forbidden by rule";
                    };
            String upstream = kind == 1 ? ", upstream: \"fastcgi://unix:/run/php/php8.2-fpm.sock:\"" : "";
            String referrer = random.nextBoolean() ? ", referrer: \"https://shop.example.com/catalog\"" : "";
            lines.add(Line.of(
                    "2026/11/22 %s [error] %d#%d: *%d %s, client: %s, server: shop.example.com, request: \"GET %s HTTP/1.1\"%s, host: \"shop.example.com\"%s"
                            .formatted(
                                    clock(random),
                                    6507,
                                    6507,
                                    random.nextInt(100_000),
                                    message,
                                    client(random),
                                    file,
                                    upstream,
                                    referrer)));
        }
        return lines;
    }

    /** The records of the sample shop again and again: some are a line, some hold a stack trace of a hundred. */
    static List<Line> laravel(int count) {
        Path sample = Path.of(System.getProperty("sillok.home"), "samples/shop/laravel-single/laravel.log");
        List<Line> records = new ArrayList<>();
        try (InputStream in = Files.newInputStream(sample)) {
            RecordReader.read(
                    in,
                    Framing.of("laravel.line", Map.of()),
                    (buffer, from, length, offset, start, open) ->
                            records.add(new Line(Arrays.copyOfRange(buffer, from, from + length - 1), new byte[0])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> records.get(i % records.size()))
                .toList();
    }

    private static String clock(Random random) {
        return "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }

    private static String client(Random random) {
        return "203.0.113." + (1 + random.nextInt(254));
    }
}
