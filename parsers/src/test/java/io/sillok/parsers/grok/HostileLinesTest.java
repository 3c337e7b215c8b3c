package io.sillok.parsers.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines on which a backtracking engine runs for seconds or overflows its stack cost a few steps for each of their bytes. */
class HostileLinesTest {

    /** Two passes, and what moves captures. */
    private static final int STEPS_PER_BYTE = 12;

    /** What a pattern's first lines pay for the automaton. */
    private static final int STEPS_TO_BUILD = 150_000;

    static Stream<Arguments> lines() {
        String client = "a.".repeat(1024) + " - - [22/Nov/2026:08:57:28 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"";
        return Stream.of(
                arguments("%{COMBINEDAPACHELOG}", client),
                arguments("%{COMBINEDAPACHELOG}", "a.".repeat(1024)),
                arguments("%{DATA:a} %{DATA:b} %{DATA:c}x", "a ".repeat(4096)),
                arguments("%{DATA:a} %{DATA:b} %{DATA:c} %{DATA:d}x", "a ".repeat(4096)),
                arguments("%{URI:uri}", "http://" + "/".repeat(8192)),
                arguments("%{URI:uri} x", "/".repeat(8192)),
                arguments("\"%{GREEDYDATA:a}\" \"%{GREEDYDATA:b}\" \"%{GREEDYDATA:c}\"$", "\" ".repeat(8192)),
                arguments(
                        "^\\[%{TIMESTAMP_ISO8601:time}\\] %{WORD:env}\\.%{LOGLEVEL:level}: %{DATA:message}( \\{%{DATA:context}\\})?( \\{%{DATA:extra}\\})? *$",
                        "[2026-11-22 08:57:31] production.ERROR: x" + " {".repeat(10 * 1024)),
                arguments("%{PATH:path}x", "/a".repeat(4096)),
                arguments("%{UNIXPATH:path} ", "/a".repeat(4096)),
                arguments("%{QS:quoted}x", "\"" + "a".repeat(32 * 1024)),
                arguments("%{QS:a} %{QS:b}", "\"\\".repeat(16 * 1024)),
                arguments("%{QS:a}", "'\"`".repeat(11 * 1024)),
                arguments("%{NUMBER:n}x", "1.".repeat(4096)),
                arguments("%{HOSTNAME:h}!", "a-".repeat(4096)),
                arguments("%{IPV6:ip}!", "a:".repeat(4096)),
                arguments("%{EMAILADDRESS:m}!", "a.".repeat(4096)),
                arguments("%{SYSLOGLINE}", "Nov 22 08:57:28 " + "a.".repeat(4096)),
                arguments("(?:a|a)*b", "a".repeat(32 * 1024)),
                arguments("(?:a+)+$", "a".repeat(32 * 1024) + "b"),
                arguments("(?:\\w+\\s?)+;", "word ".repeat(4096)),
                arguments("%{JAVASTACKTRACEPART}", "at " + "a.".repeat(4096)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void costAFewStepsForEachByte(String pattern, String line) throws GrokSyntaxException {
        GrokMatcher matcher = matcher(pattern);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

        GrokMatcher.Outcome first = matcher.match(bytes, 0, bytes.length);

        assertThat(matcher.steps()).isLessThan(STEPS_TO_BUILD + (long) STEPS_PER_BYTE * bytes.length);
        assertThat(first).isNotEqualTo(GrokMatcher.Outcome.OVER_BUDGET);
        assertThat(matcher.match(bytes, 0, bytes.length)).isEqualTo(first);
        assertThat(matcher.fallback()).isEmpty();
        assertThat(matcher.steps()).isLessThan((long) STEPS_PER_BYTE * bytes.length);
    }

    /** What is not compiled, or not known of a line, is bounded too. */
    @Test
    void theFallbackStopsInTime() throws GrokSyntaxException {
        for (String pattern : List.of("^(\\w+\\s?)+\\1;$", "(?=.*%{GREEDYDATA:x}!)%{DATA:y}z", "(?:a*)*b(?=aa)")) {
            GrokMatcher matcher = matcher(pattern);
            assertThat(matcher.match("a".getBytes(StandardCharsets.UTF_8), 0, 1))
                    .isEqualTo(GrokMatcher.Outcome.NO_MATCH);
            assertThat(matcher.fallback()).isPresent();
            for (String piece : List.of("a", "word ", "a\n", "é", "\"")) {
                for (int size : new int[] {2_000, 60_000, 1_000_000}) {
                    byte[] line = piece.repeat(size / piece.length()).getBytes(StandardCharsets.UTF_8);
                    matcher.match(line, 0, line.length);
                    assertThat(matcher.steps()).isLessThanOrEqualTo(ReferenceEngine.budget(size) + 1);
                }
            }
        }
    }

    /** Pieces of the patterns' own alphabet repeated: what a fuzzer tries. */
    @Test
    void linesOfRepeatedPiecesStayWithinTheBound() throws GrokSyntaxException {
        PatternLibrary library = PatternLibrary.bundled(PatternSet.LEGACY);
        Random random = new Random(Long.getLong("seed", 3));
        String letters = "aZ09 .:-_/\\\"'[]{}()%+=,\t@é";
        List<String> slow = new ArrayList<>();
        for (PatternDefinition definition : library.definitions()) {
            GrokMatcher matcher = matcher("%{" + definition.name() + "}x$");
            for (int i = 0; i < 6; i++) {
                StringBuilder piece = new StringBuilder();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    piece.append(letters.charAt(random.nextInt(letters.length())));
                }
                byte[] line = piece.toString().repeat(4096).getBytes(StandardCharsets.UTF_8);
                matcher.match(line, 0, line.length);
                long bound = STEPS_TO_BUILD + (long) STEPS_PER_BYTE * line.length;
                if (matcher.steps() > bound + ReferenceEngine.budget(line.length)) {
                    slow.add(definition.name() + " on " + piece + ": " + matcher.steps());
                }
            }
        }
        assertThat(slow).isEmpty();
    }

    private static GrokMatcher matcher(String pattern) throws GrokSyntaxException {
        return Grok.compile("test", pattern, PatternLibrary.bundled(PatternSet.LEGACY), ZoneOffset.UTC)
                .matcher();
    }
}
