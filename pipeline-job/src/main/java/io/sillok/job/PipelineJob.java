package io.sillok.job;

import io.sillok.job.alerts.AlertSettings;
import io.sillok.job.alerts.AlertStreams;
import io.sillok.job.alerts.LoginAccounts;
import io.sillok.job.alerts.LoginAttempt;
import io.sillok.job.correlate.CorrelateTraces;
import io.sillok.job.correlate.DecodeSpans;
import io.sillok.job.correlate.PassUntraced;
import io.sillok.job.count.CountWindows;
import io.sillok.job.count.EventFacts;
import io.sillok.job.count.FileWatermarks;
import io.sillok.job.count.LearnRoutes;
import io.sillok.job.count.MetricsSink;
import io.sillok.job.count.NoTime;
import io.sillok.job.count.Observation;
import io.sillok.job.count.Observe;
import io.sillok.job.count.ObserveErrors;
import io.sillok.job.count.ObserveIssues;
import io.sillok.job.count.ObserveLogins;
import io.sillok.job.count.RouteFact;
import io.sillok.job.count.RoutesOfEvents;
import io.sillok.job.count.RoutesOfSpans;
import io.sillok.job.errors.CountErrorsOnce;
import io.sillok.job.errors.CountedError;
import io.sillok.job.errors.FirstReport;
import io.sillok.job.files.EventFile;
import io.sillok.job.files.MetricFile;
import io.sillok.job.index.IndexWriterFactory;
import io.sillok.job.index.WithdrawEarlier;
import io.sillok.job.issues.IssueSighting;
import io.sillok.job.issues.TrackIssues;
import io.sillok.job.kafka.KafkaEnds;
import io.sillok.job.kafka.LettersInTime;
import io.sillok.job.ledger.EventOutcomes;
import io.sillok.job.ledger.KeepLedger;
import io.sillok.job.parse.ParseFiles;
import io.sillok.job.requests.RequestStreams;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.EventMasker;
import io.sillok.model.IndexOperation;
import io.sillok.model.LedgerEntry;
import io.sillok.model.MetricSample;
import io.sillok.model.MetricSampleWire;
import io.sillok.model.config.ConfigException;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.parsers.spans.OtlpSpans;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.opensearch.OpenSearchSettings;
import io.sillok.sinks.opensearch.OpenSearchSink;
import io.sillok.sinks.opensearch.OpenSearchTemplates;
import io.sillok.sinks.prometheus.RemoteWriteSettings;
import io.sillok.sinks.prometheus.RemoteWriteSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableSupplier;

/** The Flink job: from slices of log files and spans to documents, metrics and dead letters. */
public final class PipelineJob {

    private static final TypeInformation<IndexOperation> OPERATIONS =
            WireTypeInformation.immutable(IndexOperation.class, IndexOperation.Format.class);
    private static final TypeInformation<MetricSample> SAMPLES =
            WireTypeInformation.immutable(MetricSample.class, MetricSampleWire.class);

    /** Name of ends that are files: a file has one writer. */
    private static final String FILE = "file";

    private final Endpoints ends;
    private final JobSettings settings;
    private final SpanDecoder spanDecoder;
    private final SerializableSupplier<EventMasker> maskers;

    public PipelineJob(
            Endpoints ends, JobSettings settings, SpanDecoder spanDecoder, SerializableSupplier<EventMasker> maskers) {
        this.ends = ends;
        this.settings = settings;
        this.spanDecoder = spanDecoder;
        this.maskers = maskers;
    }

    /** The job with the ends that a config names. */
    public static PipelineJob of(JobConfig config) {
        MaskSettings masking = config.masking();
        AlertSettings alerts = config.settings().alerts().keyed();
        return new PipelineJob(
                endpoints(config),
                config.settings(),
                OtlpSpans::decode,
                () -> new LoginAccounts(new EventFieldMasker(masking), alerts.logins(), alerts.loginKey()));
    }

    /**
     * Builds the graph of a config's job on an environment; the caller executes it.
     *
     * @throws IOException if OpenSearch cannot be reached or does not take the index templates, without which it must not
     *     see the first document
     */
    public static void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
        OpenSearchTemplates.put(config.opensearch());
        of(config).build(environment);
    }

    /** {@code --config FILE-or-URL} */
    public static void main(String[] args) throws Exception {
        if (args.length != 2 || !args[0].equals("--config")) {
            throw new ConfigException(List.of("usage: --config FILE-or-URL"));
        }
        JobConfig config = JobConfig.load(args[1]);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        build(environment, config);
        environment.execute("sillok");
    }

    /** The whole graph. The uids name the operators' state in savepoints: they never change. */
    public void build(StreamExecutionEnvironment environment) {
        settings.applyTo(environment);

        SingleOutputStreamOperator<ReadEvent> events = environment
                .fromSource(ends.slices(), WatermarkStrategy.noWatermarks(), "slices")
                .uid("slices")
                .keyBy(slice -> slice.source().fileId().value(), Types.STRING)
                .process(
                        new ParseFiles(maskers, settings.drops(), settings.fileRetention(), settings.rangeRetention()),
                        ReadEvent.TYPE)
                .name("parse and mask")
                .uid("parse");

        DataStream<TraceSupplement> spans = environment
                .fromSource(ends.spans(), WatermarkStrategy.noWatermarks(), "spans")
                .uid("spans")
                .flatMap(new DecodeSpans(spanDecoder, maskers))
                .returns(TraceSupplement.TYPE)
                .name("decode and mask spans")
                .uid("decode-spans");

        DataStream<ReadEvent> timed = events.assignTimestampsAndWatermarks(eventTime(settings.window()))
                .uid("event-time");
        DataStream<CountedError> errors = errors(timed);
        SingleOutputStreamOperator<IndexOperation> issues = issues(errors);

        SingleOutputStreamOperator<EventOutcomes> written = writes(events, spans)
                .union(issues)
                .keyBy(IndexOperation::id, Types.STRING)
                .transform("index", EventOutcomes.TYPE, new IndexWriterFactory(ends.index()))
                .uid("index");

        DataStream<KeyedRecord> ledger = events.getSideOutput(ParseFiles.LEDGER)
                .keyBy(LedgerEntry::file, Types.STRING)
                .connect(written.keyBy(EventOutcomes::file, Types.STRING))
                .process(new KeepLedger(settings.rangeRetention()), KeyedRecord.TYPE)
                .name("keep ledger")
                .uid("ledger");

        AlertStreams alerts = new AlertStreams(settings.alerts());
        DataStream<LoginAttempt> logins = alerts.logins(timed);
        DataStream<IssueSighting> sightings = issues.getSideOutput(TrackIssues.SIGHTINGS);
        SingleOutputStreamOperator<MetricSample> samples =
                samples(observations(timed, errors, sightings, logins), routes(events, spans));
        alerts.watch(samples.getSideOutput(CountWindows.CLOSED), sightings, logins);

        end(events.filter(PipelineJob::isShown).name("shown").uid("shown"), ends.events(), "events");
        end(samples, ends.metrics(), "metrics");
        end(ledger, ends.ledger(), "ledger");
        Duration checkpointTimeout =
                Duration.ofMillis(environment.getCheckpointConfig().getCheckpointTimeout());
        end(
                events.getSideOutput(ParseFiles.DEAD_LETTERS)
                        .union(written.getSideOutput(IndexWriterFactory.DEAD_LETTERS))
                        .transform(
                                "letters in time",
                                KeyedRecord.TYPE,
                                new LettersInTime(settings.transactionTimeout(), checkpointTimeout))
                        .uid("dead-letters-in-time"),
                ends.deadLetters(),
                "dead-letters");
    }

    /** Each error once, whichever logs tell it. */
    private static DataStream<CountedError> errors(DataStream<ReadEvent> timed) {
        return timed.filter(CountErrorsOnce::tells)
                .name("errors")
                .uid("errors")
                .keyBy(FirstReport::key, Types.STRING)
                .process(new FirstReport(), ReadEvent.TYPE)
                .name("first reports of errors")
                .uid("errors-first")
                .keyBy(CountErrorsOnce::key, Types.STRING)
                .process(new CountErrorsOnce(), CountedError.TYPE)
                .name("count errors once")
                .uid("errors-once");
    }

    private SingleOutputStreamOperator<IndexOperation> issues(DataStream<CountedError> errors) {
        return errors.filter(TrackIssues::tells)
                .name("errors of issues")
                .uid("issue-errors")
                .keyBy(TrackIssues::key, Types.STRING)
                .process(new TrackIssues(settings.issues()), OPERATIONS)
                .name("issues")
                .uid("issues");
    }

    /** What is shown of events, spans and requests. */
    private DataStream<IndexOperation> writes(DataStream<ReadEvent> events, DataStream<TraceSupplement> spans) {
        SingleOutputStreamOperator<ReadEvent> traced = events.flatMap(new WithdrawEarlier())
                .returns(ReadEvent.TYPE)
                .name("withdraw earlier forms")
                .uid("withdraw")
                .process(new PassUntraced(), ReadEvent.TYPE)
                .name("pass events without a trace")
                .uid("untraced");
        DataStream<IndexOperation> untraced = traced.getSideOutput(PassUntraced.WRITES);
        if (!settings.requests()) {
            return correlated(traced, spans).union(untraced);
        }
        RequestStreams requests = RequestStreams.of(events, spans, settings.joinPatience());
        return correlated(traced, spans.union(requests.linked())).union(untraced, requests.writes());
    }

    private DataStream<IndexOperation> correlated(DataStream<ReadEvent> events, DataStream<TraceSupplement> spans) {
        return events.keyBy(CorrelateTraces::key, Types.LONG)
                .connect(spans.keyBy(CorrelateTraces::key, Types.LONG))
                .process(new CorrelateTraces(settings.joinPatience()), OPERATIONS)
                .name("correlate")
                .uid("correlate");
    }

    private DataStream<Observation> observations(
            DataStream<ReadEvent> timed,
            DataStream<CountedError> errors,
            DataStream<IssueSighting> sightings,
            DataStream<LoginAttempt> logins) {
        return timed.transform("observe", Observation.TYPE, new Observe(settings.window()))
                .uid("observe")
                .union(errors.flatMap(new ObserveErrors(settings.window()))
                        .returns(Observation.TYPE)
                        .name("observe errors")
                        .uid("observe-errors"))
                .union(sightings
                        .map(new ObserveIssues(settings.window()))
                        .returns(Observation.TYPE)
                        .name("observe issues")
                        .uid("observe-issues"))
                .union(logins.map(new ObserveLogins(settings.window()))
                        .returns(Observation.TYPE)
                        .name("observe logins")
                        .uid("observe-logins"));
    }

    private SingleOutputStreamOperator<MetricSample> samples(
            DataStream<Observation> observations, DataStream<RouteFact> routes) {
        return observations
                .keyBy(Observation::scope, Types.STRING)
                .connect(routes.broadcast(CountWindows.ROUTES))
                .process(new CountWindows(settings.window()), SAMPLES)
                .name("count")
                .uid("count");
    }

    /** What lines and spans tell of routes; it has no say in what time it is. */
    private static DataStream<RouteFact> routes(DataStream<ReadEvent> events, DataStream<TraceSupplement> spans) {
        return spans.flatMap(new RoutesOfSpans())
                .returns(RouteFact.TYPE)
                .name("routes of spans")
                .uid("route-spans")
                .union(events.flatMap(new RoutesOfEvents())
                        .returns(RouteFact.TYPE)
                        .name("routes of events")
                        .uid("route-events"))
                .keyBy(RouteFact::service, Types.STRING)
                .process(new LearnRoutes(), RouteFact.TYPE)
                .name("routes")
                .uid("routes")
                .assignTimestampsAndWatermarks(WatermarkStrategy.forGenerator(context -> new NoTime<RouteFact>()))
                .name("routes at any time")
                .uid("routes-time");
    }

    private static WatermarkStrategy<ReadEvent> eventTime(Duration window) {
        return WatermarkStrategy.<ReadEvent>forGenerator(
                        context -> new FileWatermarks(window, System::currentTimeMillis))
                .withTimestampAssigner((event, none) -> EventFacts.time(event));
    }

    private static boolean isShown(ReadEvent event) {
        return !event.dropped();
    }

    private static <T> void end(DataStream<T> stream, Map<String, Sink<T>> sinks, String name) {
        sinks.forEach((kind, sink) -> {
            String uid = name + "-" + kind;
            var end = stream.sinkTo(sink).name(uid).uid(uid);
            if (kind.equals(FILE)) {
                end.setParallelism(1);
            }
        });
    }

    private static Endpoints endpoints(JobConfig config) {
        KafkaEnds kafka = new KafkaEnds(config.kafka(), config.group());
        Map<String, Sink<MetricSample>> metrics = new LinkedHashMap<>();
        config.prometheus().ifPresent(settings -> metrics.put("prometheus", new MetricsSink(remoteWrite(settings))));
        config.files().metrics().ifPresent(file -> metrics.put(FILE, new MetricsSink(metricFile(file))));
        Map<String, Sink<ReadEvent>> events = new LinkedHashMap<>();
        config.files().events().ifPresent(file -> events.put(FILE, new EventFile(file)));
        return new Endpoints(
                kafka.slices(config.topics().logs(), config.shippers()),
                kafka.spans(config.topics().spans()),
                index(config.opensearch()),
                Map.of("kafka", kafka.once(config.topics().dead())),
                Map.of("kafka", kafka.cumulative(config.topics().ledger())),
                metrics,
                events);
    }

    private static SerializableSupplier<DocumentSink> index(OpenSearchSettings settings) {
        return () -> new OpenSearchSink(settings);
    }

    private static SerializableSupplier<MetricSink> remoteWrite(RemoteWriteSettings settings) {
        return () -> new RemoteWriteSink(settings);
    }

    private static SerializableSupplier<MetricSink> metricFile(Path file) {
        String path = file.toString();
        return () -> new MetricFile(Path.of(path));
    }
}
