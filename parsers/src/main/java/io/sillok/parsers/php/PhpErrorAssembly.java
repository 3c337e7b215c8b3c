package io.sillok.parsers.php;

import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.model.SliceSource;
import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import io.sillok.parsers.inner.InnerText;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.record.StateBytes;
import io.sillok.parsers.time.Timestamps;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PHP's error_log: {@code [22-Nov-2026 09:57:55 Europe/Berlin] text}, where the text is PHP's own message or whatever was
 * given to {@code error_log()}.
 *
 * <p>Xdebug writes its stack behind a message, every line with a time of its own: so a message is held until the next
 * record shows whether it has one.
 */
public final class PhpErrorAssembly implements FileAssembly {

    private static final BoundedGrok PREFIX = BundledPatterns.compile("%{PHP_ERROR_PREFIX}");
    private static final Pattern XDEBUG_LINE = Pattern.compile("PHP (?:Stack trace:$|[ ]{1,4}\\d{1,4}\\. )");
    /** What PHP logs a text of {@code error_log()} as, where it says so: in syslog. */
    private static final Severity OF_ERROR_LOG = new Severity("NOTICE", 10);

    private static final int MAX_STACK_LINES = 512;

    private final ZoneId zone;
    private Optional<LogRecord> message = Optional.empty();
    private final List<String> stack = new ArrayList<>();

    private PhpErrorAssembly(ZoneId zone) {
        this.zone = zone;
    }

    public static FileAssembly of(Definition definition) throws DefinitionException {
        return new PhpErrorAssembly(definition.zone());
    }

    @Override
    public List<LogEvent> accept(LogRecord record) {
        Optional<String> text = text(record);
        if (text.isPresent() && message.isPresent() && isStackLine(text.get())) {
            stack.add(text.get().substring("PHP ".length()));
            return List.of();
        }
        List<LogEvent> events = finish();
        if (text.isPresent() && PhpMessage.starts(text.get())) {
            message = Optional.of(record);
            return events;
        }
        List<LogEvent> all = new ArrayList<>(events);
        all.add(event(record, List.of()));
        return all;
    }

    @Override
    public List<LogEvent> preview(Optional<LogRecord> open) {
        List<LogEvent> events = new ArrayList<>();
        List<String> lines = new ArrayList<>(stack);
        Optional<String> text = open.flatMap(PhpErrorAssembly::text);
        boolean continues = text.isPresent() && message.isPresent() && isStackLine(text.get());
        if (continues) {
            lines.add(text.get().substring("PHP ".length()));
        }
        message.ifPresent(held -> events.add(event(held.again(), lines)));
        if (!continues) {
            open.ifPresent(record -> events.add(event(record, List.of())));
        }
        return events;
    }

    @Override
    public List<LogEvent> finish() {
        List<LogEvent> events =
                message.map(held -> List.of(event(held.again(), stack))).orElse(List.of());
        message = Optional.empty();
        stack.clear();
        return events;
    }

    @Override
    public boolean holding() {
        return message.isPresent();
    }

    private boolean isStackLine(String text) {
        return stack.size() < MAX_STACK_LINES && XDEBUG_LINE.matcher(text).lookingAt();
    }

    private static Optional<String> text(LogRecord record) {
        return PREFIX.match(record.text()) instanceof BoundedGrok.Captures prefix
                ? Optional.of(record.text().substring(prefix.end()))
                : Optional.empty();
    }

    private LogEvent event(LogRecord record, List<String> stackLines) {
        BoundedGrok.Result result = PREFIX.match(record.text());
        if (!(result instanceof BoundedGrok.Captures prefix)) {
            return record.rejected(result instanceof BoundedGrok.OverBudget ? Rejection.BUDGET : Rejection.SYNTAX);
        }
        Optional<Instant> time = Timestamps.php(prefix.text("time"), zone);
        if (time.isEmpty()) {
            return record.rejected(Rejection.SYNTAX);
        }
        LogEvent.Builder event = record.event().timestamp(time.get()).severity(OF_ERROR_LOG);
        event.attribute("php.xdebug.stack", String.join("\n", stackLines));
        String text = withoutLineEnds(record.text().substring(prefix.end()));
        InnerText.read(text, zone(prefix.text("time")), time, event);
        return event.build();
    }

    /** Not blanks: in a record of Laravel they mean something. */
    private static String withoutLineEnds(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Laravel sets PHP's zone to its own, so a record of it in here has the zone of the line. */
    private ZoneId zone(String time) {
        return Timestamps.zoneName(time).orElse(zone);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeBoolean(message.isPresent());
        if (message.isPresent()) {
            message.get().write(out);
        }
        out.writeInt(stack.size());
        for (String line : stack) {
            StateBytes.write(line.getBytes(StandardCharsets.UTF_8), out);
        }
    }

    @Override
    public void read(SliceSource source, DataInput in) throws IOException {
        if (in.readBoolean()) {
            message = Optional.of(LogRecord.read(source, in));
        }
        int lines = StateBytes.bounded(in.readInt(), MAX_STACK_LINES);
        for (int i = 0; i < lines; i++) {
            stack.add(new String(StateBytes.read(in), StandardCharsets.UTF_8));
        }
    }
}
