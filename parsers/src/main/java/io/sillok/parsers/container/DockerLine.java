package io.sillok.parsers.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sillok.parsers.record.ContainerNote;
import io.sillok.parsers.time.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A line of Docker's json-file driver: <code>{"log":"…\n","stream":"stderr","time":"…"}</code>.
 *
 * @param log what the program wrote, its line end included; without one it goes on in the next line of the stream
 * @see <a href="https://docs.docker.com/engine/logging/drivers/json-file/">Docker, JSON File logging driver</a>
 */
public record DockerLine(ContainerNote note, String log) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Empty if it is none: other members may be there, these three have to. */
    public static Optional<DockerLine> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            Optional<String> log = Optional.empty();
            Optional<String> stream = Optional.empty();
            Optional<Instant> time = Optional.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                Optional<String> text =
                        value == JsonToken.VALUE_STRING ? Optional.of(json.getText()) : Optional.empty();
                switch (name) {
                    case "log" -> log = text;
                    case "stream" -> stream = text.filter(it -> it.equals("stdout") || it.equals("stderr"));
                    case "time" -> time = text.flatMap(it -> Timestamps.iso(it, ZoneOffset.UTC));
                    default -> json.skipChildren();
                }
            }
            boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            return whole && log.isPresent() && stream.isPresent() && time.isPresent()
                    ? Optional.of(new DockerLine(new ContainerNote(stream.get(), time.get()), log.get()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
