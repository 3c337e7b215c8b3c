package io.sillok.job.requests;

import io.sillok.model.Fields;
import io.sillok.parsers.fpm.SlowRequests;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of an event or span is remembered of a request, under which attribute it stands there, and how much of a text. The
 * order is part of the wire form: new ones go to the end.
 */
enum Part {
    FORMAT(Fields.LOG_FORMAT, 64),
    SERVICE(Fields.SERVICE_NAME, 128),
    HOST(Fields.HOST_NAME, 128),
    ENVIRONMENT(Fields.ENVIRONMENT, 64),
    METHOD(Fields.HTTP_METHOD, 32),
    PATH(Fields.URL_PATH, 1024),
    QUERY(Fields.URL_QUERY, 1024),
    ROUTE(Fields.HTTP_ROUTE, 256),
    STATUS(Fields.HTTP_STATUS),
    DURATION(Fields.HTTP_DURATION),
    UPSTREAM("nginx.upstream.response_time_sum"),
    SIZE(Fields.HTTP_RESPONSE_SIZE),
    CLIENT(Fields.CLIENT_ADDRESS, 64),
    REQUEST_ID(Fields.REQUEST_ID, 128),
    PID(Fields.PROCESS_PID),
    POOL(Fields.PHP_FPM_POOL, 64),
    SCRIPT("php_fpm.script", 512),
    FPM_REQUEST(SlowRequests.KEY, 256),
    OUTCOME("php_fpm.request.outcome", 64),
    ELAPSED("php_fpm.request.elapsed"),
    MEMORY("php_fpm.memory.peak"),
    STACK("code.stacktrace", 4096),
    ERROR_KEY(Fields.ERROR_JOIN_KEY, 128),
    EXCEPTION(Fields.EXCEPTION_TYPE, 256),
    EXCEPTION_MESSAGE(Fields.EXCEPTION_MESSAGE, 512),
    FINGERPRINT(Fields.EXCEPTION_FINGERPRINT, 32),
    SQL(Fields.DB_QUERY_TEXT, 512),
    SQL_HASH(Fields.DB_QUERY_HASH, 64),
    SQL_SECONDS(Fields.DB_QUERY_DURATION),

    /** These are no attributes. */
    FILE("", 32),
    SEVERITY(""),
    MESSAGE("", 512),
    SPAN_NAME("", 256),
    SPAN_KIND("", 16),
    SPAN_STATUS("", 16),
    LINK("", 32),
    CONFIDENCE("");

    private static final Map<String, Part> BY_ATTRIBUTE = Arrays.stream(values())
            .filter(part -> !part.attribute.isEmpty())
            .collect(Collectors.toMap(part -> part.attribute, Function.identity()));

    private final String attribute;
    private final int limit;

    /** A number. */
    Part(String attribute) {
        this(attribute, 0);
    }

    /** @param limit characters of text */
    Part(String attribute, int limit) {
        this.attribute = attribute;
        this.limit = limit;
    }

    static Part of(String attribute) {
        return BY_ATTRIBUTE.get(attribute);
    }

    String attribute() {
        return attribute;
    }

    boolean isText() {
        return limit > 0;
    }

    /** The value as it is remembered; null if it is not of the part's type. */
    Object accept(Object value) {
        if (isText()) {
            return value instanceof String text ? cut(text) : null;
        }
        return value instanceof Number number ? (Object) number.doubleValue() : null;
    }

    private String cut(String text) {
        if (text.length() <= limit) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(limit - 1));
        return text.substring(0, splits ? limit - 1 : limit);
    }
}
