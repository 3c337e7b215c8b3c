package io.sillok.job.alerts;

import io.sillok.job.ReadEvent;
import io.sillok.job.count.ClosedWindow;
import io.sillok.job.issues.IssueSighting;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The part of the job's graph that tells people what the rules ask for. Its uids never change. */
public final class AlertStreams {

    private final AlertSettings settings;

    public AlertStreams(AlertSettings settings) {
        this.settings = settings;
    }

    public DataStream<LoginAttempt> logins(DataStream<ReadEvent> events) {
        return events.flatMap(new FindLogins(settings))
                .returns(LoginAttempt.TYPE)
                .name("logins")
                .uid("logins");
    }

    public void watch(
            DataStream<ClosedWindow> windows, DataStream<IssueSighting> issues, DataStream<LoginAttempt> logins) {
        windows.keyBy(ClosedWindow::scope, Types.STRING)
                .process(new WatchWindows(settings), Alert.TYPE)
                .name("watch windows")
                .uid("watch-windows")
                .union(issues.keyBy(WatchIssues::key, Types.STRING)
                        .process(new WatchIssues(settings), Alert.TYPE)
                        .name("watch issues")
                        .uid("watch-issues"))
                .union(logins.flatMap(new LoginKey.Both())
                        .returns(LoginKey.TYPE)
                        .name("login keys")
                        .uid("login-keys")
                        .keyBy(LoginKey::key, Types.STRING)
                        .process(new WatchLogins(settings), Alert.TYPE)
                        .name("watch logins")
                        .uid("watch-logins"))
                .transform("alerts", Alert.TYPE, new DeliverAlertsFactory(settings))
                .uid("alerts")
                // an alert and its recovery keep their order
                .setParallelism(1)
                .setMaxParallelism(1);
    }
}
