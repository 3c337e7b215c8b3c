package io.sillok.parsers.grok;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much of the bundled sets is matched without the regex engine. */
class CoverageTest {

    private static final double LEAST = 0.8;

    @ParameterizedTest
    @EnumSource(PatternSet.class)
    void nearlyAllOfEachFileIsCompiled(PatternSet set) throws GrokSyntaxException {
        PatternLibrary library = PatternLibrary.bundled(set);
        Map<String, List<PatternDefinition>> files = library.definitions().stream()
                .collect(Collectors.groupingBy(PatternDefinition::file, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<PatternDefinition>> file : files.entrySet()) {
            Map<String, String> reasons = new TreeMap<>();
            for (PatternDefinition definition : file.getValue()) {
                Grok grok = Grok.compile("test", "%{" + definition.name() + "}", library, ZoneOffset.UTC);
                grok.patterns().get(0).notCompiled().ifPresent(reason -> reasons.put(definition.name(), reason));
            }
            int all = file.getValue().size();
            int compiled = all - reasons.size();
            System.out.printf("%s, %s: %d of %d compiled %s%n", set, file.getKey(), compiled, all, reasons);
            assertThat(compiled / (double) all).as(file.getKey()).isGreaterThanOrEqualTo(LEAST);
        }
        assertThat(files).isNotEmpty();
    }
}
