package io.sillok.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrokCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMBINED = "%{COMBINEDAPACHELOG}";

    @Test
    void everyLineOfACombinedLogMatchesWithoutTheRegexEngine() throws IOException {
        Path log = ParseCommandTest.SHOP.resolve("nginx/access.log");

        CommandRun run = CommandRun.of("grok", "--json", COMBINED, log.toString());

        List<String> lines = run.out().lines().toList();
        List<String> written = Files.readAllLines(log);
        assertThat(run.err()).isEmpty();
        assertThat(lines).hasSize(written.size() + 1);
        JsonNode summary = json(lines.get(lines.size() - 1)).path("summary");
        assertThat(summary.path("lines").asInt()).isEqualTo(written.size());
        assertThat(summary.path("slowest")).hasSize(3);
        assertThat(summary.path("steps").asLong())
                .isLessThan(20 * summary.path("bytes").asLong());
        JsonNode first = json(lines.get(0));
        assertThat(first.path("engine").asText()).isEqualTo("compiled");
        assertThat(written.get(0))
                .startsWith(first.path("fields").path("clientip").asText() + " ");
    }

    @Test
    void saysWhatEachLineCameTo(@TempDir Path folder) throws IOException {
        byte[] text = "GET 12\nnothing\nGET ?\n".getBytes(StandardCharsets.US_ASCII);
        text[text.length - 2] = (byte) 0xff;
        Path log = Files.write(folder.resolve("x.log"), text);

        CommandRun run = CommandRun.of("grok", "%{WORD:verb} (?:%{WORD:x} )?%{INT:n:int}$", log.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(run.out().lines().toList().get(0))
                .startsWith("1: match pattern 1, compiled, ")
                .endsWith(" verb=\"GET\" n=12");
        assertThat(run.out().lines().toList().get(1)).startsWith("2: no match, compiled, ");
        assertThat(run.out().lines().toList().get(2)).startsWith("3: no match, fallback (not UTF-8), ");
        assertThat(run.out()).contains("3 lines, 1 match, 2 no match\n", "compiled: 2\n", "slow: line ");
    }

    @Test
    void readsStandardInputAndDefinitionsOfTheUsersOwn(@TempDir Path folder) throws IOException {
        Path definitions = Files.writeString(folder.resolve("shop.grok"), "ORDER #\\d+\n");

        CommandRun run = CommandRun.reading("#12\n", "grok", "--patterns", definitions.toString(), "%{ORDER:order}");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("order=\"#12\"");
    }

    @Test
    void anErrorInADefinitionIsToldWithItsPlace(@TempDir Path folder) throws IOException {
        Path definitions = Files.writeString(folder.resolve("shop.grok"), "OK x\nORDER (\n");

        CommandRun run = CommandRun.reading("", "grok", "--patterns", definitions.toString(), "x");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err())
                .isEqualTo("sillok: " + definitions + ":2: ORDER: is no regular expression: Unclosed group\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%{COMBINEDAPACHELOG} | 0 | compiled: %{COMBINEDAPACHELOG}",
                "(\\w+\\s?)+\\1       | 1 | not compiled (a reference back to a group), can blow up: its work may grow with any power",
                "(?<x>ab?)+           | 1 | not compiled (a field in a repetition or in an atomic group): its work may grow with the power 2",
                "(?:(?:a?)+)+         | 1 | not compiled (a repetition of what may be nothing), can blow up: its work may double",
                "%{NOSUCH}            | 2 | ''"
            })
    void lintSaysWhatIsNotCompiledAndWhatCanBlowUp(String pattern, int exitCode, String told) {
        CommandRun run = CommandRun.of("grok", "--lint", pattern);

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).contains(told);
    }

    @Test
    void lintReadsAConfig(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("tailer.yml"), """
                service: shop
                files:
                - {paths: [/a.log], parser: nginx.access}
                - paths: [/b.log]
                  parser: grok
                  definition:
                    ecs_compatibility: v1
                    pattern: |
                      %{COMBINEDAPACHELOG}
                      %{ORDER:order}(?=(.)\\1)
                    patterns:
                      shop: 'ORDER #\\d+'
                - {paths: [/c.log], parser: grok, definition: {pattern: '%{NUMBR}'}}
                """);

        CommandRun run = CommandRun.of("grok", "--lint", "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(run.out().lines().toList())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(config + ": files[1].definition.pattern:1: compiled: %{COMBINEDAPACHELOG}"),
                        line -> assertThat(line)
                                .startsWith(config + ": files[1].definition.pattern:2: not compiled (a reference back"),
                        line -> assertThat(line)
                                .startsWith(
                                        config + ": files[2].definition: pattern:1: %{NUMBR}: no pattern is called"));
    }

    @ParameterizedTest
    @CsvSource({"grok, a pattern is missing", "grok --config x.yml %{WORD}, --config goes with --lint"})
    void aWrongCommandLineIsTold(String line, String told) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains(told);
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
