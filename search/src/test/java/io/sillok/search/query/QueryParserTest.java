package io.sillok.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryParserTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each case of the file: a query, and the DSL that it means. */
    @TestFactory
    Stream<DynamicTest> meansItsDsl() throws IOException {
        try (InputStream in = QueryParserTest.class.getResourceAsStream("queries.json")) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false).toList().stream()
                    .map(example ->
                            DynamicTest.dynamicTest("[" + example.path("query").asText() + "]", () -> {
                                JsonNode dsl = QueryDsl.of(
                                        QueryParser.parse(example.path("query").asText()));
                                assertThat(dsl).isEqualTo(example.path("dsl"));
                            }));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "(a OR            | 5  | must follow here",
                "(a b             | 0  | this bracket is not closed",
                "a) b             | 1  | this bracket closes nothing",
                "OR a             | 0  | before and behind OR and AND",
                "a OR OR b        | 5  | before and behind OR and AND",
                "a NOT            | 5  | must follow here",
                "say \"hello      | 4  | this quote is not closed",
                "sevice:shop      | 0  | did you mean service:?",
                "a nosuchthing:1  | 2  | Put it in quotes",
                "status: 500      | 7  | without a blank",
                "status:abc       | 7  | is not a status",
                "status:>=many    | 7  | is not a status",
                "duration:>fast   | 9  | is not a duration",
                "severity:>=loud  | 9  | is not a severity",
                "service:>a       | 8  | has a comparison",
                "trace:hello      | 6  | is no trace id",
                "client:here      | 7  | is not an IP address",
                "time:>yesterday  | 5  | is not a time",
                "...              | 0  | no letter or digit",
                "service:\"\"     | 8  | is empty",
            })
    void saysWhereItGoesWrong(String query, int position, String message) {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse(query))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }

    @Test
    void marksThePlaceUnderTheQuery() {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse("a sevice:shop"))
                .satisfies(e -> assertThat(e.explain("a sevice:shop")).endsWith("  a sevice:shop\n    ^"));
    }

    @Test
    void takesNothingElseThanAQueryOrAnError() {
        List<String> pieces = List.of(
                "a",
                "OR",
                "AND",
                "NOT",
                "-",
                "(",
                ")",
                "\"",
                "\\",
                ":",
                "*",
                " ",
                " ",
                "status:",
                "5xx",
                ">=",
                "..",
                "trace:",
                "duration:",
                "9",
                "ms",
                "\u0000",
                "é",
                "🛒",
                "\ud800",
                "laravel.context.",
                "x.y:",
                "::",
                "//",
                "client:",
                "1.2.*",
                "severity:",
                "error",
                "time:",
                "2026-11-22",
                "[",
                "{",
                "'",
                "\n");
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            List<String> chosen = new ArrayList<>();
            for (int n = random.nextInt(12); n >= 0; n--) {
                chosen.add(pieces.get(random.nextInt(pieces.size())));
            }
            String query = String.join("", chosen);
            try {
                assertThat(QueryDsl.of(QueryParser.parse(query))).isNotEmpty();
            } catch (QuerySyntaxException e) {
                assertThat(e.position()).as(query).isBetween(0, query.length());
                assertThat(e.explain(query)).contains("^");
            }
        }
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse("a ".repeat(QueryParser.MAX_LENGTH)));
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse("(".repeat(1000) + "a" + ")".repeat(900)))
                .withMessageContaining("levels");
    }
}
