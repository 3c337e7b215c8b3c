package io.sillok.parsers.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrokTest {

    private static final PatternLibrary LEGACY = PatternLibrary.bundled(PatternSet.LEGACY);
    private static final PatternLibrary ECS = PatternLibrary.bundled(PatternSet.ECS);
    private static final String ACCESS =
            "203.0.113.8 - - [22/Nov/2026:08:57:28 +0000] \"GET /cart HTTP/1.1\" 200 612 \"-\" \"curl/8.5\"";

    @Test
    void readsAnAccessLogWithFlatNames() throws GrokSyntaxException {
        assertThat(fields("%{COMBINEDAPACHELOG}", LEGACY, ACCESS))
                .containsExactly(
                        entry("clientip", "203.0.113.8"),
                        entry("ident", "-"),
                        entry("auth", "-"),
                        entry("timestamp", "22/Nov/2026:08:57:28 +0000"),
                        entry("verb", "GET"),
                        entry("request", "/cart"),
                        entry("httpversion", "1.1"),
                        entry("response", "200"),
                        entry("bytes", "612"),
                        entry("referrer", "\"-\""),
                        entry("agent", "\"curl/8.5\""));
    }

    @Test
    void readsAnAccessLogWithNamesOfTheElasticCommonSchema() throws GrokSyntaxException {
        assertThat(fields("%{COMBINEDAPACHELOG}", ECS, ACCESS))
                .containsExactly(
                        entry("source.address", "203.0.113.8"),
                        entry("timestamp", "22/Nov/2026:08:57:28 +0000"),
                        entry("http.request.method", "GET"),
                        entry("url.original", "/cart"),
                        entry("http.version", "1.1"),
                        entry("http.response.status_code", 200L),
                        entry("http.response.body.bytes", 612L),
                        entry("user_agent.original", "curl/8.5"));
    }

    @ParameterizedTest
    @CsvSource({
        "int, 42, 42, Long", "long, -7, -7, Long", "integer, +7, 7, Long", "float, 1.5, 1.5, Double",
        "double, 1e3, 1000.0, Double", "boolean, TRUE, true, Boolean", "int, 1.5, 1.5, String",
                "int, many, many, String",
        "float, 1e999, 1e999, String", "boolean, yes, yes, String", "string, 42, 42, String", "text, 42, 42, String"
    })
    void givesAFieldItsTypeOrLeavesTheTextAsItIs(String type, String text, String value, String kind)
            throws GrokSyntaxException {
        Object found = fields("^%{NOTSPACE:[a][n]:" + type + "}$", LEGACY, text).get("a.n");

        assertThat(found.toString()).isEqualTo(value);
        assertThat(found.getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void readsDates() throws GrokSyntaxException {
        Instant time = Instant.parse("2026-11-22T08:57:28Z");

        assertThat(fields("%{HTTPDATE:t:date}", LEGACY, "22/Nov/2026:08:57:28 +0000"))
                .containsEntry("t", time);
        assertThat(fields("%{HTTPDATE:t:date:dd/MMM/yyyy:HH:mm:ss Z}", LEGACY, "22/Nov/2026:08:57:28 +0000"))
                .containsEntry("t", time);
        assertThat(fields("%{HTTPDATE:t;date;dd/MMM/yyyy:HH:mm:ss Z}", LEGACY, "22/Nov/2026:08:57:28 +0000"))
                .containsEntry("t", time);
        assertThat(fields("%{WORD:t:date}", LEGACY, "soon")).containsEntry("t", "soon");
        Grok zoned = Grok.compile(
                "p", "%{TIMESTAMP_ISO8601:t:date:yyyy-MM-dd HH:mm:ss}", LEGACY, ZoneId.of("Europe/Berlin"));
        assertThat(fields(zoned, "2026-11-22 09:57:28")).containsEntry("t", time);
    }

    @Test
    void aNameThatOccursTwiceGivesAListWithEitherEngine() throws GrokSyntaxException {
        String compiled = "%{WORD:w} %{INT:w:int} %{WORD:w}";
        String fallback = compiled + "(?=!(.)\\1)?";

        assertThat(fields(compiled, LEGACY, "a 1 b")).containsExactly(entry("w", List.of("a", 1L, "b")));
        assertThat(fields(fallback, LEGACY, "a 1 b")).containsExactly(entry("w", List.of("a", 1L, "b")));
        assertThat(fields("%{INT:x}|%{WORD:x}", LEGACY, "a")).containsExactly(entry("x", "a"));
    }

    @Test
    void takesNamedGroupsAndDefinitionsOfTheUsersOwn() throws GrokSyntaxException {
        PatternLibrary library = LEGACY.with("shop.grok", "# ours\n\nORDER #\\d{4,}\nSTATE paid|open\n");

        assertThat(fields("(?<order_id>%{ORDER}) (?<[order][state]>%{STATE})", library, "#4711 paid"))
                .containsExactly(entry("order_id", "#4711"), entry("order.state", "paid"));
        assertThat(fields("%{SKU:sku=[A-Z]{2}-\\d+}/%{SKU:other}", LEGACY, "AB-1/CD-22"))
                .containsExactly(entry("sku", "AB-1"), entry("other", "CD-22"));
        assertThat(fields("[%{(?<] *(?<rest>.*)", LEGACY, "(x")).containsEntry("rest", "x");
    }

    @Test
    void triesSeveralPatternsInOrder() throws GrokSyntaxException {
        Grok grok = Grok.compile("pattern", "# first\n^%{INT:n}$\n\n^%{WORD:w}\n", LEGACY, ZoneOffset.UTC);
        GrokMatcher matcher = grok.matcher();

        assertThat(fields(grok, "12")).containsOnlyKeys("n");
        assertThat(fields(grok, "12a")).containsOnlyKeys("w");
        assertThat(match(matcher, "12a")).isEqualTo(GrokMatcher.Outcome.MATCH);
        assertThat(matcher.pattern()).isEqualTo(1);
        assertThat(match(matcher, "-")).isEqualTo(GrokMatcher.Outcome.NO_MATCH);
        assertThat(match(matcher, " \t ")).isEqualTo(GrokMatcher.Outcome.NO_MATCH);
        assertThat(match(matcher, "\u2003")).isEqualTo(GrokMatcher.Outcome.NO_MATCH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "%{IPORHOTS:x}            | pattern:1: %{IPORHOTS:x}: no pattern is called IPORHOTS; did you mean IPORHOST?",
                "%{WORD:x:uuid}           | pattern:1: %{WORD:x:uuid}: field x has no type uuid; there are int long float double boolean date",
                "%{WORD:x                 | pattern:1: %{WORD:x: has a %{ that is no reference; write %{NAME}, %{NAME:field} or %{NAME:field:type}",
                "%{BROKEN}                | shop.grok:2: BROKEN: is no regular expression: Unclosed group",
                "%{WORD} (                | pattern:1: %{WORD} (: is no regular expression: Unclosed group",
                "%{LOOP}                  | shop.grok:4: LOOPS: stands for itself: LOOP > LOOPS > LOOP",
                "%{TYPO}                  | shop.grok:5: TYPO: no pattern is called NUMER; did you mean NUMBER?",
                "(?<>x)                   | pattern:1: (?<>x): has a group (?< without a name",
                "%{HUGE9}                 | pattern:1: %{HUGE9}: stands for more than 200000 characters",
                "%{WORD:t:date:qqqqqq}    | pattern:1: %{WORD:t:date:qqqqqq}: field t: Too many pattern letters: q",
                "                         | pattern: holds no pattern"
            })
    void anErrorNamesFileLineAndPattern(String pattern, String message) throws GrokSyntaxException {
        PatternLibrary library = LEGACY.with("shop.grok", """
                # ours
                BROKEN (a
                LOOP x%{LOOPS}
                LOOPS y%{LOOP}
                TYPO %{NUMER}
                HUGE0 %{IP}%{IP}%{IP}%{IP}%{IP}%{IP}%{IP}%{IP}
                HUGE1 %{HUGE0}%{HUGE0}%{HUGE0}%{HUGE0}
                HUGE2 %{HUGE1}%{HUGE1}%{HUGE1}%{HUGE1}
                HUGE3 %{HUGE2}%{HUGE2}%{HUGE2}%{HUGE2}
                HUGE9 %{HUGE3}%{HUGE3}%{HUGE3}%{HUGE3}
                """);

        assertThatThrownBy(() -> Grok.compile("pattern", pattern == null ? "" : pattern, library, ZoneOffset.UTC))
                .isInstanceOf(GrokSyntaxException.class)
                .hasMessage(message);
    }

    @Test
    void aDefinitionsLineWithoutARegexIsAnError() {
        assertThatThrownBy(() -> LEGACY.with("shop.grok", "# x\nORDER\n"))
                .isInstanceOf(GrokSyntaxException.class)
                .hasMessage("shop.grok:2: a definition is NAME, a blank, and its regex");
        assertThatThrownBy(() -> LEGACY.with("shop.grok", "OR/DER x"))
                .isInstanceOf(GrokSyntaxException.class)
                .hasMessage("shop.grok:1: a definition is NAME, a blank, and its regex");
    }

    @Test
    void capturesArePlacesInTheLine() throws GrokSyntaxException {
        GrokMatcher matcher = Grok.compile("p", "%{WORD:w} %{INT:n} ?%{DATA:rest}$", LEGACY, ZoneOffset.UTC)
                .matcher();
        byte[] line = "xx abc -12 ".getBytes(StandardCharsets.UTF_8);

        assertThat(matcher.match(line, 3, 8)).isEqualTo(GrokMatcher.Outcome.MATCH);
        assertThat(matcher.bytes()).isSameAs(line);
        assertThat(matcher.start()).isEqualTo(3);
        assertThat(matcher.end()).isEqualTo(11);
        assertThat(matcher.start(0)).isEqualTo(3);
        assertThat(matcher.end(0)).isEqualTo(6);
        assertThat(matcher.integer(1, 0)).isEqualTo(-12);
        assertThat(matcher.integer(0, 5)).isEqualTo(5);
        assertThat(matcher.text(2)).isEmpty();
    }

    /** Lines that only the regex engine can read give places in bytes too. */
    @ParameterizedTest
    @CsvSource({"é\ud83d\uded2\u20ac,true", "é,true", "x,false"})
    void capturesOfTheFallbackAreTheSame(String word, boolean copied) throws GrokSyntaxException {
        GrokMatcher matcher = Grok.compile("p", "^(?<w>.+?) %{INT:n} (?<again>.+)(?=(.)\\4)?$", LEGACY, ZoneOffset.UTC)
                .matcher();
        String text = word + " 12 " + word;
        byte[] line = text.getBytes(StandardCharsets.UTF_8);

        assertThat(matcher.match(line, 0, line.length)).isEqualTo(GrokMatcher.Outcome.MATCH);
        assertThat(matcher.fallback()).isPresent();
        assertThat(matcher.fields()).containsExactly(entry("w", word), entry("n", "12"), entry("again", word));
        assertThat(matcher.end()).isEqualTo(line.length);
        assertThat(matcher.bytes() != line).isEqualTo(copied);
    }

    private static GrokMatcher.Outcome match(GrokMatcher matcher, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return matcher.match(bytes, 0, bytes.length);
    }

    private static Map<String, Object> fields(String pattern, PatternLibrary library, String line)
            throws GrokSyntaxException {
        return fields(Grok.compile("pattern", pattern, library, ZoneOffset.UTC), line);
    }

    private static Map<String, Object> fields(Grok grok, String line) {
        GrokMatcher matcher = grok.matcher();
        assertThat(match(matcher, line)).isEqualTo(GrokMatcher.Outcome.MATCH);
        return matcher.fields();
    }
}
