package io.sillok.parsers.mask;

import io.sillok.model.Fields;
import io.sillok.parsers.fpm.SlowRequests;
import java.util.List;
import java.util.Set;

/**
 * What the name of a field says of its values.
 *
 * @param kind of rule for texts
 * @param header whose value it is, if that is its kind
 * @param judged the key that a tree under the name has
 * @param key the name, judged as a key
 * @param parameter whether it is bound to a statement
 */
record FieldRule(String name, Kind kind, String header, String judged, KeyNames.Key key, boolean parameter) {

    /** How a text is masked. */
    enum Kind {
        /** Ours, of a closed vocabulary or a fixed form; anything of another form is masked as text. */
        NAME,
        REQUEST_ID,
        HEADER,
        QUERY,
        URL,
        TEXT,
        STATEMENT,
        /** By its key's name. */
        KEYED
    }

    private static final List<String> HEADER_PREFIXES = List.of("http.request.header.", "http.response.header.");

    private static final List<String> PARAMETER_PREFIXES =
            List.of("db.query.parameter.", "db.operation.parameter.", "db.statement.parameter.");

    /** What our own parsers make. */
    private static final Set<String> NAMES = Set.of(
            Fields.LOG_FORMAT,
            Fields.INNER_FORMAT,
            Fields.FILE_ID,
            Fields.FILE_PATH,
            Fields.ERROR_TYPE,
            Fields.CLIENT_ADDRESS,
            Fields.SERVER_ADDRESS,
            Fields.HTTP_METHOD,
            Fields.EXCEPTION_TYPE,
            Fields.EXCEPTION_FINGERPRINT,
            Fields.ERROR_JOIN_KEY,
            Fields.LARAVEL_CHANNEL,
            Fields.DB_SYSTEM,
            Fields.DB_QUERY_HASH,
            Fields.PHP_FPM_POOL,
            SlowRequests.KEY,
            Fields.SERVICE_NAME,
            Fields.SERVICE_VERSION,
            Fields.ENVIRONMENT,
            Fields.HOST_NAME,
            Fields.CODE_FILE,
            "service.instance.id",
            "telemetry.sdk.name",
            "telemetry.sdk.version",
            "network.peer.address",
            "client.socket.address",
            "network.protocol.version");

    private static final Set<String> URLS = Set.of(Fields.URL_PATH, "url.full", "http.url", "http.target");

    private static final Set<String> TEXTS = Set.of(
            Fields.EXCEPTION_MESSAGE,
            Fields.EXCEPTION_STACKTRACE,
            Fields.USER_AGENT,
            Fields.HTTP_ROUTE,
            Fields.DB_NAMESPACE);

    /** {@link Fields#DB_QUERY_TEXT}, and what it was called before. */
    private static final Set<String> STATEMENTS = Set.of(Fields.DB_QUERY_TEXT, "db.statement");

    /**
     * Those that were asked for last, by a hash of the name: nearly all names come with every event. Threads may overwrite
     * each other's entries: each of them is right, and immutable.
     */
    private static final FieldRule[] RECENT = new FieldRule[1024];

    private static final int LONGEST = 128;

    static FieldRule of(String name) {
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 15)) & (RECENT.length - 1);
        FieldRule recent = RECENT[place];
        if (recent == null || !recent.name.equals(name)) {
            recent = made(name);
            if (name.length() <= LONGEST) {
                RECENT[place] = recent;
            }
        }
        return recent;
    }

    private static FieldRule made(String name) {
        boolean parameter = PARAMETER_PREFIXES.stream().anyMatch(name::startsWith);
        String header = HEADER_PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse("");
        return new FieldRule(
                name, kind(name), header, parameter ? "bindings" : name, KeyNames.Key.judged(name), parameter);
    }

    private static Kind kind(String name) {
        if (NAMES.contains(name)) {
            return Kind.NAME;
        }
        if (name.equals(Fields.REQUEST_ID)) {
            return Kind.REQUEST_ID;
        }
        if (HEADER_PREFIXES.stream().anyMatch(name::startsWith)) {
            return Kind.HEADER;
        }
        if (name.equals(Fields.URL_QUERY)) {
            return Kind.QUERY;
        }
        return URLS.contains(name)
                ? Kind.URL
                : TEXTS.contains(name) ? Kind.TEXT : STATEMENTS.contains(name) ? Kind.STATEMENT : Kind.KEYED;
    }
}
