package io.sillok.job.count;

import io.sillok.job.ReadEvent;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What was decided for a service when it was first seen, and then holds: which access log of a host counts, and which
 * values of open-ended labels are shown as they are. Not thread-safe.
 */
final class Choices {

    static final TypeInformation<Choices> TYPE = WireTypeInformation.mutable(Choices.class, Format.class);

    static final String OTHER = "other";

    /** Different values of one open-ended label of one service. */
    static final int MOST_VALUES = 200;

    private static final int MOST_HOSTS = 10_000;

    private final Map<String, String> accessLogs = new LinkedHashMap<>();
    private final Map<Family, Set<String>> values = new EnumMap<>(Family.class);

    /** Whether the request of an observation counts, or another log of the host tells it. */
    boolean counts(Observation observation) {
        if (observation.accessLog().equals(ReadEvent.COUNTED)) {
            return true;
        }
        String chosen = accessLogs.get(observation.host());
        if (chosen == null && accessLogs.size() < MOST_HOSTS) {
            accessLogs.put(observation.host(), observation.accessLog());
            return true;
        }
        return observation.accessLog().equals(chosen);
    }

    /** The series, or the one that stands for all beyond the bound. */
    Series bounded(Series series) {
        Set<String> known = values.computeIfAbsent(series.family(), family -> new LinkedHashSet<>());
        if (known.contains(series.openLabel()) || (known.size() < MOST_VALUES && known.add(series.openLabel()))) {
            return series;
        }
        return series.withOpenLabel(OTHER);
    }

    /** The wire form. */
    public static final class Format implements Wire<Choices> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Choices choices, DataOutput out) throws IOException {
            out.writeInt(choices.accessLogs.size());
            for (Map.Entry<String, String> entry : choices.accessLogs.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
            out.writeInt(choices.values.size());
            for (Map.Entry<Family, Set<String>> entry : choices.values.entrySet()) {
                out.writeUTF(entry.getKey().name());
                out.writeInt(entry.getValue().size());
                for (String value : entry.getValue()) {
                    out.writeUTF(value);
                }
            }
        }

        @Override
        public Choices read(DataInput in) throws IOException {
            Choices choices = new Choices();
            for (int left = in.readInt(); left > 0; left--) {
                String host = in.readUTF();
                choices.accessLogs.put(host, in.readUTF());
            }
            for (int left = in.readInt(); left > 0; left--) {
                Set<String> values = new LinkedHashSet<>();
                choices.values.put(Family.valueOf(in.readUTF()), values);
                for (int more = in.readInt(); more > 0; more--) {
                    values.add(in.readUTF());
                }
            }
            return choices;
        }
    }
}
