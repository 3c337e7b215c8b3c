package io.sillok.tailer.spans;

import io.sillok.tailer.http.HttpLimits;
import io.sillok.tailer.http.HttpListener;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Takes spans from the tracers of this machine, on threads of its own, until it is closed. Thread-safe. */
public final class SpanReceiver implements AutoCloseable {

    private final HttpListener listener;
    private final TraceIntake intake;
    private final SpanTopic topic;

    private SpanReceiver(HttpListener listener, TraceIntake intake, SpanTopic topic) {
        this.listener = listener;
        this.intake = intake;
        this.topic = topic;
    }

    /**
     * Starts one, unless its address is taken, which is told.
     *
     * @param producer settings of Kafka's producer
     */
    public static Optional<SpanReceiver> open(SpanSettings settings, Map<String, Object> producer, SpanEvents events) {
        return open(settings, new KafkaSpanTopic(settings.topic(), producer, events), events);
    }

    static Optional<SpanReceiver> open(SpanSettings settings, SpanTopic topic, SpanEvents events) {
        TraceIntake intake = new TraceIntake(topic, settings, events);
        try {
            HttpListener listener = HttpListener.open(
                    "sillok-spans", settings.listen().host(), settings.listen().port(), HttpLimits.INTAKE, intake);
            events.spansListening(listener.address(), settings.topic());
            return Optional.of(new SpanReceiver(listener, intake, topic));
        } catch (IOException e) {
            topic.close();
            events.spansUnavailable(settings.listen().toString(), e.toString());
            return Optional.empty();
        }
    }

    /** {@code host:port}. */
    public String address() {
        return listener.address();
    }

    /** Ends within two seconds; requests that are not answered by then are answered 503, or not at all, and come again. */
    @Override
    public void close() {
        intake.endSoon();
        listener.close();
        topic.close();
    }
}
