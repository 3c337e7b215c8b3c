package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A framework's own name of a route, as a span tells it.
 *
 * @param path what {@link RouteTemplate} makes of the request's path; empty if the span does not tell it
 * @param route such as {@code /products/{product}}
 */
public record RouteFact(String service, String path, String route) {

    private static final int LONGEST_SERVICE = 200;

    public static final TypeInformation<RouteFact> TYPE = WireTypeInformation.immutable(RouteFact.class, Format.class);

    public RouteFact {
        // As the labels of series are: tracers may send anything.
        service = service.substring(0, Math.min(LONGEST_SERVICE, service.length()));
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
