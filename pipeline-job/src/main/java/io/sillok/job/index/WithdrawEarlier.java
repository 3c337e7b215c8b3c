package io.sillok.job.index;

import io.sillok.job.ReadEvent;
import io.sillok.job.ReadEvent.Standing;
import io.sillok.model.IndexOperation;
import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Puts before an event that may have been shown early its withdrawal from where the early form may stand: a line that was
 * cut in its middle was rejected, say, and is whole now.
 *
 * <p>The withdrawal has no trace, as the early form may have had none, so both take the same way through the job, and it
 * cannot overtake. It takes away from other indices than the one that the event now goes to, so the order of these two does
 * not matter.
 */
public final class WithdrawEarlier implements FlatMapFunction<ReadEvent, ReadEvent> {

    @Override
    public void flatMap(ReadEvent event, Collector<ReadEvent> out) {
        boolean mayStandElsewhere = event.standing() == Standing.UPDATE
                || (event.standing() == Standing.HELD && !event.event().event().rejected());
        if (mayStandElsewhere
                && !IndexOperation.withdraw(event.event(), event.read()).isEmpty()) {
            out.collect(new ReadEvent(
                    event.event().untraced(),
                    event.read(),
                    Standing.WITHDRAWN,
                    event.accessLog(),
                    Optional.empty(),
                    false));
        }
        if (!event.dropped()) {
            out.collect(event);
        }
    }
}
