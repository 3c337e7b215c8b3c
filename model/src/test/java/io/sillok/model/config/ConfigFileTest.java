package io.sillok.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigFileTest {

    @Test
    void readsEveryKindOfValue() throws ConfigException {
        ConfigFile file = ConfigFile.parse("""
                service: shop
                quiet: 500ms
                files:
                  - paths: [a.log, b.log]
                    parser: nginx.access
                  - paths: c.log
                kafka:
                  bootstrap.servers: ["a:1", "b:2"]
                  ssl:
                    truststore.location: ${env:STORE}
                """, "t.yaml", Map.of("STORE", "/t.jks")::get);
        ConfigSection root = file.root();

        assertThat(root.text("service")).isEqualTo("shop");
        assertThat(root.duration("quiet", Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
        List<ConfigSection> files = root.sections("files");
        assertThat(files.get(0).texts("paths", List.of())).containsExactly("a.log", "b.log");
        assertThat(files.get(0).text("parser")).isEqualTo("nginx.access");
        assertThat(files.get(1).texts("paths", List.of())).containsExactly("c.log");
        assertThat(files.get(1).text("parser", "unknown")).isEqualTo("unknown");
        assertThat(root.settings("kafka"))
                .containsEntry("bootstrap.servers", "a:1,b:2")
                .containsEntry("ssl.truststore.location", "/t.jks");
        assertThat(root.integer("absent", 3, 1, 5)).isEqualTo(3);
        file.finish();
    }

    @Test
    void reportsAllProblemsAtOnceWithTheirPlaces() {
        ConfigFile file = ConfigFile.parse("""
                servcie: shop
                quiet: soon
                files:
                  - paht: a.log
                limit: 9
                password: ${env:NOT_SET}
                """, "t.yaml", name -> null);
        ConfigSection root = file.root();
        root.text("service");
        root.duration("quiet", Duration.ZERO);
        root.sections("files").forEach(section -> section.texts("path", List.of()));
        root.integer("limit", 1, 1, 5);
        assertThat(root.secret("password")).hasToString("Optional[***]");

        ConfigException problems = catchThrowableOfType(ConfigException.class, file::finish);

        assertThat(problems.problems())
                .containsExactly(
                        "t.yaml:1: key service is missing",
                        "t.yaml:2: quiet must be a duration such as 500ms, 10s, 15m, 2h or 7d, not 'soon'",
                        "t.yaml:5: limit must be a whole number from 1 to 5, not '9'",
                        "t.yaml:6: environment variable NOT_SET is not set",
                        "t.yaml:1: unknown key servcie; did you mean service?",
                        "t.yaml:4: unknown key files[0].paht; did you mean path?");
    }

    @Test
    void neverShowsWhatAReferenceStandsFor() {
        ConfigFile file = ConfigFile.parse("limit: ${env:LIMIT}\n", "t.yaml", name -> "hunter2");
        file.root().integer("limit", 1, 1, 5);

        ConfigException problem = catchThrowableOfType(ConfigException.class, file::finish);

        assertThat(problem.getMessage()).contains("${env:LIMIT}").doesNotContain("hunter2");
    }

    @Test
    void saysWhereTheYamlBreaks() {
        ConfigFile file = ConfigFile.parse("a: 1\nb: [\n", "t.yaml");
        ConfigException problem = catchThrowableOfType(ConfigException.class, file::finish);
        assertThat(problem.getMessage()).startsWith("t.yaml:").contains("not YAML");
    }
}
