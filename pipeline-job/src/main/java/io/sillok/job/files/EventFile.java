package io.sillok.job.files;

import io.sillok.job.ReadEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.sinks.file.JsonLinesSink;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A file of JSON lines as an end of the job. What a checkpoint holds is on the disk; after a crash some lines may stand
 * there twice. A file has one writer: use it with a parallelism of 1.
 */
public final class EventFile implements Sink<ReadEvent> {

    private final String file;

    public EventFile(Path file) {
        this.file = file.toString();
    }

    @Override
    public SinkWriter<ReadEvent> createWriter(WriterInitContext context) throws IOException {
        return new Writer(JsonLinesSink.ofEvents(Path.of(file)));
    }

    private record Writer(JsonLinesSink<MaskedEvent> lines) implements SinkWriter<ReadEvent> {
        @Override
        public void write(ReadEvent event, Context context) throws IOException {
            lines.write(event.event());
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
