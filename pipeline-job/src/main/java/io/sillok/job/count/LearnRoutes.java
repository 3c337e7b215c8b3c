package io.sillok.job.count;

import io.sillok.job.ReadSpan;
import io.sillok.job.TraceSupplement;
import io.sillok.model.Fields;
import io.sillok.model.Span;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Takes the routes that spans tell, each once. Keyed by service. */
public final class LearnRoutes extends KeyedProcessFunction<String, TraceSupplement, RouteFact> {

    private static final int LONGEST = 200;

    private transient ValueState<KnownRoutes> known;

    public static String service(TraceSupplement span) {
        return span(span).service().orElse("");
    }

    /** Whether it is a span that tells a route. */
    public static boolean tells(TraceSupplement supplement) {
        return supplement instanceof ReadSpan span
                && span.span().span().attributes().get(Fields.HTTP_ROUTE) instanceof String route
                && !route.isEmpty()
                && route.length() <= LONGEST;
    }

    @Override
    public void open(OpenContext context) {
        known = getRuntimeContext().getState(new ValueStateDescriptor<>("routes", KnownRoutes.TYPE));
    }

    @Override
    public void processElement(TraceSupplement read, Context context, Collector<RouteFact> out) throws Exception {
        Span span = span(read);
        String route = (String) span.attributes().get(Fields.HTTP_ROUTE);
        // Laravel itself names its routes without the slash that paths begin with
        String named = route.startsWith("/") ? route : "/" + route;
        String path = text(span, Fields.URL_PATH)
                .or(() -> text(span, "http.target").map(target -> target.replaceFirst("\\?.*", "")))
                .map(RouteTemplate::of)
                .filter(template -> template.length() <= LONGEST && !template.equals(RouteTemplate.OTHER))
                .orElse("");
        RouteFact fact = new RouteFact(service(read), path, named);
        KnownRoutes routes = known.value() == null ? new KnownRoutes() : known.value();
        if (routes.learn(fact)) {
            known.update(routes);
            out.collect(fact);
        }
    }

    private static Span span(TraceSupplement supplement) {
        return ((ReadSpan) supplement).span().span();
    }

    private static Optional<String> text(Span span, String attribute) {
        return span.attributes().get(attribute) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
