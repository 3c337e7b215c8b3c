package io.sillok.job.index;

import io.sillok.job.index.PendingWrites.Settled;
import io.sillok.job.ledger.EventOutcomes;
import io.sillok.model.IndexOperation;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Writes to the index, and gives out what became of the events, for their files' accounts, and what the index will never
 * take, as dead letters.
 *
 * <p>It has no state: before a checkpoint's barrier passes, everything taken so far is acknowledged. While the index is
 * down, that holds up the checkpoint and, as what is pending is bounded, the flow up to Kafka.
 *
 * <p>A change of a document that is not there waits for it until the barrier at most: what the document is made of was read
 * before what the change is made of, so its creation has come by then. What is missing then was refused, or deleted since.
 */
final class IndexWriter extends AbstractStreamOperator<EventOutcomes>
        implements OneInputStreamOperator<IndexOperation, EventOutcomes>, BoundedOneInput {

    private static final int MOST_OPERATIONS = 1000;
    private static final long MOST_BYTES = 5L << 20;
    private static final int MOST_PENDING = 4 * MOST_OPERATIONS;
    private static final int MOST_UNDER_WAY = 2;
    private static final Duration LINGER = Duration.ofMillis(100);

    private final MailboxExecutor mailbox;
    private final DocumentSink sink;

    private transient PendingWrites pending;
    private transient WriterMetrics writes;
    private transient int underWay;
    private transient boolean lingering;
    private transient boolean alarmSet;
    private transient long alarmAt;

    IndexWriter(StreamOperatorParameters<EventOutcomes> parameters, MailboxExecutor mailbox, DocumentSink sink) {
        super(parameters);
        this.mailbox = mailbox;
        this.sink = sink;
    }

    @Override
    public void open() throws Exception {
        super.open();
        pending = new PendingWrites(RetryPolicy.STANDARD, new SplittableRandom());
        writes = new WriterMetrics(getMetricGroup(), () -> pending.size());
    }

    @Override
    public void processElement(StreamRecord<IndexOperation> element) throws Exception {
        pending.add(element.getValue());
        if (pending.size() >= MOST_OPERATIONS) {
            send();
        } else if (!lingering) {
            linger();
        }
        while (pending.size() - pending.early() >= MOST_PENDING) {
            await();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing is to be done when the timer has run
    private void linger() {
        lingering = true;
        long at = getProcessingTimeService().getCurrentProcessingTime() + LINGER.toMillis();
        getProcessingTimeService().registerTimer(at, time -> {
            lingering = false;
            send();
        });
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void endInput() throws Exception {
        flush();
    }

    /** At the end of time nothing more is told, so all is to be settled before. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            flush();
        }
        super.processWatermark(mark);
    }

    private void flush() throws InterruptedException {
        while (pending.size() > pending.early()) {
            await();
        }
        pending.expectNoMore();
        while (!pending.isEmpty()) {
            await();
        }
        pending.expectMore();
    }

    /** Lets one thing happen: an answer, or the end of a wait. */
    private void await() throws InterruptedException {
        sendOrWait();
        mailbox.yield();
    }

    private void setAlarm() {
        long now = System.nanoTime();
        long wait = pending.untilNext(now).toNanos();
        if (!alarmSet || now + wait - alarmAt < 0) {
            alarmSet = true;
            alarmAt = now + wait;
            CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS)
                    .execute(() -> mail(this::alarm, "retry writes to the index"));
        }
    }

    private void mail(ThrowingRunnable<RuntimeException> what, String name) {
        try {
            mailbox.execute(what, name);
        } catch (RejectedExecutionException ended) {
            // The task has ended; what is pending comes again from the last checkpoint.
            LOG.debug("{}: too late", name);
        }
    }

    private void alarm() {
        alarmSet = false;
        sendOrWait();
    }

    private void sendOrWait() {
        send();
        if (underWay == 0 && !pending.isEmpty()) {
            setAlarm();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its outcome comes back as a mail
    private void send() {
        while (underWay < MOST_UNDER_WAY) {
            List<IndexOperation> batch = pending.take(System.nanoTime(), MOST_OPERATIONS, MOST_BYTES);
            if (batch.isEmpty()) {
                return;
            }
            underWay++;
            sink.write(batch)
                    .whenComplete(
                            (outcomes, defect) -> mail(() -> settle(batch, outcomes, defect), "outcomes of the index"));
        }
    }

    private void settle(List<IndexOperation> batch, List<Outcome> outcomes, Throwable defect) {
        underWay--;
        if (defect != null) {
            throw new IllegalStateException("the index's sink failed by a defect", defect);
        }
        outcomes.stream().filter(Outcome.Retry.class::isInstance).forEach(writes::outcome);
        Map<String, EventOutcomes> byFile = new LinkedHashMap<>();
        for (Settled settled : pending.settle(batch, outcomes, System.nanoTime())) {
            writes.outcome(settled.outcome());
            boolean refused = settled.outcome() instanceof Outcome.Refused;
            settled.operation()
                    .origin()
                    .map(origin -> origin.file().value())
                    .ifPresent(file -> byFile.merge(
                            file,
                            refused ? EventOutcomes.refused(file) : EventOutcomes.indexed(file),
                            EventOutcomes::plus));
            if (settled.outcome() instanceof Outcome.Refused refusal) {
                output.collect(
                        IndexWriterFactory.DEAD_LETTERS,
                        new StreamRecord<>(
                                RefusedDocument.letter(settled.operation(), refusal.reason(), Instant.now())));
            }
        }
        byFile.values().forEach(sums -> output.collect(new StreamRecord<>(sums)));
        sendOrWait();
    }

    @Override
    public void close() throws Exception {
        sink.close();
        super.close();
    }
}
