package io.sillok.job.parse;

import io.sillok.job.KeyedRecord;
import io.sillok.job.ReadEvent;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.DeadLetter;
import io.sillok.model.EventMasker;
import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import io.sillok.model.MaskedEvent;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every byte of a file once, parses it and masks what came of it: nothing raw leaves. Keyed by file id.
 *
 * <p>A slice behind a gap waits a while for the gap to be filled, because parsers carry state from record to record; then
 * it goes on without, and the ledger tells the missing bytes.
 */
public final class ParseFiles extends KeyedProcessFunction<String, FileSlice, ReadEvent> {

    public static final OutputTag<KeyedRecord> LEDGER = new OutputTag<>("ledger", KeyedRecord.TYPE);
    public static final OutputTag<KeyedRecord> DEAD_LETTERS = new OutputTag<>("dead-letters", KeyedRecord.TYPE);

    private static final Logger LOG = LoggerFactory.getLogger(ParseFiles.class);

    private static final long MOST_WAITING_BYTES = 16 * FileSlice.MAX_BYTES;
    private static final long QUIET_MILLIS = 1000;
    private static final long LEDGER_MILLIS = 200;
    private static final long PATIENCE_MILLIS = 5000;

    /** Set when all that is held back must come out: the end of a drained job. */
    private static final long END_OF_TIME = Long.MAX_VALUE;

    private final SerializableSupplier<EventMasker> maskers;
    private final long retentionMillis;

    private transient EventMasker masker;
    private transient LiveParsers parsers;
    private transient ValueState<FileProgress> progress;
    private transient MapState<Long, FileSlice> waiting;
    private transient Counter bytes;
    private transient Counter resentBytes;
    private transient Counter parserFailures;

    /** @param retention after how long without a slice a file is forgotten: at least as long as slices stay in Kafka */
    public ParseFiles(SerializableSupplier<EventMasker> maskers, Duration retention) {
        this.maskers = maskers;
        this.retentionMillis = retention.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        masker = maskers.get();
        parsers = new LiveParsers();
        progress = getRuntimeContext().getState(new ValueStateDescriptor<>("progress", FileProgress.TYPE));
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "waiting", Types.LONG, WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class)));
        bytes = getRuntimeContext().getMetricGroup().counter("acceptedBytes");
        resentBytes = getRuntimeContext().getMetricGroup().counter("resentBytes");
        parserFailures = getRuntimeContext().getMetricGroup().counter("parserFailures");
    }

    @Override
    public void processElement(FileSlice slice, Context context, Collector<ReadEvent> out) throws Exception {
        FileProgress known = progress.value();
        Step step = new Step(context, out, known == null ? new FileProgress(slice.source()) : known);
        step.touch();
        if (slice.offset() > step.file.accepted.end() && step.mayWait(slice)) {
            step.await(slice);
        } else {
            step.acceptWaiting(offset -> offset < slice.offset());
            step.accept(slice);
            step.acceptWaiting(offset -> offset <= step.file.accepted.end());
        }
        step.save();
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ReadEvent> out) throws Exception {
        FileProgress file = progress.value();
        if (file == null) {
            return;
        }
        Step step = new Step(context, out, file);
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            step.acceptWaiting(offset -> true);
            step.finish();
            step.ledger();
        } else if (due(file.touchedAt + retentionMillis, timestamp)) {
            step.finish();
            step.forget();
            return;
        } else {
            if (due(file.patienceEndsAt, timestamp)) {
                step.acceptWaiting(offset -> true);
            }
            if (due(file.quietAt, timestamp)) {
                step.quiet();
            }
            if (due(file.ledgerAt, timestamp)) {
                step.ledger();
            }
            step.remember(timestamp);
        }
        step.save();
    }

    private static boolean due(long at, long now) {
        return at != 0 && at <= now;
    }

    /** One call of Flink's, for one file. */
    private final class Step {

        private final Context context;
        private final Collector<ReadEvent> out;
        private final FileProgress file;
        private final long now;
        private boolean changed;

        Step(Context context, Collector<ReadEvent> out, FileProgress file) {
            this.context = context;
            this.out = out;
            this.file = file;
            this.now = context.timerService().currentProcessingTime();
        }

        void touch() {
            if (file.touchedAt == 0) {
                context.timerService().registerEventTimeTimer(END_OF_TIME);
                file.forgottenAt = now + retentionMillis;
                context.timerService().registerProcessingTimeTimer(file.forgottenAt);
            }
            file.touchedAt = now;
        }

        /** One timer at a time looks after the file's retention, however often the file is touched. */
        void remember(long timestamp) {
            if (due(file.forgottenAt, timestamp)) {
                file.forgottenAt = file.touchedAt + retentionMillis;
                context.timerService().registerProcessingTimeTimer(file.forgottenAt);
            }
        }

        boolean mayWait(FileSlice slice) {
            return file.waiting + slice.bytes().length <= MOST_WAITING_BYTES;
        }

        void await(FileSlice slice) throws Exception {
            if (!waiting.contains(slice.offset())) {
                file.waiting += slice.bytes().length;
                waiting.put(slice.offset(), slice);
            }
            if (file.patienceEndsAt == 0) {
                file.patienceEndsAt = now + PATIENCE_MILLIS;
                context.timerService().registerProcessingTimeTimer(file.patienceEndsAt);
            }
        }

        /** Takes waiting slices from the lowest offset on, as long as their offset is right. */
        void acceptWaiting(LongPredicate right) throws Exception {
            while (file.waiting > 0) {
                long lowest = Long.MAX_VALUE;
                for (long offset : waiting.keys()) {
                    lowest = Math.min(lowest, offset);
                }
                if (!right.test(lowest)) {
                    return;
                }
                FileSlice slice = waiting.get(lowest);
                waiting.remove(lowest);
                file.waiting -= slice.bytes().length;
                accept(slice);
            }
            file.patienceEndsAt = 0;
        }

        void accept(FileSlice slice) {
            changeSource(slice);
            file.read = slice.timestamp();
            Admission admission = Admission.of(slice, file.accepted);
            file.count(admission);
            changed = true;
            bytes.inc(admission.accepted());
            resentBytes.inc(admission.resent());
            for (RecordBytes record : admission.records()) {
                emit(parse(record));
            }
        }

        /** A file whose definition changes in mid-file goes on with a new parser. */
        private void changeSource(FileSlice slice) {
            if (!slice.source().equals(file.source)) {
                finish();
                file.source = slice.source();
            }
        }

        private List<ParsedEvent> parse(RecordBytes record) {
            try {
                return parsers.of(file).accept(record);
            } catch (RuntimeException defect) {
                // A defect must cost one record, not the job: on a restart the same record would come again.
                parserFailures.inc();
                LOG.warn(
                        "parser {} failed at {}:{} with {}",
                        file.source.parser(),
                        file.source.path(),
                        record.offset(),
                        defect.getClass().getName());
                parsers.forget(file.source.fileId());
                file.forgetParser();
                return List.of(new ParsedEvent(UnparsedRecord.of(file.source, record, defect), false));
            }
        }

        void emit(List<ParsedEvent> events) {
            for (ParsedEvent parsed : events) {
                MaskedEvent masked = MaskedEvent.of(parsed.event(), masker);
                if (!parsed.update()) {
                    count(masked);
                }
                out.collect(new ReadEvent(masked, file.read, parsed.update(), AccessLogs.of(file.source, masked)));
            }
        }

        private void count(MaskedEvent masked) {
            file.events++;
            for (int taken : masked.maskCounts().values()) {
                file.maskedFields += taken;
            }
            if (masked.event().rejected()) {
                file.rejected++;
                DeadLetter letter = DeadLetter.rejected(masked, file.read);
                context.output(DEAD_LETTERS, new KeyedRecord(letter.key(), letter.json()));
            }
        }

        void quiet() {
            changed = true;
            emit(parsers.of(file).quiet());
        }

        void finish() {
            if (parsers.isLive(file) || file.hasParser()) {
                emit(parsers.of(file).finish());
                parsers.forget(file.source.fileId());
                file.forgetParser();
            }
        }

        void ledger() {
            file.ledgerAt = 0;
            context.output(
                    LEDGER,
                    new KeyedRecord(file.source.fileId().value(), file.ledger().json()));
        }

        void forget() {
            parsers.forget(file.source.fileId());
            progress.clear();
            waiting.clear();
        }

        void save() throws Exception {
            if (changed) {
                scheduleLedger();
                if (parsers.isLive(file)) {
                    saveParser(parsers.of(file));
                }
            }
            progress.update(file);
        }

        private void saveParser(FileParser parser) {
            file.parser = parser.snapshot();
            boolean waits = parser.holding() && !due(file.quietAt, now);
            file.quietAt = waits ? now + QUIET_MILLIS : 0;
            if (waits) {
                context.timerService().registerProcessingTimeTimer(file.quietAt);
            }
        }

        private void scheduleLedger() {
            if (file.ledgerAt == 0) {
                file.ledgerAt = now + LEDGER_MILLIS;
                context.timerService().registerProcessingTimeTimer(file.ledgerAt);
            }
        }
    }
}
