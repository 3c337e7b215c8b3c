package io.sillok.search.query;

import io.sillok.model.Fields;
import io.sillok.search.query.QueryToken.Value;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields that queries may name, short and in full. A full name that is not here is matched whole. */
final class FieldTable {

    private static final Map<String, SearchField> FIELDS = new HashMap<>();

    static {
        add(FieldKind.NAME, Fields.SERVICE_NAME, "service");
        add(FieldKind.NAME, Fields.ENVIRONMENT, "env", "environment");
        add(FieldKind.NAME, Fields.HOST_NAME, "host");
        add(FieldKind.SEVERITY, "severity_text", "severity", "level");
        add(FieldKind.NUMBER, "severity_number");
        add(FieldKind.LOG_FORMAT, Fields.LOG_FORMAT, "source", "format");
        add(FieldKind.LOG_FORMAT, Fields.INNER_FORMAT);
        add(FieldKind.NAME, Fields.FILE_PATH, "file");
        add(FieldKind.NUMBER, Fields.FILE_OFFSET, "offset");
        add(FieldKind.STATUS, Fields.HTTP_STATUS, "status");
        add(FieldKind.UPPER_CASE_NAME, Fields.HTTP_METHOD, "method");
        add(FieldKind.NAME, Fields.URL_PATH, "path");
        add(FieldKind.NAME, Fields.HTTP_ROUTE, "route");
        add(FieldKind.SECONDS, Fields.HTTP_DURATION, "duration");
        add(FieldKind.NUMBER, Fields.HTTP_RESPONSE_SIZE, "size");
        add(FieldKind.NUMBER, Fields.HTTP_REQUEST_SIZE);
        add(FieldKind.NAME, Fields.REQUEST_ID, "request", "request_id");
        add(FieldKind.ADDRESS, Fields.CLIENT_ADDRESS, "client", "ip");
        add(FieldKind.NAME, Fields.USER_NAME, "user");
        add(FieldKind.NAME, Fields.USER_AGENT, "agent");
        add(FieldKind.CLASS, Fields.EXCEPTION_TYPE, "exception");
        add(FieldKind.WORDS, Fields.EXCEPTION_MESSAGE);
        add(FieldKind.WORDS, Fields.EXCEPTION_STACKTRACE, "stacktrace");
        add(FieldKind.NAME, Fields.EXCEPTION_FINGERPRINT, "fingerprint");
        add(FieldKind.NAME, Fields.ERROR_TYPE, "error");
        add(FieldKind.NUMBER, Fields.CODE_LINE);
        add(FieldKind.NUMBER, Fields.PROCESS_PID, "pid");
        add(FieldKind.NAME, Fields.PHP_FPM_POOL, "pool");
        add(FieldKind.NAME, Fields.LARAVEL_CHANNEL, "channel");
        add(FieldKind.WORDS, Fields.DB_QUERY_TEXT, "query", "sql");
        add(FieldKind.SECONDS, Fields.DB_QUERY_DURATION, "query_time");
        add(FieldKind.NUMBER, "request.queries.count", "queries");
        add(FieldKind.NUMBER, "request.errors", "errors");
        add(FieldKind.NAME, "request.n_plus_one", "n_plus_one");
        add(FieldKind.SECONDS, "request.time.nginx");
        add(FieldKind.SECONDS, "request.time.upstream");
        add(FieldKind.SECONDS, "request.time.php");
        add(FieldKind.SECONDS, "request.time.db");
        add(FieldKind.NAME, Fields.LINK_METHOD);
        add(FieldKind.NUMBER, Fields.LINK_CONFIDENCE);
        add(FieldKind.WORDS, "body", "message");
        add(FieldKind.TRACE_ID, "trace_id", "trace");
        add(FieldKind.LOWER_CASE_NAME, "span_id", "span");
        add(FieldKind.TIME, "timestamp", "@timestamp", "time");
        add(FieldKind.TIME, "observed_timestamp");
    }

    private FieldTable() {}

    private static void add(FieldKind kind, String name, String... shorts) {
        SearchField field = new SearchField(name, kind);
        FIELDS.put(name, field);
        for (String shortName : shorts) {
            FIELDS.put(shortName, field);
        }
    }

    static boolean knows(String name) {
        return find(name).isPresent();
    }

    static void check(String name, int position) throws QuerySyntaxException {
        if (!knows(name)) {
            throw unknown(name, position);
        }
    }

    /** @param position of the name, for errors that are about it */
    static Query query(String name, int position, Value value) throws QuerySyntaxException {
        SearchField field = find(name).orElseThrow(() -> unknown(name, position));
        return FieldValue.query(field, value);
    }

    private static Optional<SearchField> find(String name) {
        SearchField known = FIELDS.get(name);
        if (known == null) {
            known = FIELDS.get(name.toLowerCase(Locale.ROOT));
        }
        if (known == null && name.contains(".") && !name.endsWith(".")) {
            // what users put into Laravel's context has no alias, and all its values are texts
            known = isOfUsers(name)
                    ? new SearchField("attributes." + name, FieldKind.NAME)
                    : new SearchField(name, FieldKind.UNLISTED);
        }
        return Optional.ofNullable(known);
    }

    private static boolean isOfUsers(String name) {
        return name.startsWith(Fields.LARAVEL_CONTEXT + ".") || name.startsWith(Fields.LARAVEL_EXTRA + ".");
    }

    private static QuerySyntaxException unknown(String name, int position) {
        String hint = nearest(name)
                .map(near -> "; did you mean " + near + ":?")
                .orElse(". Put it in quotes to search for it as words");
        return new QuerySyntaxException(position, "there is no field " + name + hint);
    }

    private static Optional<String> nearest(String name) {
        Set<String> names = new TreeSet<>(FIELDS.keySet());
        List<String> near = names.stream()
                .filter(known -> distance(known, name) <= Math.max(1, name.length() / 3))
                .sorted(Comparator.comparingInt(known -> distance(known, name)))
                .toList();
        return near.stream().findFirst();
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
