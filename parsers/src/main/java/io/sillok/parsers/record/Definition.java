package io.sillok.parsers.record;

import io.sillok.model.framing.Framing;
import io.sillok.parsers.time.Timestamps;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** A parser's parameters, as they travel with the data. */
public record Definition(Map<String, String> values) {

    public static final String LOG_FORMAT = "log_format";
    public static final String ESCAPE = "escape";
    public static final String ACCESS_FORMAT = "access_format";
    public static final String LOG_LIMIT = "log_limit";
    public static final String ZONE = "zone";
    public static final String PATTERN = "pattern";
    public static final String CONTAINER = Framing.CONTAINER;
    public static final String STDOUT_PARSER = "stdout_parser";
    public static final String STDERR_PARSER = "stderr_parser";

    public Definition {
        values = Map.copyOf(values);
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** The zone of times that are written without one; UTC if none is given. */
    public ZoneId zone() throws DefinitionException {
        Optional<String> name = text(ZONE);
        if (name.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return Timestamps.zone(name.get());
        } catch (DateTimeException e) {
            throw new DefinitionException("zone: no time zone is called " + name.get(), e);
        }
    }
}
