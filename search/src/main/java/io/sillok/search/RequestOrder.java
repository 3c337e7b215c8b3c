package io.sillok.search;

import io.sillok.model.Fields;
import java.util.Locale;

/** Which requests come first. */
public enum RequestOrder {
    SLOWEST(Fields.HTTP_DURATION, "double"),
    NEWEST("timestamp", "date_nanos"),
    QUERIES("request.queries.count", "integer"),
    ERRORS("request.errors", "integer");

    private final String field;
    private final String type;

    RequestOrder(String field, String type) {
        this.field = field;
        this.type = type;
    }

    String field() {
        return field;
    }

    String type() {
        return type;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
