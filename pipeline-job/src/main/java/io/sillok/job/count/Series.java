package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** @param labels values of the family's labels, in their order */
record Series(Family family, List<String> labels) {

    static final TypeInformation<Series> TYPE = WireTypeInformation.immutable(Series.class, Format.class);

    private static final int LONGEST_LABEL = 200;

    Series {
        labels = fit(labels)
                ? List.copyOf(labels)
                : labels.stream().map(Series::cut).toList();
    }

    /** Of several for each event, so without a stream. */
    private static boolean fit(List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).length() > LONGEST_LABEL) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String label) {
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL);
    }

    String openLabel() {
        return labels.get(family.openLabel());
    }

    Series withOpenLabel(String value) {
        List<String> changed = new ArrayList<>(labels);
        changed.set(family.openLabel(), value);
        return new Series(family, changed);
    }

    /** The wire form. */
    public static final class Format implements Wire<Series> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Series series, DataOutput out) throws IOException {
            out.writeUTF(series.family.name());
            out.writeByte(series.labels.size());
            for (String label : series.labels) {
                out.writeUTF(label);
            }
        }

        @Override
        public Series read(DataInput in) throws IOException {
            Family family = Family.valueOf(in.readUTF());
            int size = in.readByte();
            List<String> labels = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                labels.add(in.readUTF());
            }
            return new Series(family, labels);
        }
    }
}
