package io.sillok.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the raw files of the captured shop say, found with regular expressions of its own: no parser, grok or template of
 * the project has a part in it.
 */
final class ShopTruth {

    private static final Pattern ACCESS =
            Pattern.compile("^\\S+ - \\S+ \\[([^]]+)] \"(\\S+) ([^ ?]*)[^\"]*\" (\\d{3}) \\d+ .* rt=([0-9.]+) uct=.*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);
    private static final Pattern ROUTE =
            Pattern.compile("\"key\":\"http\\.route\",\"value\":\\{\"stringValue\":\"([^\"]*)\"");

    /** A request as the timed access log tells it. */
    record Request(Instant time, String method, String route, int status, double seconds) {
        String series() {
            return method + ' ' + route + ' ' + status / 100 + "xx";
        }

        Instant windowEnd() {
            return Instant.ofEpochSecond((time.getEpochSecond() / 10 + 1) * 10);
        }
    }

    private final Path logs;
    private final Set<String> routes = new LinkedHashSet<>();
    final List<Request> requests = new ArrayList<>();

    ShopTruth(Path logs) throws IOException {
        this.logs = logs;
        for (String line : lines("spans/otlp.jsonl")) {
            Matcher matcher = ROUTE.matcher(line);
            while (matcher.find()) {
                routes.add(matcher.group(1));
            }
        }
        for (String line : lines("nginx/access-timed.log")) {
            Matcher matcher = ACCESS.matcher(line);
            if (matcher.matches()) {
                requests.add(new Request(
                        OffsetDateTime.parse(matcher.group(1), TIME).toInstant(),
                        matcher.group(2),
                        route(matcher.group(3)),
                        Integer.parseInt(matcher.group(4)),
                        Double.parseDouble(matcher.group(5))));
            }
        }
    }

    private String route(String path) {
        for (String route : routes) {
            if (path.matches(route.replaceAll("\\{[^}]*}", "[^/]+").replace(".", "\\."))) {
                return route;
            }
        }
        // of the paths that no framework serves, these hold a number
        return path.replaceAll("/img-\\d+\\.png$", "/{id}").replaceAll("/\\d+$", "/{id}");
    }

    /** By series: how many there were when each window closed, windows that brought none left out. */
    Map<String, TreeMap<Instant, Long>> requestsByWindow() {
        Map<String, TreeMap<Instant, Long>> counted = new TreeMap<>();
        for (Request request : requests) {
            counted.computeIfAbsent(request.series(), key -> new TreeMap<>()).merge(request.windowEnd(), 1L, Long::sum);
        }
        counted.values().forEach(windows -> {
            long[] sum = {0};
            windows.replaceAll((end, count) -> sum[0] += count);
        });
        return counted;
    }

    long count(String file, String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        return lines(file).stream().filter(line -> pattern.matcher(line).find()).count();
    }

    /** How often each value of the groups, with a space between, stands in a file. */
    Map<String, Long> groups(String file, String regex) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        Matcher matcher = Pattern.compile(regex).matcher(text(file));
        while (matcher.find()) {
            String group = matcher.groupCount() > 1 ? matcher.group(1) + ' ' + matcher.group(2) : matcher.group(1);
            counts.merge(group, 1L, Long::sum);
        }
        return counts;
    }

    private List<String> lines(String file) throws IOException {
        return text(file).lines().toList();
    }

    private String text(String file) throws IOException {
        return new String(Files.readAllBytes(logs.resolve(file)), StandardCharsets.ISO_8859_1);
    }
}
