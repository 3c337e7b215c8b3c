package io.sillok.job.count;

import io.sillok.job.ReadEvent;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.laravel.LaravelLineAssembly;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Which routes log lines tell: Laravel's do, where the application adds the route to its context. Not those that may stand
 * in another record's message, where anybody could have put them.
 */
public final class RoutesOfEvents extends RichFlatMapFunction<ReadEvent, RouteFact> {

    private transient ToldRoutes told;

    @Override
    public void open(OpenContext context) {
        told = new ToldRoutes();
    }

    @Override
    public void flatMap(ReadEvent read, Collector<RouteFact> out) {
        LogEvent event = read.event().event();
        Optional<String> route = event.text(Fields.HTTP_ROUTE);
        if (route.isPresent() && !event.attributes().containsKey(LaravelLineAssembly.SUSPECT)) {
            RouteFact.of(event.resource().getOrDefault(Fields.SERVICE_NAME, ""), event.text(Fields.URL_PATH), route)
                    .ifPresent(fact -> told.tell(fact, out));
        }
    }
}
