package io.sillok.parsers.laravel;

import io.sillok.parsers.exception.LoggedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** JsonFormatter's form of an exception: {@code {"class","message","code","file":"path:line","trace":[…],"previous":{…}}}. */
final class ExceptionObject {

    private static final int MAX_DEPTH = 20;

    private ExceptionObject() {}

    static Optional<LoggedException> parse(Map<String, Object> object) {
        return parse(object, 0);
    }

    private static Optional<LoggedException> parse(Map<String, Object> object, int depth) {
        if (!(object.get("class") instanceof String type) || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        String file = text(object.get("file"));
        int colon = file.lastIndexOf(':');
        boolean hasLine = colon > 0 && file.substring(colon + 1).matches("\\d{1,9}");
        return Optional.of(new LoggedException(
                type,
                text(object.get("code")),
                text(object.get("message")),
                hasLine ? file.substring(0, colon) : file,
                hasLine ? Long.parseLong(file.substring(colon + 1)) : 0,
                frames(object.get("trace")),
                MonologJson.asMap(object.get("previous")).flatMap(previous -> parse(previous, depth + 1))));
    }

    private static String frames(Object trace) {
        return trace instanceof List<?> lines
                ? lines.stream().map(ExceptionObject::text).collect(Collectors.joining("\n"))
                : text(trace);
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
