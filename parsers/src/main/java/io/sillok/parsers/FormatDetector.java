package io.sillok.parsers;

import io.sillok.parsers.fpm.FpmAccessParser;
import io.sillok.parsers.laravel.LaravelJsonParser;
import io.sillok.parsers.laravel.LaravelLineParser;
import io.sillok.parsers.nginx.AccessFormats;
import io.sillok.parsers.record.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Tells a file's format from its beginning: every line votes for the format that it can only be of. */
public final class FormatDetector {

    static final int MAX_LINES = 400;

    private static final int HEAD_BYTES = 64 * 1024;

    /** Where lines are so long that the usual bytes hold no whole one. */
    private static final int MAX_HEAD_BYTES = 4 * 1024 * 1024;

    private static final DetectedFormat UNKNOWN = DetectedFormat.of("unknown");

    private record Sniffer(String parser, Function<String, Optional<DetectedFormat>> sniff) {}

    /** The first that takes a line decides. */
    private static final List<Sniffer> SNIFFERS = List.of(
            new Sniffer("laravel.line", line -> only("laravel.line", LaravelLineParser.starts(line))),
            new Sniffer("nginx.access", line -> AccessFormats.definition(line)
                    .map(definition -> new DetectedFormat("nginx.access", definition))),
            new Sniffer("laravel.json", line -> only("laravel.json", LaravelJsonParser.matches(line))),
            new Sniffer("php_fpm.access", line -> FpmAccessParser.wellKnownFormat(line)
                    .map(format -> new DetectedFormat("php_fpm.access", Map.of(Definition.ACCESS_FORMAT, format)))),
            beginsLike("nginx.error", "\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2} \\[[a-z]{4,6}] \\d+#\\d+: "),
            beginsLike("php_fpm.slow", "\\[\\d{2}-[A-Z][a-z]{2}-\\d{4} \\d{2}:\\d{2}:\\d{2}]  \\[pool "),
            beginsLike(
                    "php_fpm.error",
                    "\\[\\d{2}-[A-Z][a-z]{2}-\\d{4} \\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,6})?] (?:DEBUG|NOTICE|WARNING|ERROR|ALERT): "),
            beginsLike(
                    "php.error",
                    "\\[\\d{2}-[A-Z][a-z]{2}-\\d{4} \\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,6})? [\\w/+:-]{1,64}] "),
            beginsLike(
                    "mariadb.slow",
                    "# User@Host: |# Query_time: |# Thread_id: |\\S{1,256}, Version: .{1,256} started with:"));

    /** For files in which nothing stands yet. */
    private static final Map<Pattern, DetectedFormat> NAMES = names();

    private FormatDetector() {}

    /** Reads of a file what tells its format: 64 KiB, and more while that is not one whole line behind the first. */
    public static DetectedFormat detect(InputStream file, String path) throws IOException {
        byte[] head = file.readNBytes(HEAD_BYTES);
        while (lineBreaks(head) < 2 && head.length >= HEAD_BYTES && head.length < MAX_HEAD_BYTES) {
            byte[] more = file.readNBytes(head.length);
            if (more.length == 0) {
                break;
            }
            byte[] longer = Arrays.copyOf(head, head.length + more.length);
            System.arraycopy(more, 0, longer, head.length, more.length);
            head = longer;
        }
        return detect(head, path);
    }

    private static int lineBreaks(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    /**
     * @param firstBytes of the file; they may begin and end in the middle of a record
     * @param path decides only where the bytes say nothing: there are none, or they are from the middle of one line
     */
    public static DetectedFormat detect(byte[] firstBytes, String path) {
        String text = new String(firstBytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return byName(path);
        }
        DetectedFormat format = ContainerDetector.detect(text).orElseGet(() -> most(votes(text)));
        return format.equals(UNKNOWN) && text.indexOf('\n') < 0 ? byName(path) : format;
    }

    /** How many lines speak for each format. */
    static Map<DetectedFormat, Integer> votes(String text) {
        Map<DetectedFormat, Integer> votes = new LinkedHashMap<>();
        text.lines().limit(MAX_LINES).forEach(line -> sniff(line)
                .ifPresent(format -> votes.merge(format, 1, Integer::sum)));
        return votes;
    }

    static DetectedFormat most(Map<DetectedFormat, Integer> votes) {
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(UNKNOWN);
    }

    /** The format that one line, or the first line of a record, is of. */
    public static Optional<DetectedFormat> sniff(String line) {
        return SNIFFERS.stream()
                .map(sniffer -> sniffer.sniff.apply(line))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static DetectedFormat byName(String path) {
        return NAMES.entrySet().stream()
                .filter(name -> name.getKey().matcher(path).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Map<Pattern, DetectedFormat> names() {
        Map<Pattern, DetectedFormat> names = new LinkedHashMap<>();
        names.put(Pattern.compile("fpm.*slow"), DetectedFormat.of("php_fpm.slow"));
        names.put(Pattern.compile("fpm.*access"), DetectedFormat.of("php_fpm.access"));
        names.put(Pattern.compile("fpm"), DetectedFormat.of("php_fpm.error"));
        names.put(Pattern.compile("laravel[^/]*\\.json|laravel-json"), DetectedFormat.of("laravel.json"));
        names.put(Pattern.compile("laravel"), DetectedFormat.of("laravel.line"));
        names.put(Pattern.compile("(?:mysql|mariadb).*slow"), DetectedFormat.of("mariadb.slow"));
        names.put(Pattern.compile("nginx.*error"), DetectedFormat.of("nginx.error"));
        names.put(
                Pattern.compile("nginx.*access"),
                new DetectedFormat("nginx.access", Map.of(Definition.LOG_FORMAT, "combined")));
        names.put(Pattern.compile("php.*error"), DetectedFormat.of("php.error"));
        return names;
    }

    /** The formats that a line was asked for, in order: the last is its own if {@link #sniff} finds one. */
    static List<String> tried(String line) {
        List<String> tried = new ArrayList<>();
        for (Sniffer sniffer : SNIFFERS) {
            tried.add(sniffer.parser);
            if (sniffer.sniff.apply(line).isPresent()) {
                break;
            }
        }
        return tried;
    }

    private static Sniffer beginsLike(String parser, String pattern) {
        Pattern beginning = Pattern.compile(pattern);
        return new Sniffer(parser, line -> only(parser, beginning.matcher(line).lookingAt()));
    }

    private static Optional<DetectedFormat> only(String parser, boolean fits) {
        return fits ? Optional.of(DetectedFormat.of(parser)) : Optional.empty();
    }
}
