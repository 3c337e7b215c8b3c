package io.sillok.job.alerts;

import io.sillok.sinks.Outcome;
import io.sillok.sinks.webhook.WebhookSink;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks of alerts, each at least once: what was not delivered is part of the checkpoint. It never waits for a
 * webhook, so one that is down holds nothing up. Gives out what was delivered.
 */
final class DeliverAlerts extends AbstractStreamOperator<Alert>
        implements OneInputStreamOperator<Alert, Alert>, BoundedOneInput {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverAlerts.class);

    private final MailboxExecutor mailbox;
    private final List<Webhook> webhooks;

    private transient PendingAlerts pending;
    private transient Map<String, WebhookSink> sinks;
    private transient ListState<Delivery> state;
    private transient Map<PendingAlerts.Loss, Counter> losses;
    private transient Counter delivered;
    private transient Counter retried;
    private transient int underWay;
    private transient long wakesAt;

    DeliverAlerts(StreamOperatorParameters<Alert> parameters, MailboxExecutor mailbox, List<Webhook> webhooks) {
        super(parameters);
        this.mailbox = mailbox;
        this.webhooks = webhooks;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        pending = new PendingAlerts(webhooks, new SplittableRandom(), this::lost);
        losses = new EnumMap<>(PendingAlerts.Loss.class);
        for (PendingAlerts.Loss loss : PendingAlerts.Loss.values()) {
            losses.put(loss, getMetricGroup().counter("alerts." + loss.name().toLowerCase(Locale.ROOT)));
        }
        delivered = getMetricGroup().counter("alerts.delivered");
        retried = getMetricGroup().counter("alerts.retried");
        getMetricGroup().<Integer, Gauge<Integer>>gauge("alerts.pending", pending::size);
        state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("pending", Delivery.TYPE));
        for (Delivery delivery : state.get()) {
            pending.add(delivery);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        sinks = new HashMap<>();
        webhooks.forEach(webhook -> sinks.put(webhook.name(), new WebhookSink(webhook.address())));
        send();
    }

    @Override
    public void processElement(StreamRecord<Alert> element) {
        Alert alert = element.getValue();
        LOG.info(
                "alert {} {}: rule {}, {}",
                alert.firing() ? "firing" : "resolved",
                alert.key(),
                alert.rule(),
                alert.kind());
        pending.add(alert, now());
        send();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(pending.all());
    }

    @Override
    public void endInput() throws Exception {
        // what fails now goes with the state, and is tried again by the next job
        while (underWay > 0) {
            mailbox.yield();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its outcome comes back as a mail
    private void send() {
        for (Delivery delivery : pending.take(now())) {
            Webhook webhook = pending.webhook(delivery);
            underWay++;
            sinks.get(webhook.name())
                    .post(webhook.form().payload(delivery.alert(), webhook.routingKey()))
                    .whenComplete((outcome, defect) ->
                            mailbox.execute(() -> settle(delivery, outcome, defect), "outcome of an alert"));
        }
        wakeLater();
    }

    private void settle(Delivery delivery, Outcome outcome, Throwable defect) {
        underWay--;
        if (defect != null) {
            throw new IllegalStateException("a webhook's sink failed by a defect", defect);
        }
        if (pending.settle(delivery, outcome, now())) {
            delivered.inc();
            output.collect(new StreamRecord<>(delivery.alert()));
        } else if (outcome instanceof Outcome.Retry retry) {
            retried.inc();
            LOG.warn("webhook {} did not take an alert, it is tried again: {}", delivery.webhook(), retry.reason());
        }
        send();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing is to be done when the timer has run
    private void wakeLater() {
        OptionalLong next = pending.next();
        if (next.isPresent() && (wakesAt == 0 || next.getAsLong() < wakesAt)) {
            wakesAt = Math.max(next.getAsLong(), now() + 1);
            getProcessingTimeService().registerTimer(wakesAt, time -> {
                wakesAt = 0;
                send();
            });
        }
    }

    private void lost(PendingAlerts.Loss loss, Delivery delivery, String reason) {
        losses.get(loss).inc();
        LOG.error(
                "alert {} of rule {} was not told to webhook {}: {}",
                delivery.alert().key(),
                delivery.alert().rule(),
                delivery.webhook(),
                reason);
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void close() throws Exception {
        if (sinks != null) {
            sinks.values().forEach(WebhookSink::close);
        }
        super.close();
    }
}
