package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.MetricSample;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The wire form of a sample. */
public final class MetricSampleWire implements Wire<MetricSample> {

    public static final TypeInformation<MetricSample> TYPE =
            WireTypeInformation.immutable(MetricSample.class, MetricSampleWire.class);

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(MetricSample sample, DataOutput out) throws IOException {
        out.writeUTF(sample.name());
        out.writeByte(sample.labels().size());
        for (Map.Entry<String, String> label : sample.labels().entrySet()) {
            out.writeUTF(label.getKey());
            out.writeUTF(label.getValue());
        }
        out.writeDouble(sample.value());
        out.writeLong(sample.timestamp());
    }

    @Override
    public MetricSample read(DataInput in) throws IOException {
        String name = in.readUTF();
        TreeMap<String, String> labels = new TreeMap<>();
        for (int left = in.readByte(); left > 0; left--) {
            String label = in.readUTF();
            labels.put(label, in.readUTF());
        }
        double value = in.readDouble();
        return new MetricSample(name, labels, value, in.readLong());
    }
}
