package io.sillok.parsers.fpm;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.time.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What FPM's master says itself, by a table of its messages; one that is not in it keeps its text only. */
final class FpmNotice {

    private record Shape(Pattern pattern, BiConsumer<LogEvent.Builder, MatchResult> read) {}

    /** Matched on what stands behind pool and child. */
    private static final List<Shape> SHAPES = List.of(
            new Shape(
                    Pattern.compile("script '([^\\n]{0,4096}?)' \\(request: \"(\\S{0,32}) ([^\\n]{0,8192}?)\"\\) "
                            + "(executing too slow|execution timed out) \\((\\d{1,9}\\.\\d{1,9}) sec\\).*"),
                    (event, m) -> {
                        event.attribute("php_fpm.script", m.group(1))
                                .attribute(
                                        "php_fpm.request.outcome", m.group(4).endsWith("slow") ? "slow" : "timed_out")
                                .attribute("php_fpm.request.elapsed", Double.parseDouble(m.group(5)));
                        FpmRequest.target(event, m.group(2), m.group(3));
                    }),
            new Shape(
                    Pattern.compile(
                            "exited on signal (\\d{1,3}) \\((\\w{1,16})[^)]{0,32}\\) after (\\d{1,12}\\.\\d{1,9}) seconds from start"),
                    (event, m) -> event.attribute("php_fpm.child.exit.signal", Long.parseLong(m.group(1)))
                            .attribute("php_fpm.child.exit.signal_name", m.group(2))
                            .attribute("php_fpm.child.lifetime", Double.parseDouble(m.group(3)))),
            new Shape(
                    Pattern.compile("exited with code (\\d{1,10}) after (\\d{1,12}\\.\\d{1,9}) seconds from start"),
                    (event, m) -> event.attribute("php_fpm.child.exit.code", Long.parseLong(m.group(1)))
                            .attribute("php_fpm.child.lifetime", Double.parseDouble(m.group(2)))),
            new Shape(
                    Pattern.compile("server reached (?:pm\\.)?max_children setting \\((\\d{1,9})\\).*"),
                    (event, m) -> event.attribute("php_fpm.max_children", Long.parseLong(m.group(1)))));

    private FpmNotice() {}

    /** Whether it says that its child is no more. */
    static boolean ends(FpmLine line) {
        return line.rest().startsWith("exited ");
    }

    static LogEvent event(LogRecord record, FpmLine line, ZoneId zone) {
        String text = record.text();
        Optional<Instant> time = Timestamps.php(line.time(), zone);
        LogEvent.Builder event = record.event()
                .body(text.substring(
                        text.indexOf("] " + line.level() + ": ") + line.level().length() + 4))
                .timestamp(time.orElse(null))
                .severity(Severity.ofWord(line.level()).orElse(null))
                .attribute(Fields.PHP_FPM_POOL, line.pool());
        if (!line.child().isEmpty()) {
            event.attribute(Fields.PROCESS_PID, Long.parseLong(line.child()));
        }
        if (line.rest().startsWith("script '")) {
            SlowRequests.addKey(record, line.pool(), line.child(), time, event);
        }
        for (Shape shape : SHAPES) {
            Matcher matcher = shape.pattern.matcher(line.rest());
            if (matcher.matches()) {
                shape.read.accept(event, matcher);
                break;
            }
        }
        return event.build();
    }
}
