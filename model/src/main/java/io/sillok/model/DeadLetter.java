package io.sillok.model;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What could not be parsed or indexed: a masked preview, the reason, and where the original stands in {@code logs.raw}, so
 * that nothing raw is stored twice.
 */
public final class DeadLetter {

    private static final int PREVIEW = 1024;

    private final MaskedEvent event;
    private final String reason;
    private final Instant read;
    private final Optional<EventOrigin> origin;

    DeadLetter(MaskedEvent event, String reason, Instant read, Optional<EventOrigin> origin) {
        this.event = event;
        this.reason = reason;
        this.read = read;
        this.origin = origin;
    }

    /** An event that no parser took. */
    public static DeadLetter rejected(MaskedEvent event, Instant read) {
        return new DeadLetter(
                event, event.event().text(Fields.ERROR_TYPE).orElse("parse.unknown"), read, Optional.empty());
    }

    /**
     * An event that was parsed, but that the index will never take.
     *
     * @param reason as the sink gave it, which holds nothing of the event
     */
    public static DeadLetter refused(MaskedEvent event, String reason, Instant read) {
        return new DeadLetter(event, reason, read, Optional.empty());
    }

    /** The same letter with where the original stands. */
    public DeadLetter from(EventOrigin where) {
        return new DeadLetter(event, reason, read, Optional.of(where));
    }

    public MaskedEvent event() {
        return event;
    }

    public String reason() {
        return reason;
    }

    /** When the tailer read the event. */
    public Instant read() {
        return read;
    }

    public Optional<EventOrigin> origin() {
        return origin;
    }

    /** Kafka's key: the document's id, so that a repeat is seen as one. */
    public String key() {
        return event.event().position().documentId();
    }

    /** JSON in one line. */
    public byte[] json() {
        return json("", "");
    }

    /**
     * JSON in one line.
     *
     * @param parser that did not take it; empty if not known
     * @param version of the parsers; empty if not known
     */
    public byte[] json(String parser, String version) {
        LogEvent log = event.event();
        return EventJson.object(json -> {
            json.writeStringField("id", key());
            json.writeStringField("reason", reason);
            json.writeStringField("file_id", log.position().fileId().value());
            json.writeStringField("path", log.text(Fields.FILE_PATH).orElse(""));
            json.writeNumberField("offset", log.position().offset());
            json.writeNumberField("ordinal", log.position().ordinal());
            json.writeStringField("format", log.text(Fields.LOG_FORMAT).orElse("unknown"));
            if (!parser.isEmpty()) {
                json.writeStringField("parser", parser);
            }
            if (!version.isEmpty()) {
                json.writeStringField("version", version);
            }
            if (origin.isPresent()) {
                writeOrigin(origin.get(), json);
            }
            EventJson.writeTime("read", read, json);
            String body = log.body();
            json.writeStringField("preview", body.length() <= PREVIEW ? body : body.substring(0, PREVIEW));
        });
    }

    private static void writeOrigin(EventOrigin origin, JsonGenerator json) throws IOException {
        json.writeNumberField("from", origin.from());
        json.writeNumberField("to", origin.to());
        if (origin.place().isPresent()) {
            json.writeStringField("topic", origin.place().get().topic());
            json.writeNumberField("partition", origin.place().get().partition());
            json.writeNumberField("record", origin.place().get().offset());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeadLetter that
                && event.equals(that.event)
                && reason.equals(that.reason)
                && read.equals(that.read)
                && origin.equals(that.origin);
    }

    @Override
    public int hashCode() {
        return event.hashCode();
    }

    @Override
    public String toString() {
        return "DeadLetter[" + reason + ", " + event + "]";
    }
}
