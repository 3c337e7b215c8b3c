package io.sillok.benchmarks.job;

import io.sillok.job.JobSettings;
import io.sillok.model.EventMasker;
import io.sillok.model.LogEvent;
import io.sillok.model.Masked;
import io.sillok.model.Span;
import java.util.Map;
import java.util.function.Supplier;

/** Who takes part; ours first. */
enum Contender {
    SILLOK("sillok", () -> new SillokGraph(SillokGraph.STANDARD, JobSettings.builder().requests(false).build())),
    WITH_REQUESTS(
            "sillok, and a record of each request", () -> new SillokGraph(SillokGraph.STANDARD, JobSettings.STANDARD)),
    UNMASKED("sillok, nothing masked", () -> new SillokGraph(AsItIs::new, JobSettings.builder().requests(false).build())),
    PLAIN("java-grok, maps, regex, Jackson", PlainGraph::new),
    BARE("lines from Kafka, untouched", BareGraph::new);

    final String title;
    private final Supplier<Graph> graph;

    Contender(String title, Supplier<Graph> graph) {
        this.title = title;
        this.graph = graph;
    }

    Graph graph() {
        return graph.get();
    }

    /** To see what masking takes. */
    private static final class AsItIs implements EventMasker {

        @Override
        public Masked<LogEvent> mask(LogEvent event) {
            return new Masked<>(event, Map.of());
        }

        @Override
        public Masked<Span> mask(Span span) {
            return new Masked<>(span, Map.of());
        }
    }
}
