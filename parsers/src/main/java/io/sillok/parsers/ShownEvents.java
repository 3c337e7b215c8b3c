package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.parsers.record.StateBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Remembers what was shown before it was certain, so that it is given again only if it changed, and then as an update. */
final class ShownEvents {

    /** More are held back by nobody. */
    private static final int MAX_EVENTS = 4096;

    private record Position(long offset, int ordinal) {

        static Position of(LogEvent event) {
            return new Position(event.position().offset(), event.position().ordinal());
        }
    }

    /** By position, a fingerprint of what was shown. */
    private final Map<Position, Long> fingerprints = new LinkedHashMap<>();

    List<ParsedEvent> early(List<LogEvent> events) {
        List<ParsedEvent> parsed = new ArrayList<>();
        for (LogEvent event : events) {
            long fingerprint = fingerprint(event);
            Long before = fingerprints.put(Position.of(event), fingerprint);
            if (before == null || before != fingerprint) {
                parsed.add(new ParsedEvent(event, before != null));
            }
        }
        while (fingerprints.size() > MAX_EVENTS) {
            fingerprints.remove(fingerprints.keySet().iterator().next());
        }
        return parsed;
    }

    List<ParsedEvent> certain(List<LogEvent> events) {
        List<ParsedEvent> parsed = new ArrayList<>(events.size());
        for (LogEvent event : events) {
            Long before = fingerprints.isEmpty() ? null : fingerprints.remove(Position.of(event));
            if (before == null || before != fingerprint(event)) {
                parsed.add(new ParsedEvent(event, before != null));
            }
        }
        return parsed;
    }

    void clear() {
        fingerprints.clear();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(fingerprints.size());
        for (Map.Entry<Position, Long> entry : fingerprints.entrySet()) {
            out.writeLong(entry.getKey().offset());
            out.writeInt(entry.getKey().ordinal());
            out.writeLong(entry.getValue());
        }
    }

    void read(DataInput in) throws IOException {
        int size = StateBytes.bounded(in.readInt(), MAX_EVENTS);
        for (int i = 0; i < size; i++) {
            fingerprints.put(new Position(in.readLong(), in.readInt()), in.readLong());
        }
    }

    /** Equal in every run and on every machine: made of the hashes of texts and numbers only. */
    private static long fingerprint(LogEvent event) {
        int said = Objects.hash(
                event.body(), event.timestamp().orElse(null), event.severity().orElse(null));
        int told = Objects.hash(
                event.attributes(), event.traceId().orElse(null), event.spanId().orElse(null));
        return (long) said << 32 | (told & 0xffff_ffffL);
    }
}
