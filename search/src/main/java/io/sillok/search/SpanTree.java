package io.sillok.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts spans in the order of a waterfall. A span whose parent is not known is a root; one in a circle is, too. */
final class SpanTree {

    private final Map<String, List<TraceSpan>> children = new HashMap<>();
    private final Set<String> placed = new HashSet<>();
    private final List<TraceSpan> ordered = new ArrayList<>();

    private SpanTree() {}

    static List<TraceSpan> ordered(List<TraceSpan> spans) {
        SpanTree tree = new SpanTree();
        List<TraceSpan> byStart = spans.stream()
                .sorted(Comparator.comparing(TraceSpan::start)
                        .thenComparing(Comparator.comparing(TraceSpan::end).reversed())
                        .thenComparing(TraceSpan::spanId))
                .toList();
        Set<String> known = new HashSet<>();
        byStart.forEach(span -> known.add(span.spanId()));
        List<TraceSpan> roots = new ArrayList<>();
        for (TraceSpan span : byStart) {
            if (span.parentSpanId().filter(known::contains).isPresent()) {
                tree.children
                        .computeIfAbsent(span.parentSpanId().get(), parent -> new ArrayList<>())
                        .add(span);
            } else {
                roots.add(span);
            }
        }
        roots.forEach(root -> tree.place(root, 0));
        byStart.forEach(span -> tree.place(span, 0));
        return tree.ordered;
    }

    private void place(TraceSpan span, int depth) {
        if (placed.add(span.spanId())) {
            ordered.add(span.at(depth));
            children.getOrDefault(span.spanId(), List.of()).forEach(child -> place(child, depth + 1));
        }
    }
}
