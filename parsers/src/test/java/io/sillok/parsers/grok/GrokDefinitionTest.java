package io.sillok.parsers.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The keys of a config's definition. */
class GrokDefinitionTest {

    @Test
    void takesPatternsDefinitionsAndTheSet() throws DefinitionException {
        Grok grok = GrokDefinition.compile(new Definition(Map.of(
                "pattern", "%{ORDER:order}\n%{COMBINEDAPACHELOG}\n",
                "patterns", "ORDER #%{DIGITS}",
                "patterns.shop", "DIGITS \\d+",
                "ecs_compatibility", "v1")));

        assertThat(grok.patterns()).hasSize(2);
        assertThat(grok.patterns().get(0).regex()).isEqualTo("(?<name0>#(?:\\d+))");
        assertThat(grok.patterns().get(1).fields())
                .extracting(GrokField::name)
                .startsWith("source.address")
                .contains("http.response.status_code");
    }

    @Test
    void everyDefinitionOfTheUsersIsCheckedThoughNoneRefersToIt() {
        assertProblem(
                Map.of("pattern", "x", "patterns.shop", "A x\nB %{A\n"), "patterns.shop:2: B: has a %{ that is no");
        assertProblem(Map.of("pattern", "x", "patterns", "WORD [a-\n"), "patterns:1: WORD: is no regular expression: ");
        assertProblem(
                Map.of("pattern", "x", "patterns", "A %{B}\nB %{A}"), "patterns:2: B: stands for itself: A > B > A");
    }

    @Test
    void whatIsMissingOrUnknownIsTold() {
        assertProblem(Map.of(), "pattern: parser grok needs one");
        assertProblem(
                Map.of("pattern", "x", "ecs_compatibility", "v8"),
                "ecs_compatibility: there is no v8; there are disabled v1");
        assertProblem(Map.of("pattern", "x", "zone", "Mars"), "zone: no time zone is called Mars");
    }

    @Test
    void aDefinitionReplacesABundledOneEverywhere() throws DefinitionException {
        Grok grok =
                GrokDefinition.compile(new Definition(Map.of("pattern", "%{QS}", "patterns", "QUOTEDSTRING <[^>]*>")));

        assertThat(grok.patterns()).extracting(GrokPattern::regex).isEqualTo(List.of("(?:(?:<[^>]*>))"));
    }

    private static void assertProblem(Map<String, String> definition, String message) {
        assertThatThrownBy(() -> GrokDefinition.compile(new Definition(definition)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith(message);
    }
}
