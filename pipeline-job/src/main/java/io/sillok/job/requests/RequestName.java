package io.sillok.job.requests;

import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known under a request id. Not thread-safe. */
final class RequestName {

    static final int MOST_WAITING = 64;

    Optional<TraceId> trace = Optional.empty();

    /** Lines that do not know the trace. */
    final List<Clue> waiting = new ArrayList<>();

    /** Milliseconds of processing time. */
    long closesAt;

    /** The wire form. */
    public static final class Format implements Wire<RequestName> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(RequestName name, DataOutput data) throws IOException {
            CompactOutput out = new CompactOutput(data);
            out.number(name.closesAt);
            out.trace(name.trace);
            out.number(name.waiting.size());
            for (Clue clue : name.waiting) {
                clue.write(out);
            }
        }

        @Override
        public RequestName read(DataInput data) throws IOException {
            CompactInput in = new CompactInput(data);
            RequestName name = new RequestName();
            name.closesAt = in.number();
            name.trace = in.trace();
            for (int left = in.count(); left > 0; left--) {
                name.waiting.add(Clue.read(in));
            }
            return name;
        }
    }
}
