package io.sillok.job.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.RecordBytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class BudgetOverrunsTest {

    private final Map<String, Counter> counters = new TreeMap<>();

    @Test
    void linesThatCostTooMuchAreCountedByThePatternThatTheyCostItIn() {
        BudgetOverruns overruns = new BudgetOverruns(group(""));
        String slow = "word ".repeat(4_000);

        overruns.count("grok", event("^%{INT:n}$\n^(\\w+\\s?)+\\1;$", slow));
        overruns.count("grok", event("^%{INT:n}$\n^(\\w+\\s?)+\\1;$", slow));
        overruns.count("grok", event("^%{INT:n}$", slow));
        overruns.count("grok", event("%{GREEDYDATA:all}", slow));

        assertThat(counters).hasSize(1);
        assertThat(counters.get("/parser/grok/pattern/pattern:2/grok.overBudget")
                        .getCount())
                .isEqualTo(2);
    }

    private static LogEvent event(String patterns, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        SliceSource source = new SliceSource(
                FileId.of("x"), "shop", "production", "web-1", "/x.log", "grok", Map.of("pattern", patterns));
        return new FileParser(source)
                .accept(RecordBytes.whole(bytes, 0, bytes.length, 0))
                .get(0)
                .event();
    }

    private MetricGroup group(String path) {
        return new UnregisteredMetricsGroup() {
            @Override
            public MetricGroup addGroup(String key, String value) {
                return group(path + '/' + key + '/' + value);
            }

            @Override
            public Counter counter(String name) {
                return counters.computeIfAbsent(path + '/' + name, unseen -> new SimpleCounter());
            }
        };
    }
}
