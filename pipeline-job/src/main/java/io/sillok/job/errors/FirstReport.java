package io.sillok.job.errors;

import io.sillok.job.ReadEvent;
import io.sillok.model.EventPosition;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each event pass when it tells of an error for the first time. That may be an update: of a record that came in pieces,
 * the first may not show yet what it tells. Keyed by the event's position.
 */
public final class FirstReport extends KeyedProcessFunction<String, ReadEvent, ReadEvent> {

    /** The pieces of a record are not further apart. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private transient ValueState<Boolean> told;

    public static String key(ReadEvent read) {
        EventPosition position = read.event().event().position();
        return position.fileId().value() + ':' + position.offset() + ':' + position.ordinal();
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("told", Types.BOOLEAN);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(MEMORY).build());
        told = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(ReadEvent read, Context context, Collector<ReadEvent> out) throws Exception {
        if (told.value() == null) {
            told.update(true);
            out.collect(read);
        }
    }
}
