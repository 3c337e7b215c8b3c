package io.sillok.job.alerts;

import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the step that tells webhooks of alerts; one of it at a time, so that an alert and its recovery keep their order. */
public final class DeliverAlertsFactory extends AbstractStreamOperatorFactory<Alert>
        implements OneInputStreamOperatorFactory<Alert, Alert> {

    private final List<Webhook> webhooks;

    public DeliverAlertsFactory(AlertSettings settings) {
        this.webhooks = List.copyOf(settings.webhooks());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<Alert>> T createStreamOperator(StreamOperatorParameters<Alert> parameters) {
        return (T) new DeliverAlerts(parameters, parameters.getMailboxExecutor(), webhooks);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classes) {
        return DeliverAlerts.class;
    }
}
