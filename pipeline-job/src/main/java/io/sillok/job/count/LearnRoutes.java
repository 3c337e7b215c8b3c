package io.sillok.job.count;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Passes on each route that spans and log lines tell, once. Keyed by service. */
public final class LearnRoutes extends KeyedProcessFunction<String, RouteFact, RouteFact> {

    private transient ValueState<KnownRoutes> known;

    @Override
    public void open(OpenContext context) {
        known = getRuntimeContext().getState(new ValueStateDescriptor<>("routes", KnownRoutes.TYPE));
    }

    @Override
    public void processElement(RouteFact fact, Context context, Collector<RouteFact> out) throws Exception {
        KnownRoutes routes = known.value() == null ? new KnownRoutes() : known.value();
        if (routes.learn(fact)) {
            known.update(routes);
            out.collect(fact);
        }
    }
}
