package io.sillok.parsers.fpm;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.model.SliceSource;
import io.sillok.parsers.inner.InnerText;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.StateBytes;
import io.sillok.parsers.time.Timestamps;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PHP-FPM's error log. What a child writes to stderr comes line by line, long lines in pieces, mixed with those of the
 * other children: it is put together per pool and child and read as what it is inside. A text ends where its own form
 * says so, where the same child begins another, where the child exits, or after {@value #MAX_DISTANCE} bytes without
 * more of it.
 *
 * <p>Lines without FPM's prefix ({@code decorate_workers_output = no}) are put together in the same way; they have the
 * time of the line before them.
 */
public final class FpmErrorAssembly implements FileAssembly {

    static final int MAX_DISTANCE = 256 * 1024;
    private static final int MAX_TEXTS = 256;

    /** FPM's default and least {@code log_limit}: a line that fills it goes on in the next one. */
    private static final String DEFAULT_LOG_LIMIT = "1024";

    /** What PHP's official image sets. */
    private static final String IMAGES_LOG_LIMIT = "8192";

    private static final Child UNDECORATED = new Child("", "");

    private record Child(String pool, String pid) {}

    private final ZoneId zone;
    private final int logLimit;
    private final Map<Child, StderrText> texts = new LinkedHashMap<>();
    private String lastTime = "";

    private FpmErrorAssembly(ZoneId zone, int logLimit) {
        this.zone = zone;
        this.logLimit = logLimit;
    }

    public static FileAssembly of(Definition definition) throws DefinitionException {
        return new FpmErrorAssembly(definition.zone(), logLimit(definition));
    }

    /** FPM's {@code log_limit} of a file. */
    static int logLimit(Definition definition) throws DefinitionException {
        boolean container = definition.text(Definition.CONTAINER).isPresent();
        String limit = definition.text(Definition.LOG_LIMIT).orElse(container ? IMAGES_LOG_LIMIT : DEFAULT_LOG_LIMIT);
        try {
            return Integer.parseInt(limit);
        } catch (NumberFormatException e) {
            throw new DefinitionException("log_limit: " + limit + " is no number of bytes", e);
        }
    }

    @Override
    public List<LogEvent> accept(LogRecord record) {
        List<LogEvent> events = new ArrayList<>();
        closeDistant(record.offset(), events);
        String line = record.latin1();
        Optional<FpmLine> parsed = FpmLine.parse(line);
        if (parsed.isEmpty()) {
            take(UNDECORATED, record, "WARNING", line, false, events);
            return events;
        }
        FpmLine fpm = parsed.get();
        lastTime = fpm.time();
        Optional<String> said = fpm.said();
        if (said.isPresent()) {
            boolean cut = !fpm.child().isEmpty() && record.lengthInFile() + 1 >= logLimit;
            take(
                    fpm.child().isEmpty() ? UNDECORATED : new Child(fpm.pool(), fpm.child()),
                    record,
                    fpm.level(),
                    said.get(),
                    cut,
                    events);
        } else {
            if (FpmNotice.ends(fpm)) {
                close(new Child(fpm.pool(), fpm.child()), events);
            }
            events.add(FpmNotice.event(record, fpm, zone));
        }
        return events;
    }

    private void take(Child child, LogRecord record, String level, String said, boolean cut, List<LogEvent> events) {
        StderrText text = texts.get(child);
        if (text != null && text.goesOnWith(said)) {
            text.append(said, cut, record.offset());
        } else {
            close(child, events);
            text = new StderrText(record, time(child, record), level, said, cut);
            texts.put(child, text);
        }
        if (text.complete()) {
            close(child, events);
        }
        if (texts.size() > MAX_TEXTS) {
            close(texts.keySet().iterator().next(), events);
        }
    }

    /** The time of the line before is for lines that neither FPM nor a container gave one. */
    private String time(Child child, LogRecord record) {
        return child.equals(UNDECORATED) && record.note().isPresent() ? "" : lastTime;
    }

    private void close(Child child, List<LogEvent> events) {
        StderrText text = texts.remove(child);
        if (text != null) {
            events.add(event(child, text));
        }
    }

    private void closeDistant(long offset, List<LogEvent> events) {
        Iterator<Map.Entry<Child, StderrText>> all = texts.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Child, StderrText> entry = all.next();
            if (offset - entry.getValue().lastOffset() > MAX_DISTANCE) {
                events.add(event(entry.getKey(), entry.getValue()));
                all.remove();
            }
        }
    }

    private LogEvent event(Child child, StderrText text) {
        Optional<Instant> time = Timestamps.php(text.time(), zone);
        LogEvent.Builder event = text.record()
                .event()
                .timestamp(time.orElse(null))
                .severity(Severity.ofWord(text.level()).orElse(null))
                .attribute(Fields.PHP_FPM_POOL, child.pool());
        if (!child.pid().isEmpty()) {
            event.attribute(Fields.PROCESS_PID, Long.parseLong(child.pid()));
        }
        InnerText.read(text.text(), zone, time, event);
        return event.build();
    }

    @Override
    public List<LogEvent> preview(Optional<LogRecord> open) {
        List<LogEvent> events = new ArrayList<>();
        texts.forEach((child, text) -> events.add(event(child, text)));
        return events;
    }

    @Override
    public List<LogEvent> finish() {
        List<LogEvent> events = preview(Optional.empty());
        texts.clear();
        return events;
    }

    @Override
    public boolean holding() {
        return !texts.isEmpty();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeUTF(lastTime);
        out.writeInt(texts.size());
        for (Map.Entry<Child, StderrText> entry : texts.entrySet()) {
            out.writeUTF(entry.getKey().pool());
            out.writeUTF(entry.getKey().pid());
            entry.getValue().write(out);
        }
    }

    @Override
    public void read(SliceSource source, DataInput in) throws IOException {
        lastTime = in.readUTF();
        int size = StateBytes.bounded(in.readInt(), MAX_TEXTS);
        for (int i = 0; i < size; i++) {
            Child child = new Child(in.readUTF(), in.readUTF());
            texts.put(child, StderrText.read(source, in));
        }
    }
}
