package io.sillok.job.alerts;

import io.sillok.job.ReadEvent;
import io.sillok.job.count.EventFacts;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Takes the logins out of the events. */
public final class FindLogins implements FlatMapFunction<ReadEvent, LoginAttempt> {

    private static final int LONGEST = 100;

    private final List<LoginSource> sources;
    private final int ipv6Prefix;

    public FindLogins(AlertSettings settings) {
        this.sources = List.copyOf(settings.logins());
        this.ipv6Prefix = settings.ipv6Prefix();
    }

    @Override
    public void flatMap(ReadEvent read, Collector<LoginAttempt> out) {
        LogEvent event = read.event().event();
        if (read.update()) {
            return;
        }
        for (LoginSource source : sources) {
            if (source.tells(event)) {
                out.collect(new LoginAttempt(
                        event.resource().getOrDefault(Fields.SERVICE_NAME, "")
                                + '\n'
                                + event.resource().getOrDefault(Fields.ENVIRONMENT, ""),
                        event.text(Fields.LOG_FORMAT).orElse(""),
                        source.failed(),
                        source.address(event)
                                .filter(address -> address.length() <= LONGEST)
                                .map(address -> ClientAddress.client(address, ipv6Prefix))
                                .orElse(""),
                        event.text(Fields.LOGIN_ACCOUNT).orElse(""),
                        EventFacts.time(read)));
                return;
            }
        }
    }
}
