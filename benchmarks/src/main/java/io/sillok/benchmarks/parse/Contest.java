package io.sillok.benchmarks.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Lines, and who reads them.
 *
 * @param contenders by name; the first is whom the others are compared with
 */
record Contest(String name, String title, List<Line> lines, Map<String, Supplier<LineParser>> contenders) {

    static final String ACCESS = "access";
    static final String MALFORMED = "malformed";
    static final String NGINX_ERROR = "nginx.error";
    static final String LARAVEL = "laravel.line";

    static final String JAVA_GROK = "java-grok, map";
    static final String SILLOK_MAP = "sillok, map";
    static final String SILLOK_TYPED = "sillok, typed";
    static final String SILLOK_EVENTS = "sillok, events";
    static final String JONI = "joni grok, map";
    static final String HTTPDLOG = "httpdlog-parser";
    static final String JACKSON_TYPED = "jackson, typed";
    static final String JACKSON_TEXTS = "jackson, with texts";

    private static final String COMBINED = "%{COMBINEDAPACHELOG}";
    private static final int SEED = 216;

    static List<Contest> all(int lines) {
        return List.of(of(ACCESS, lines), of(MALFORMED, lines), of(NGINX_ERROR, lines), of(LARAVEL, lines));
    }

    static Contest of(String name, int lines) {
        Random random = new Random(SEED);
        return switch (name) {
            case ACCESS ->
                new Contest(
                        name,
                        "access lines of 216 bytes, 1 % mutated",
                        AccessLines.lines(lines, 0.01, random),
                        access());
            case MALFORMED ->
                new Contest(
                        name, "malformed access lines of 216 bytes", AccessLines.malformed(lines, random), access());
            case NGINX_ERROR ->
                new Contest(
                        name,
                        "nginx error lines",
                        ErrorLines.nginx(lines, random),
                        errors(ErrorLines.NGINX_PATTERN, NGINX_ERROR));
            case LARAVEL ->
                new Contest(
                        name,
                        "Laravel records of a sample shop",
                        ErrorLines.laravel(lines),
                        errors(ErrorLines.LARAVEL_PATTERN, LARAVEL));
            default -> throw new IllegalArgumentException("there is no contest " + name);
        };
    }

    /** Fails unless Sillok's map is java-grok's for each line. */
    void requireSameMaps() {
        LineParsers.requireSameMaps(
                switch (name) {
                    case NGINX_ERROR -> ErrorLines.NGINX_PATTERN;
                    case LARAVEL -> ErrorLines.LARAVEL_PATTERN;
                    default -> COMBINED;
                },
                lines);
    }

    private static Map<String, Supplier<LineParser>> access() {
        Map<String, Supplier<LineParser>> contenders = new LinkedHashMap<>();
        contenders.put(JAVA_GROK, () -> LineParsers.javaGrok(COMBINED));
        contenders.put(SILLOK_MAP, () -> LineParsers.sillokMap(COMBINED));
        contenders.put(SILLOK_TYPED, () -> LineParsers.sillokTyped(COMBINED));
        contenders.put(SILLOK_EVENTS, () -> LineParsers.sillokEvents("nginx.access"));
        contenders.put(JONI, () -> LineParsers.joni(COMBINED));
        contenders.put(HTTPDLOG, LineParsers::httpdlog);
        contenders.put(JACKSON_TYPED, () -> LineParsers.jackson(false));
        contenders.put(JACKSON_TEXTS, () -> LineParsers.jackson(true));
        return contenders;
    }

    private static Map<String, Supplier<LineParser>> errors(String pattern, String parser) {
        Map<String, Supplier<LineParser>> contenders = new LinkedHashMap<>();
        contenders.put(JAVA_GROK, () -> LineParsers.javaGrok(pattern));
        contenders.put(SILLOK_MAP, () -> LineParsers.sillokMap(pattern));
        contenders.put(SILLOK_TYPED, () -> LineParsers.sillokTypedError(pattern));
        contenders.put(SILLOK_EVENTS, () -> LineParsers.sillokEvents(parser));
        return contenders;
    }
}
