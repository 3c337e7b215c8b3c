package io.sillok.parsers.fpm;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.time.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PHP-FPM's slow log: a block for each request that took longer than {@code request_slowlog_timeout}, with the stack it
 * was in, innermost frame first. It does not say which request; the line of the error log with the same second and pid
 * does.
 */
public final class FpmSlowParser implements RecordParser {

    private static final BoundedGrok HEADER = BundledPatterns.compile("%{FPM_SLOW_HEADER}");
    private static final String SCRIPT = "script_filename = ";
    private static final Pattern FRAME =
            Pattern.compile("\\[0x[0-9a-f]{1,16}] ([^\\n]{0,2048})\\(\\) ([^\\n]{1,4096}):(\\d{1,9})");

    private final ZoneId zone;

    private FpmSlowParser(ZoneId zone) {
        this.zone = zone;
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        return new FpmSlowParser(definition.zone());
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        String block = record.text().strip();
        BoundedGrok.Result result = HEADER.match(block);
        if (!(result instanceof BoundedGrok.Captures header)) {
            return List.of(
                    record.rejected(result instanceof BoundedGrok.OverBudget ? Rejection.BUDGET : Rejection.SYNTAX));
        }
        Optional<Instant> time = Timestamps.php(header.text("time"), zone);
        LogEvent.Builder event = record.event()
                .body(block.substring(block.indexOf("]  [pool ") + 3))
                .timestamp(time.orElse(null))
                .attribute(Fields.PHP_FPM_POOL, header.text("pool"))
                .attribute(Fields.PROCESS_PID, Long.parseLong(header.text("pid")));
        SlowRequests.addKey(record, header.text("pool"), header.text("pid"), time, event);
        StringBuilder stack = new StringBuilder();
        for (String line : (Iterable<String>) block.lines().skip(1)::iterator) {
            if (line.startsWith(SCRIPT)) {
                event.attribute("php_fpm.script", line.substring(SCRIPT.length()));
            } else {
                frame(line, stack, event);
            }
        }
        return List.of(event.attribute("code.stacktrace", stack.toString()).build());
    }

    private static void frame(String line, StringBuilder stack, LogEvent.Builder event) {
        Matcher frame = FRAME.matcher(line);
        boolean known = frame.matches();
        if (known && stack.length() == 0) {
            event.attribute("code.function.name", frame.group(1))
                    .attribute(Fields.CODE_FILE, frame.group(2))
                    .attribute(Fields.CODE_LINE, Long.parseLong(frame.group(3)));
        }
        // the addresses differ from process to process
        String text = known ? frame.group(1) + "() " + frame.group(2) + ':' + frame.group(3) : line;
        stack.append(stack.length() == 0 ? "" : "\n").append(text);
    }
}
