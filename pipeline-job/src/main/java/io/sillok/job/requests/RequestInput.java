package io.sillok.job.requests;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A fact on its way to the request that it belongs to.
 *
 * @param key of the requests that are put together in one place: those of a trace, or the one with a request id
 * @param trace under which the fact stands
 * @param fact empty if what came under the key before has moved to another
 * @param ofHost whether none but lines of the request's host can ever tell of it, since its id was made of one of them
 */
record RequestInput(String key, Optional<TraceId> trace, Optional<Fact> fact, boolean ofHost) {

    static final TypeInformation<RequestInput> TYPE = WireTypeInformation.immutable(RequestInput.class, Format.class);

    private static final String BY_TRACE = "trace:";
    private static final String BY_REQUEST = "request:";

    static RequestInput of(TraceId trace, Fact fact) {
        return new RequestInput(BY_TRACE + trace.lowHex(), Optional.of(trace), Optional.of(fact), false);
    }

    static RequestInput of(String requestId, Fact fact) {
        return new RequestInput(BY_REQUEST + requestId, Optional.empty(), Optional.of(fact), false);
    }

    static RequestInput ofHost(String requestId, Fact fact) {
        return new RequestInput(BY_REQUEST + requestId, Optional.empty(), Optional.of(fact), true);
    }

    static RequestInput moved(String requestId) {
        return new RequestInput(BY_REQUEST + requestId, Optional.empty(), Optional.empty(), false);
    }

    /** The wire form. */
    public static final class Format implements Wire<RequestInput> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(RequestInput input, DataOutput data) throws IOException {
            CompactOutput out = new CompactOutput(data);
            out.text(input.key);
            out.trace(input.trace);
            out.flag(input.ofHost);
            out.flag(input.fact.isPresent());
            if (input.fact.isPresent()) {
                input.fact.get().write(out);
            }
        }

        @Override
        public RequestInput read(DataInput data) throws IOException {
            CompactInput in = new CompactInput(data);
            String key = in.text();
            Optional<TraceId> trace = in.trace();
            boolean ofHost = in.flag();
            return new RequestInput(key, trace, in.flag() ? Optional.of(Fact.read(in)) : Optional.empty(), ofHost);
        }
    }
}
