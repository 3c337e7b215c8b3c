package io.sillok.job.alerts;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The failed logins of one address or one account, by the log that told of them: of two logs that tell the same logins, the
 * one that tells more counts. Bounded. Not thread-safe.
 */
final class LoginHistory {

    static final TypeInformation<LoginHistory> TYPE = WireTypeInformation.mutable(LoginHistory.class, Format.class);

    /** No rule asks for more. */
    static final int MOST = 1000;

    private static final int MOST_FORMATS = 4;
    private static final int MOST_RULES = 100;

    /** By format: times, and how many failures at each. */
    private final Map<String, TreeMap<Long, Integer>> failures = new LinkedHashMap<>();

    /** Accounts with the time of their last failure. */
    private final Map<String, Long> accounts = new LinkedHashMap<>();

    /** By rule: the alert that stands, since when. */
    final Map<String, Long> standing = new LinkedHashMap<>();

    /** Of the newest attempt. */
    long newest = Long.MIN_VALUE;

    /** Processing time at which to look whether it is over, 0 if no timer is set. */
    long lookAt;

    /** Of processing time. */
    long touchedAt;

    void fail(String format, String account, long time) {
        if (!failures.containsKey(format) && failures.size() == MOST_FORMATS) {
            return;
        }
        TreeMap<Long, Integer> times = failures.computeIfAbsent(format, key -> new TreeMap<>());
        times.merge(time, 1, Integer::sum);
        if (times.size() > MOST) {
            times.pollFirstEntry();
        }
        if (!account.isEmpty() && (accounts.containsKey(account) || accounts.size() < MOST)) {
            accounts.merge(account, time, Math::max);
        }
    }

    int failures(long from) {
        return failures(from, Long.MAX_VALUE);
    }

    /** @param to with it */
    int failures(long from, long to) {
        return failures.values().stream()
                .mapToInt(times -> times.subMap(from, true, Math.max(from, to), true).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .max()
                .orElse(0);
    }

    int accounts(long from) {
        return (int) accounts.values().stream().filter(time -> time >= from).count();
    }

    void forgetBefore(long time) {
        failures.values().forEach(times -> times.headMap(time).clear());
        failures.values().removeIf(TreeMap::isEmpty);
        accounts.values().removeIf(last -> last < time);
    }

    boolean empty() {
        return failures.isEmpty() && standing.isEmpty();
    }

    void stand(String rule, long since) {
        if (standing.size() < MOST_RULES) {
            standing.put(rule, since);
        }
    }

    /** The wire form. */
    public static final class Format implements Wire<LoginHistory> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(LoginHistory history, DataOutput out) throws IOException {
            out.writeLong(history.newest);
            out.writeLong(history.lookAt);
            out.writeLong(history.touchedAt);
            out.writeInt(history.failures.size());
            for (Map.Entry<String, TreeMap<Long, Integer>> format : history.failures.entrySet()) {
                out.writeUTF(format.getKey());
                out.writeInt(format.getValue().size());
                for (Map.Entry<Long, Integer> time : format.getValue().entrySet()) {
                    out.writeLong(time.getKey());
                    out.writeInt(time.getValue());
                }
            }
            writeTimes(history.accounts, out);
            writeTimes(history.standing, out);
        }

        @Override
        public LoginHistory read(DataInput in) throws IOException {
            LoginHistory history = new LoginHistory();
            history.newest = in.readLong();
            history.lookAt = in.readLong();
            history.touchedAt = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                TreeMap<Long, Integer> times = new TreeMap<>();
                history.failures.put(in.readUTF(), times);
                for (int more = in.readInt(); more > 0; more--) {
                    long time = in.readLong();
                    times.put(time, in.readInt());
                }
            }
            readTimes(in, history.accounts);
            readTimes(in, history.standing);
            return history;
        }

        private static void writeTimes(Map<String, Long> times, DataOutput out) throws IOException {
            out.writeInt(times.size());
            for (Map.Entry<String, Long> time : times.entrySet()) {
                out.writeUTF(time.getKey());
                out.writeLong(time.getValue());
            }
        }

        private static void readTimes(DataInput in, Map<String, Long> times) throws IOException {
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                times.put(name, in.readLong());
            }
        }
    }
}
