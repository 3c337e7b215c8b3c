package io.sillok.parsers.exception;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exception as PHP or Monolog writes it, with those that caused it.
 *
 * @param code as text: PDO's are SQLSTATEs such as {@code 42S02}
 * @param line 0 if not told
 * @param frames the stack, innermost first, a frame a line; empty if not told
 */
public record LoggedException(
        String type,
        String code,
        String message,
        String file,
        long line,
        String frames,
        Optional<LoggedException> cause) {

    private static final int MAX_CAUSES = 20;

    /** What stands deeper is the framework's kernel. */
    private static final int MAX_FRAMES = 32;

    /** The attribute with the causes, nearest first: a map each. */
    public static final String CAUSES = "exception.causes";

    public void addTo(LogEvent.Builder event) {
        event.attribute(Fields.EXCEPTION_TYPE, type)
                .attribute(Fields.EXCEPTION_MESSAGE, message)
                .attribute("exception.code", code)
                .attribute(Fields.EXCEPTION_STACKTRACE, frames)
                .attribute(Fields.CODE_FILE, file);
        if (line > 0) {
            event.attribute(Fields.CODE_LINE, line);
        }
        List<Map<String, Object>> causes = new ArrayList<>();
        Optional<LoggedException> next = cause;
        while (next.isPresent() && causes.size() < MAX_CAUSES) {
            causes.add(next.get().asMap());
            next = next.get().cause;
        }
        event.attribute(CAUSES, causes);
        StackFrames stack = StackFrames.of(file, line, frames);
        event.attribute(
                        Fields.EXCEPTION_FRAMES,
                        stack.frames().stream()
                                .limit(MAX_FRAMES)
                                .map(Frame::asMap)
                                .toList())
                .attribute(Fields.EXCEPTION_FINGERPRINT, fingerprint(stack).orElse(null));
    }

    /** Empty where the log cut the stack before the program's own code: it would be another one in the next log. */
    private Optional<String> fingerprint(StackFrames stack) {
        Optional<Frame> place = stack.firstInApp();
        if (place.isEmpty() && stack.complete()) {
            place = stack.frames().stream().findFirst();
        }
        return place.map(frame -> Fingerprint.of(FunctionName.type(type), frame.identity(), MessageShape.of(message)));
    }

    private Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        put("type", type, map);
        put("message", message, map);
        put("code", code, map);
        put("file", file, map);
        if (line > 0) {
            map.put("line", line);
        }
        put("stacktrace", frames, map);
        return map;
    }

    private static void put(String key, String value, Map<String, Object> map) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }
}
