package io.sillok.job.errors;

import io.sillok.job.ReadEvent;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.TraceId;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets of the events that tell of one error only those pass that tell something new: the first, and the first that knows
 * its kind. Keyed by what reports of one error share; takes each event once, see {@link FirstReport}.
 */
public final class CountErrorsOnce extends KeyedProcessFunction<String, ReadEvent, CountedError> {

    /** One log may be read that much later than another. */
    private static final Duration MEMORY = Duration.ofHours(6);

    private transient ValueState<ErrorReports> reports;

    /** Whether an event tells of an error. */
    public static boolean tells(ReadEvent read) {
        LogEvent event = read.event().event();
        return read.standing() != ReadEvent.Standing.WITHDRAWN
                && (event.attributes().containsKey(Fields.EXCEPTION_TYPE)
                        || event.attributes().containsKey(Fields.ERROR_JOIN_KEY));
    }

    /** @param read that {@link #tells} of an error */
    public static String key(ReadEvent read) {
        return ErrorKey.of(read).orElse("");
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<ErrorReports> descriptor = new ValueStateDescriptor<>("reports", ErrorReports.TYPE);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(MEMORY).build());
        reports = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(ReadEvent read, Context context, Collector<CountedError> out) throws Exception {
        ErrorReports known = reports.value() == null ? new ErrorReports() : reports.value();
        LogEvent event = read.event().event();
        ErrorReports.Gain gain =
                known.add(report(event), event.traceId().map(TraceId::low).orElse(0L));
        reports.update(known);
        if (!gain.nothing()) {
            out.collect(new CountedError(read, gain.error(), gain.kind()));
        }
    }

    private static ErrorReports.Report report(LogEvent event) {
        String format = event.text(Fields.LOG_FORMAT).orElse("");
        // a pod's hosts are many, and a host's pods
        String place =
                event.resource().getOrDefault(Fields.K8S_POD, event.resource().getOrDefault(Fields.HOST_NAME, ""));
        return new ErrorReports.Report(
                format,
                place,
                event.text(Fields.FILE_PATH).orElse(""),
                event.text(Fields.EXCEPTION_FINGERPRINT).orElse(""),
                // without a stack, Monolog's default, it tells where the error was thrown, and others tell the first
                // own file
                !format.equals("laravel.json") || event.attributes().containsKey(Fields.EXCEPTION_STACKTRACE));
    }
}
