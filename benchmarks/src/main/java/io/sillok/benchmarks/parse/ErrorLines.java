package io.sillok.benchmarks.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines of nginx's error log and of Laravel's, in the forms that are most frequent. */
final class ErrorLines {

    /** What users write for nginx's, with the fields that the parser has. */
    static final String NGINX_PATTERN = "(?<timestamp>%{YEAR}/%{MONTHNUM}/%{MONTHDAY} %{TIME}) \\[%{LOGLEVEL:level}\\]"
            + " %{POSINT:pid}#%{NUMBER:tid}: \\*%{NUMBER:connection} %{GREEDYDATA:message}, client: %{IPORHOST:client},"
            + " server: %{NOTSPACE:server}, request: \"%{WORD:verb} %{NOTSPACE:path}(?: HTTP/%{NUMBER:httpversion})?\""
            + "(?:, upstream: \"%{DATA:upstream}\")?, host: \"%{DATA:host}\"(?:, referrer: \"%{DATA:referrer}\")?$";

    static final String LARAVEL_PATTERN = "^\\[%{TIMESTAMP_ISO8601:timestamp}\\] %{DATA:channel}\\.%{LOGLEVEL:level}:"
            + " %{DATA:message} (?<context>\\{.*\\})(?: (?<extra>\\{.*\\}))? ?$";

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

    static List<Line> laravel(int count, Random random) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int order = random.nextInt(100_000);
            String said =
                    switch (random.nextInt(3)) {
                        case 0 ->
                            "INFO: Order placed by customer %d {\"order\":{\"user_id\":\"%d\",\"amount\":\"%d.99\",\"address\":\"Main St 23, Berlin\"},\"token\":null}"
                                    .formatted(order, order % 977, order % 1000);
                        case 1 ->
                            "WARNING: Payment of order %d was slow {\"seconds\":%d,\"ip\":\"%s\"}"
                                    .formatted(order, order % 20, client(random));
                        default ->
                            "DEBUG: API call {\"user\":null,\"path\":\"/api/orders/%d\",\"method\":\"GET\"}"
                                    .formatted(order);
                    };
            String extra = "{\"trace_id\":\"%016x%016x\",\"span_id\":\"%016x\",\"trace_flags\":\"01\"}"
                    .formatted(random.nextLong(), random.nextLong(), random.nextLong());
            lines.add(Line.of("[2026-11-22 %s] production.%s %s".formatted(clock(random), said, extra)));
        }
        return lines;
    }

    private static String clock(Random random) {
        return "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }

    private static String client(Random random) {
        return "203.0.113." + (1 + random.nextInt(254));
    }
}
