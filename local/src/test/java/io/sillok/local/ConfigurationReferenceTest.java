package io.sillok.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.JobConfig;
import io.sillok.local.pipeline.RunConfig;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} has a row for every key, and none for a key that is not. */
class ConfigurationReferenceTest {

    private static final Path REFERENCE = Path.of("../docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void tailer() throws IOException {
        assertThat(rows("Tailer")).isEqualTo(ConfigKeys.of(TailerConfig::read));
    }

    @Test
    void job() throws IOException {
        assertThat(rows("Job")).isEqualTo(ConfigKeys.of(JobConfig::of));
    }

    @Test
    void run() throws IOException {
        TreeSet<String> expected = rows("Tailer");
        expected.removeAll(List.of("kafka", "topic", "masking.at"));
        expected.addAll(rows("Run"));

        assertThat(expected).isEqualTo(ConfigKeys.of(RunConfig::read));
    }

    private static TreeSet<String> rows(String heading) throws IOException {
        String[] sections = Files.readString(REFERENCE).split("(?m)^## ");
        TreeSet<String> keys = new TreeSet<>();
        for (String section : sections) {
            if (section.startsWith(heading + "\n")) {
                ROW.matcher(section).results().map(row -> row.group(1)).forEach(keys::add);
            }
        }
        return keys;
    }
}
