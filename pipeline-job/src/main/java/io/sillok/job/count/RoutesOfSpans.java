package io.sillok.job.count;

import io.sillok.job.ReadSpan;
import io.sillok.job.TraceSupplement;
import io.sillok.model.Fields;
import io.sillok.model.Span;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Which routes spans tell. */
public final class RoutesOfSpans extends RichFlatMapFunction<TraceSupplement, RouteFact> {

    private transient ToldRoutes told;

    @Override
    public void open(OpenContext context) {
        told = new ToldRoutes();
    }

    @Override
    public void flatMap(TraceSupplement supplement, Collector<RouteFact> out) {
        if (supplement instanceof ReadSpan read) {
            Span span = read.span().span();
            RouteFact.of(span.service().orElse(""), path(span), text(span, Fields.HTTP_ROUTE))
                    .ifPresent(fact -> told.tell(fact, out));
        }
    }

    private static Optional<String> path(Span span) {
        return text(span, Fields.URL_PATH)
                .or(() -> text(span, "http.target").map(target -> target.replaceFirst("\\?.*", "")));
    }

    private static Optional<String> text(Span span, String attribute) {
        return span.attributes().get(attribute) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
