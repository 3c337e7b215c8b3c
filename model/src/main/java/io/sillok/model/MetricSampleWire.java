package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** The wire form of a metric's sample. */
public final class MetricSampleWire implements Wire<MetricSample> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(MetricSample sample, DataOutput out) throws IOException {
        WireValues.writeText(sample.name(), out);
        WireValues.writeTexts(sample.labels(), out);
        out.writeDouble(sample.value());
        out.writeLong(sample.timestamp());
    }

    @Override
    public MetricSample read(DataInput in) throws IOException {
        String name = WireValues.readText(in);
        Map<String, String> labels = WireValues.readTexts(in);
        double value = in.readDouble();
        return MetricSample.of(name, labels, value, in.readLong());
    }
}
