package io.sillok.job.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts failed logins by address and by account, and tells what the rules ask for. Keyed by {@link LoginKey#key}. What
 * stands is over when nothing failed for as long as its rule looks back.
 */
public final class WatchLogins extends KeyedProcessFunction<String, LoginKey, Alert> {

    private static final long TICK_MILLIS = 10_000;

    /** Of IPv6, see {@link ClientAddress}. */
    private static final Pattern NETWORK = Pattern.compile("(?<beginning>[0-9a-f:]*?):{0,2}/[0-9]{1,3}");

    private final List<AlertRule> rules;
    private final SearchLinks links;
    private final long longestMillis;

    private transient ValueState<LoginHistory> histories;
    private transient long openedAt;

    public WatchLogins(AlertSettings settings) {
        this.rules =
                settings.rules().stream().filter(rule -> rule.kind().ofLogins()).toList();
        this.links = settings.links();
        this.longestMillis =
                rules.stream().mapToLong(rule -> rule.over().toMillis()).max().orElse(0);
    }

    @Override
    public void open(OpenContext context) {
        histories = getRuntimeContext().getState(new ValueStateDescriptor<>("history", LoginHistory.TYPE));
        openedAt = Long.MIN_VALUE;
    }

    @Override
    public void processElement(LoginKey login, Context context, Collector<Alert> out) throws Exception {
        if (rules.isEmpty()) {
            return;
        }
        opened(context);
        LoginAttempt attempt = login.attempt();
        LoginHistory known = histories.value();
        if (known == null && !attempt.failed()) {
            return;
        }
        LoginHistory history = known == null ? new LoginHistory() : known;
        history.newest = Math.max(history.newest, attempt.time());
        history.touchedAt = context.timerService().currentProcessingTime();
        if (attempt.failed()) {
            history.fail(attempt.format(), attempt.account(), attempt.time());
        }
        history.forgetBefore(history.newest - longestMillis);
        for (AlertRule rule : rules) {
            if (rule.isAbout(attempt.scope().substring(0, attempt.scope().indexOf('\n')))) {
                double value = value(rule, login, history);
                if (value > rule.above() && !history.standing.containsKey(rule.name())) {
                    history.stand(rule.name(), attempt.time());
                    out.collect(alert(rule, login.key(), true, value, attempt.time(), attempt.time()));
                }
            }
        }
        if (history.lookAt == 0) {
            look(history, context);
        }
        histories.update(history);
    }

    /** Zero where the rule has nothing to do with the login. */
    private static double value(AlertRule rule, LoginKey login, LoginHistory history) {
        boolean failed = login.attempt().failed();
        long from = history.newest - rule.over().toMillis();
        return switch (rule.kind()) {
            case FAILED_LOGINS_BY_ADDRESS -> failed && !login.byAccount() ? history.failures(from) : 0;
            case FAILED_LOGINS_BY_ACCOUNT -> failed && login.byAccount() ? history.failures(from) : 0;
            case PASSWORD_SPRAYING -> failed && !login.byAccount() ? history.accounts(from) : 0;
            case LOGIN_AFTER_FAILURES -> {
                // It may come late, after failures that it did not follow.
                long at = login.attempt().time();
                yield failed ? 0 : history.failures(at - rule.over().toMillis(), at);
            }
            default -> 0;
        };
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out) throws Exception {
        LoginHistory history = histories.value();
        if (history == null) {
            return;
        }
        opened(context);
        long now = history.newest + Math.max(0, timestamp - Math.max(history.touchedAt, openedAt));
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, Long> standing : history.standing.entrySet()) {
            AlertRule rule = rules.stream()
                    .filter(each -> each.name().equals(standing.getKey()))
                    .findFirst()
                    .orElse(null);
            if (rule == null) {
                over.add(standing.getKey());
            } else if (history.failures(now - rule.over().toMillis()) == 0) {
                over.add(standing.getKey());
                out.collect(alert(rule, context.getCurrentKey(), false, 0, standing.getValue(), now));
            }
        }
        over.forEach(history.standing::remove);
        history.forgetBefore(now - longestMillis);
        if (history.empty()) {
            histories.clear();
        } else {
            look(history, context);
            histories.update(history);
        }
    }

    private void opened(Context context) {
        if (openedAt == Long.MIN_VALUE) {
            openedAt = context.timerService().currentProcessingTime();
        }
    }

    private static void look(LoginHistory history, Context context) {
        history.lookAt = context.timerService().currentProcessingTime() + TICK_MILLIS;
        context.timerService().registerProcessingTimeTimer(history.lookAt);
    }

    private Alert alert(AlertRule rule, String key, boolean firing, double value, long since, long at) {
        String[] parts = key.split("\n", -1);
        boolean byAccount = Boolean.parseBoolean(parts[2]);
        String what =
                (byAccount ? "account " : NETWORK.matcher(parts[3]).matches() ? "network " : "address ") + parts[3];
        String text =
                switch (rule.kind()) {
                    case PASSWORD_SPRAYING -> (int) value + " accounts were tried from " + what;
                    case LOGIN_AFTER_FAILURES -> "a login succeeded after " + (int) value + " failed ones, " + what;
                    default -> (int) value + " logins failed, " + what;
                };
        String summary = rule.name() + ": " + parts[0] + (parts[1].isEmpty() ? "" : " (" + parts[1] + ")") + ": "
                + (firing ? text + ", in " + Finding.in(rule.over()) : "no more failed logins, " + what);
        String query = SearchLinks.is("service", parts[0])
                + (byAccount ? SearchLinks.is("login.account.hash", parts[3]) : client(parts[3]));
        return new Alert(
                rule.name(),
                rule.kind().key(),
                rule.severity(),
                firing,
                parts[0],
                parts[1],
                parts[3],
                value,
                rule.above(),
                since,
                at,
                summary,
                Map.of(byAccount ? "account_hash" : "address", parts[3]),
                links.logs(query, since - rule.over().toMillis(), at));
    }

    /** The index knows networks of the web server's addresses; of those in a context it knows the text. */
    private static String client(String address) {
        Matcher network = NETWORK.matcher(address);
        String inContext = network.matches()
                ? "laravel.context.ip:" + network.group("beginning") + ":*"
                : SearchLinks.is("laravel.context.ip", address).strip();
        return "(" + SearchLinks.is("client", address) + "OR " + inContext + ")";
    }
}
