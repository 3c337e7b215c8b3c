package io.sillok.parsers;

import io.sillok.model.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A record that came in one piece or in several, of which the first 256 KiB are kept. */
final class OpenRecord {

    static final int MAX_BYTES = 256 * 1024;

    private final long offset;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private long length;
    private int eventsShown;
    private boolean unshown;

    OpenRecord(long offset) {
        this.offset = offset;
    }

    long offset() {
        return offset;
    }

    void append(RecordBytes bytes) {
        kept.write(bytes.buffer(), bytes.from(), Math.min(bytes.length(), MAX_BYTES - kept.size()));
        length += bytes.length();
        unshown = true;
    }

    String text() {
        byte[] bytes = kept.toByteArray();
        return RecordText.of(bytes, 0, bytes.length);
    }

    /** The full length if not all of it was kept, else 0. */
    long truncatedFrom() {
        return length > kept.size() ? length : 0;
    }

    /** Whether bytes came since its events were last given. */
    boolean unshown() {
        return unshown;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(offset);
        out.writeLong(length);
        out.writeInt(eventsShown);
        out.writeBoolean(unshown);
        out.writeInt(kept.size());
        out.write(kept.toByteArray());
    }

    static OpenRecord read(DataInput in) throws IOException {
        OpenRecord record = new OpenRecord(in.readLong());
        record.length = in.readLong();
        record.eventsShown = in.readInt();
        record.unshown = in.readBoolean();
        byte[] bytes = new byte[Snapshot.bounded(in.readInt(), MAX_BYTES)];
        in.readFully(bytes);
        record.kept.writeBytes(bytes);
        return record;
    }

    void show(Function<OpenRecord, List<LogEvent>> parse, List<ParsedEvent> out) {
        if (!unshown) {
            return;
        }
        List<LogEvent> events = parse.apply(this);
        for (int i = 0; i < events.size(); i++) {
            out.add(new ParsedEvent(events.get(i), i < eventsShown));
        }
        eventsShown = Math.max(eventsShown, events.size());
        unshown = false;
    }
}
