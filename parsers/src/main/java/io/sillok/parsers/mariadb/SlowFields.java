package io.sillok.parsers.mariadb;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Where the slow log's {@code Key: value} pairs go; one that is not in the table goes to {@code mariadb.} and its name. */
final class SlowFields {

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "Query_time", Fields.DB_QUERY_DURATION,
            "Rows_sent", "db.response.returned_rows",
            "Schema", Fields.DB_NAMESPACE,
            "Thread_id", "mariadb.thread_id",
            "Id", "mariadb.thread_id",
            "QC_hit", "mariadb.query_cache_hit");

    private static final Pattern INTEGER = Pattern.compile("\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}\\.\\d{1,9}");

    private SlowFields() {}

    /** Whether the key is one that only slow logs have. */
    static boolean put(String key, String value, LogEvent.Builder event) {
        String attribute = ATTRIBUTES.getOrDefault(key, "mariadb." + key.toLowerCase(Locale.ROOT));
        if (key.endsWith("_time") && INTEGER.matcher(value).matches()) {
            event.attribute(attribute, Double.parseDouble(value));
        } else if (INTEGER.matcher(value).matches()) {
            event.attribute(attribute, Long.parseLong(value));
        } else if (DECIMAL.matcher(value).matches()) {
            event.attribute(attribute, Double.parseDouble(value));
        } else if (value.equals("Yes") || value.equals("No")) {
            event.attribute(attribute, value.equals("Yes"));
        } else {
            event.attribute(attribute, value);
        }
        return key.equals("Query_time");
    }
}
