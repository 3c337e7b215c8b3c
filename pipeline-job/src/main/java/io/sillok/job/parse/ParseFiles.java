package io.sillok.job.parse;

import static io.sillok.job.parse.FileTimers.due;

import io.sillok.job.KeyedRecord;
import io.sillok.job.ReadEvent;
import io.sillok.job.ReadEvent.Standing;
import io.sillok.job.drop.DropRules;
import io.sillok.job.parse.EventOutlet.Occasion;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.EventMasker;
import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import io.sillok.model.LedgerEntry;
import io.sillok.model.LedgerEntryWire;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
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
 * it goes on without, and the ledger tells the bytes as open, and later as missing.
 *
 * <p>A file that nothing came of for a while rests: its parser is at the end, and only what was accepted and counted is
 * kept, for longer. What comes then is still known for new or old.
 */
public final class ParseFiles extends KeyedProcessFunction<String, FileSlice, ReadEvent> {

    public static final OutputTag<LedgerEntry> LEDGER =
            new OutputTag<>("ledger", WireTypeInformation.immutable(LedgerEntry.class, LedgerEntryWire.class));
    public static final OutputTag<KeyedRecord> DEAD_LETTERS = new OutputTag<>("dead-letters", KeyedRecord.TYPE);

    private static final Logger LOG = LoggerFactory.getLogger(ParseFiles.class);

    private final SerializableSupplier<EventMasker> maskers;
    private final DropRules drops;
    private final long parserMillis;
    private final long rangeMillis;

    private transient EventMasker masker;
    private transient long openedAt;
    private transient LiveParsers parsers;
    private transient ValueState<FileProgress> progress;
    private transient WaitingSlices waiting;
    private transient ParseMetrics metrics;
    private transient BudgetOverruns overruns;

    /**
     * @param drops which events count and are not shown
     * @param parserRetention after how long without a slice a file is taken to be at its end
     * @param rangeRetention after how long without a slice a file is forgotten: at least as long as slices stay in Kafka,
     *     and as a file may be quiet
     */
    public ParseFiles(
            SerializableSupplier<EventMasker> maskers,
            DropRules drops,
            Duration parserRetention,
            Duration rangeRetention) {
        this.maskers = maskers;
        this.drops = drops;
        this.parserMillis = parserRetention.toMillis();
        this.rangeMillis = Math.max(parserMillis, rangeRetention.toMillis());
    }

    @Override
    public void open(OpenContext context) {
        masker = maskers.get();
        openedAt = 0;
        parsers = new LiveParsers();
        progress = getRuntimeContext().getState(new ValueStateDescriptor<>("progress", FileProgress.TYPE));
        waiting = new WaitingSlices(getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "waiting", Types.LONG, WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class))));
        metrics = new ParseMetrics(getRuntimeContext().getMetricGroup());
        overruns = new BudgetOverruns(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(FileSlice slice, Context context, Collector<ReadEvent> out) throws Exception {
        FileProgress known = progress.value();
        Step step = new Step(context, out, known == null ? new FileProgress(slice.source()) : known);
        step.touch(slice);
        if (slice.single()) {
            step.acceptSingle(slice);
        } else if (slice.offset() > step.file.accepted.end() && waiting.mayTake(slice, step.file)) {
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
        } else if (due(file.touchedAt + rangeMillis, timestamp)) {
            step.finish();
            step.forget();
            return;
        } else {
            step.work(timestamp);
        }
        step.save();
    }

    /** One call of Flink's, for one file. */
    private final class Step {

        private final Context context;
        private final FileProgress file;
        private final FileTimers timers;
        private final EventOutlet outlet;
        private boolean changed;

        Step(Context context, Collector<ReadEvent> out, FileProgress file) {
            this.context = context;
            this.file = file;
            this.timers = new FileTimers(context.timerService(), file);
            this.outlet = new EventOutlet(masker, drops, metrics, new EventOutlet.Outputs() {
                @Override
                public void event(ReadEvent event) {
                    if (event.standing() != Standing.UPDATE) {
                        overruns.count(file.source.parser(), event.event().event());
                    }
                    out.collect(event);
                }

                @Override
                public void deadLetter(KeyedRecord letter) {
                    context.output(DEAD_LETTERS, letter);
                }
            });
            if (openedAt == 0) {
                openedAt = timers.now();
            }
        }

        void touch(FileSlice slice) {
            timers.touch(parserMillis);
            metrics.slice(slice, timers.now());
            file.acknowledged = Math.max(file.acknowledged, slice.acknowledged().orElse(-1));
        }

        /** Does what is due. */
        void work(long timestamp) throws Exception {
            if (due(file.patienceEndsAt, timestamp)) {
                if (timestamp < openedAt + FileTimers.PATIENCE_MILLIS) {
                    // The job was down for a while; what the slices wait for may come now.
                    timers.bePatient();
                } else {
                    acceptWaiting(offset -> true);
                }
            }
            if (due(file.quietAt, timestamp)) {
                quiet();
            }
            if (due(file.touchedAt + parserMillis, timestamp)) {
                finish();
            }
            if (due(file.holesDueAt, timestamp)) {
                file.decideHoles();
                changed = true;
                if (file.hasNewHoles()) {
                    timers.watchHoles();
                }
            }
            if (due(file.ledgerAt, timestamp)) {
                ledger();
            }
            timers.remember(timestamp, parserMillis, rangeMillis);
        }

        void await(FileSlice slice) throws Exception {
            waiting.add(slice, file).ifPresent(covered -> {
                file.resent += covered.fileBytes();
                metrics.resent(covered.fileBytes());
                changed = true;
            });
            if (file.patienceEndsAt == 0) {
                timers.bePatient();
            }
        }

        void acceptWaiting(LongPredicate right) throws Exception {
            waiting.release(right, file, this::accept);
            if (file.waiting == 0) {
                file.patienceEndsAt = 0;
            }
        }

        void accept(FileSlice slice) {
            changed = true;
            Admission admission = Admission.of(slice, file.accepted);
            file.count(admission);
            metrics.accepted(admission.accepted());
            metrics.resent(admission.resent());
            if (file.waiting > 0) {
                // Older slices are on their way.
                timers.bePatient();
            }
            if (admission.records().isEmpty()) {
                return;
            }
            changeSource(slice);
            long begin = admission.records().get(0).offset();
            file.trail.add(begin, slice);
            for (RecordBytes record : admission.records()) {
                long to = record.end();
                for (ParsedEvent parsed : parse(record)) {
                    boolean held = parsed.event().position().offset() < begin;
                    outlet.give(parsed, file, held ? Occasion.CERTAIN : Occasion.AT_ONCE, to);
                }
            }
            forgetWhatIsOut();
            timers.watchHoles();
        }

        private void forgetWhatIsOut() {
            if (!parsers.of(file).holdsBack()) {
                file.trail.forgetAllButLast();
                file.provisional.clear();
            }
        }

        /** Kafka has each record of another shipper once, and in order. */
        void acceptSingle(FileSlice slice) {
            changed = true;
            file.count(slice);
            metrics.accepted(slice.bytes().length);
            changeSource(slice);
            file.trail.add(slice.offset(), slice);
            for (ParsedEvent parsed :
                    parse(RecordBytes.whole(slice.bytes(), 0, slice.bytes().length, slice.offset()))) {
                boolean held = parsed.event().position().offset() < slice.offset();
                outlet.give(parsed, file, held ? Occasion.CERTAIN : Occasion.AT_ONCE, slice.end());
            }
            forgetWhatIsOut();
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
                metrics.parserFailed();
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

        private void quiet() {
            changed = true;
            give(parsers.of(file).quiet(), Occasion.EARLY);
        }

        private void give(List<ParsedEvent> events, Occasion occasion) {
            for (ParsedEvent parsed : events) {
                outlet.give(parsed, file, occasion, file.knownTo());
            }
        }

        void finish() {
            if (parsers.isLive(file) || file.hasParser()) {
                changed = true;
                give(parsers.of(file).finish(), Occasion.CERTAIN);
                parsers.forget(file.source.fileId());
                file.forgetParser();
                file.provisional.clear();
                file.quietAt = 0;
            }
        }

        void ledger() {
            file.ledgerAt = 0;
            context.output(LEDGER, file.ledger());
        }

        void forget() {
            parsers.forget(file.source.fileId());
            progress.clear();
            waiting.clear();
        }

        void save() throws Exception {
            if (changed) {
                timers.ledgerSoon();
                if (parsers.isLive(file)) {
                    saveParser(parsers.of(file));
                }
            }
            progress.update(file);
        }

        private void saveParser(FileParser parser) {
            file.parser = parser.snapshot();
            timers.quietSoon(parser.holding());
        }
    }
}
