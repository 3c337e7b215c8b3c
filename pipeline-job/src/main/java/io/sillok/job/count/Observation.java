package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What events of one window tell of one series.
 *
 * @param host whose access logs compete; see {@code ReadEvent.accessLog}
 * @param window milliseconds since the epoch at which the window begins
 * @param tally handed over: whoever passes an observation on does not change it any more
 */
public record Observation(Series series, String host, String accessLog, long window, Tally tally) {

    public static final TypeInformation<Observation> TYPE =
            WireTypeInformation.immutable(Observation.class, Format.class);

    /** What is counted together: one service in one environment. */
    public String scope() {
        return series.labels().get(0) + '\n' + series.labels().get(1);
    }

    /** The wire form. */
    public static final class Format implements Wire<Observation> {

        private final Series.Format seriesForm = new Series.Format();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Observation observation, DataOutput out) throws IOException {
            seriesForm.write(observation.series, out);
            out.writeUTF(observation.host);
            out.writeUTF(observation.accessLog);
            out.writeLong(observation.window);
            observation.tally.write(out);
        }

        @Override
        public Observation read(DataInput in) throws IOException {
            Series series = seriesForm.read(in);
            String host = in.readUTF();
            String accessLog = in.readUTF();
            long window = in.readLong();
            return new Observation(series, host, accessLog, window, Tally.read(in));
        }
    }
}
