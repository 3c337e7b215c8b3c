package io.sillok.job.count;

import io.sillok.model.MetricSample;
import io.sillok.model.MetricSampleWire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Samples that are written together, once a checkpoint holds them. */
public record SampleBatch(List<MetricSample> samples) {

    public SampleBatch {
        samples = List.copyOf(samples);
    }

    /** The form in checkpoints. */
    static final class Format implements SimpleVersionedSerializer<SampleBatch> {

        private final MetricSampleWire form = new MetricSampleWire();

        @Override
        public int getVersion() {
            return form.version();
        }

        @Override
        public byte[] serialize(SampleBatch batch) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(batch.samples.size());
            for (MetricSample sample : batch.samples) {
                form.write(sample, out);
            }
            return bytes.toByteArray();
        }

        @Override
        public SampleBatch deserialize(int version, byte[] serialized) throws IOException {
            if (version != form.version()) {
                throw new IOException("samples of version " + version + "; this job reads " + form.version());
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            List<MetricSample> samples = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                samples.add(form.read(in));
            }
            return new SampleBatch(samples);
        }
    }
}
