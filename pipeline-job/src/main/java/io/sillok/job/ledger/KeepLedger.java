package io.sillok.job.ledger;

import io.sillok.job.KeyedRecord;
import io.sillok.model.LedgerEntry;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Brings together what was read of a file and what became of its events; both keyed by file id. Outcomes are added up in
 * state, and the index acknowledges all writes before a checkpoint's barrier: so each is counted once, whatever crashes.
 */
public final class KeepLedger extends KeyedCoProcessFunction<String, LedgerEntry, EventOutcomes, KeyedRecord> {

    private static final long TELL_MILLIS = 200;
    private static final long END_OF_TIME = Long.MAX_VALUE;

    private final long retentionMillis;

    private transient ValueState<FileAccount> accounts;

    /** @param retention after how long without news of a file its account is closed */
    public KeepLedger(Duration retention) {
        this.retentionMillis = retention.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        accounts = getRuntimeContext().getState(new ValueStateDescriptor<>("account", FileAccount.TYPE));
    }

    @Override
    public void processElement1(LedgerEntry entry, Context context, Collector<KeyedRecord> out) throws Exception {
        FileAccount account = touched(context);
        account.read = Optional.of(entry);
        accounts.update(account);
    }

    @Override
    public void processElement2(EventOutcomes outcomes, Context context, Collector<KeyedRecord> out) throws Exception {
        FileAccount account = touched(context);
        account.outcomes = account.outcomes.plus(outcomes);
        accounts.update(account);
    }

    private FileAccount touched(Context context) throws Exception {
        long now = context.timerService().currentProcessingTime();
        FileAccount account = accounts.value();
        if (account == null) {
            account = new FileAccount(context.getCurrentKey());
            account.forgottenAt = now + retentionMillis;
            context.timerService().registerProcessingTimeTimer(account.forgottenAt);
            context.timerService().registerEventTimeTimer(END_OF_TIME);
        }
        account.touchedAt = now;
        if (account.tellAt == 0) {
            account.tellAt = now + TELL_MILLIS;
            context.timerService().registerProcessingTimeTimer(account.tellAt);
        }
        return account;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KeyedRecord> out) throws Exception {
        FileAccount account = accounts.value();
        if (account == null) {
            return;
        }
        if (context.timeDomain() == TimeDomain.EVENT_TIME || (account.tellAt != 0 && account.tellAt <= timestamp)) {
            account.tellAt = 0;
            account.entry().ifPresent(entry -> out.collect(new KeyedRecord(entry.file(), entry.json())));
        }
        if (account.forgottenAt <= timestamp && context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            account.forgottenAt = account.touchedAt + retentionMillis;
            if (account.forgottenAt <= timestamp) {
                accounts.clear();
                return;
            }
            context.timerService().registerProcessingTimeTimer(account.forgottenAt);
        }
        accounts.update(account);
    }
}
