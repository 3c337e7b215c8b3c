package io.sillok.job.files;

import io.sillok.job.KeyedRecord;
import io.sillok.job.ReadEvent;
import io.sillok.sinks.file.JsonLinesSink;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.function.SerializableFunction;

/**
 * A file of JSON lines as an end of the job. What a checkpoint holds is on the disk; after a crash some lines may stand
 * there twice. A file has one writer: use it with a parallelism of 1.
 */
public final class JsonLinesFile<T, L> implements Sink<T> {

    private interface Opener<L> extends Serializable {
        JsonLinesSink<L> open(Path file) throws IOException;
    }

    private final String file;
    private final Opener<L> opener;
    private final SerializableFunction<T, L> line;

    private JsonLinesFile(Path file, Opener<L> opener, SerializableFunction<T, L> line) {
        this.file = file.toString();
        this.opener = opener;
        this.line = line;
    }

    public static Sink<ReadEvent> ofEvents(Path file) {
        return new JsonLinesFile<>(file, JsonLinesSink::ofEvents, ReadEvent::event);
    }

    /** The values of records, without their keys. */
    public static Sink<KeyedRecord> ofRecords(Path file) {
        return new JsonLinesFile<>(file, JsonLinesSink::ofJson, KeyedRecord::value);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new Writer<>(opener.open(Path.of(file)), line);
    }

    private record Writer<T, L>(JsonLinesSink<L> lines, SerializableFunction<T, L> line) implements SinkWriter<T> {
        @Override
        public void write(T value, Context context) throws IOException {
            lines.write(line.apply(value));
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            lines.flush();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
