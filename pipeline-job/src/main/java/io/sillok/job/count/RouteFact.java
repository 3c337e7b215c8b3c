package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A framework's own name of a route, as a span or a log line tells it.
 *
 * @param path what {@link RouteTemplate} makes of the request's path; empty if it is not told
 * @param route such as {@code /products/{product}}
 */
public record RouteFact(String service, String path, String route) {

    private static final int LONGEST_SERVICE = 200;
    private static final int LONGEST = 200;

    public static final TypeInformation<RouteFact> TYPE = WireTypeInformation.immutable(RouteFact.class, Format.class);

    public RouteFact {
        // As the labels of series are: tracers may send anything.
        service = service.substring(0, Math.min(LONGEST_SERVICE, service.length()));
    }

    /** Empty if it tells no route, or one of no use. */
    static Optional<RouteFact> of(String service, Optional<String> path, Optional<String> route) {
        return route.filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .map(text -> new RouteFact(
                        service,
                        path.map(RouteTemplate::of)
                                .filter(template ->
                                        template.length() <= LONGEST && !template.equals(RouteTemplate.OTHER))
                                .orElse(""),
                        // Laravel itself names its routes without the slash that paths begin with
                        text.startsWith("/") ? text : "/" + text));
    }

    /** The wire form. */
    public static final class Format implements Wire<RouteFact> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(RouteFact fact, DataOutput out) throws IOException {
            out.writeUTF(fact.service);
            out.writeUTF(fact.path);
            out.writeUTF(fact.route);
        }

        @Override
        public RouteFact read(DataInput in) throws IOException {
            return new RouteFact(in.readUTF(), in.readUTF(), in.readUTF());
        }
    }
}
