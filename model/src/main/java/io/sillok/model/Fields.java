package io.sillok.model;

/**
 * Names of resource and event attributes that more than one module speaks of. Those with dots that OpenTelemetry defines
 * are its semantic conventions; the rest is named after the program that writes it.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/">OpenTelemetry semantic conventions</a>
 */
public final class Fields {

    public static final String SERVICE_NAME = "service.name";
    public static final String SERVICE_VERSION = "service.version";
    public static final String ENVIRONMENT = "deployment.environment.name";
    public static final String HOST_NAME = "host.name";

    public static final String K8S_NAMESPACE = "k8s.namespace.name";
    public static final String K8S_POD = "k8s.pod.name";
    public static final String K8S_POD_UID = "k8s.pod.uid";
    public static final String K8S_CONTAINER = "k8s.container.name";
    public static final String K8S_NODE = "k8s.node.name";
    public static final String CONTAINER_ID = "container.id";

    /** Which of a container's streams a line was written to: {@code stdout} or {@code stderr}. */
    public static final String STREAM = "log.iostream";

    /** The format of the file: {@code nginx.access}, …; what stands inside (Laravel in FPM's stderr) is {@link #INNER_FORMAT}. */
    public static final String LOG_FORMAT = "log.format";

    public static final String INNER_FORMAT = "log.inner_format";
    public static final String FILE_PATH = "log.file.path";

    /** Offset in bytes of the event's first byte. */
    public static final String FILE_OFFSET = "log.file.offset";

    /** {@link FileId}. */
    public static final String FILE_ID = "log.file.id";

    public static final String ORDINAL = "log.record.ordinal";

    /** Whether the event shows only the beginning of its record; its full length in bytes is {@link #RECORD_LENGTH}. */
    public static final String TRUNCATED = "log.record.truncated";

    public static final String RECORD_LENGTH = "log.record.length";

    /**
     * Of an event that a replay brought back: {@code instead} if it stands for one that was rejected, {@code added} if it is
     * one more.
     */
    public static final String REPLAYED = "log.replayed";

    /** Why no parser took the event ({@link #REJECTED_PREFIX}), or the error that it tells of. */
    public static final String ERROR_TYPE = "error.type";

    /** Which pattern a line cost too much in, as its place in the definition: {@code pattern:2}. */
    public static final String GROK_PATTERN = "grok.pattern";

    public static final String REJECTED_PREFIX = "parse.";

    public static final String CLIENT_ADDRESS = "client.address";
    public static final String SERVER_ADDRESS = "server.address";
    public static final String USER_NAME = "user.name";
    public static final String USER_AGENT = "user_agent.original";
    public static final String HTTP_METHOD = "http.request.method";
    public static final String HTTP_STATUS = "http.response.status_code";
    public static final String HTTP_ROUTE = "http.route";

    /** Body bytes sent, without headers. */
    public static final String HTTP_RESPONSE_SIZE = "http.response.body.size";

    /** Bytes of the whole request: line, headers, body. */
    public static final String HTTP_REQUEST_SIZE = "http.request.size";

    /** Seconds. */
    public static final String HTTP_DURATION = "http.server.request.duration";

    public static final String HTTP_REFERRER = "http.request.header.referer";

    /** The web server's id of the request: the shape of a trace id, but not one. */
    public static final String REQUEST_ID = "http.request.id";

    /** False where the tracer decided not to record the trace, so that no span will come; else absent. */
    public static final String TRACE_SAMPLED = "trace.sampled";

    /** True where a field that should hold a trace id holds something else; else absent. */
    public static final String TRACE_ID_INVALID = "trace.invalid";

    /** How a line that names no trace was tied to its request: {@code request_id}, {@code url_and_time}, … */
    public static final String LINK_METHOD = "link.method";

    /** From 0 to 1: how certain that is. */
    public static final String LINK_CONFIDENCE = "link.confidence";

    public static final String URL_PATH = "url.path";

    /** Without the question mark. */
    public static final String URL_QUERY = "url.query";

    public static final String PROCESS_PID = "process.pid";
    public static final String PHP_FPM_POOL = "php_fpm.pool";

    public static final String EXCEPTION_TYPE = "exception.type";
    public static final String EXCEPTION_MESSAGE = "exception.message";
    public static final String EXCEPTION_STACKTRACE = "exception.stacktrace";

    /** Equal for exceptions of one kind: class, first place in the program's own code, message without its values. */
    public static final String EXCEPTION_FINGERPRINT = "exception.fingerprint";

    /** Where it was, innermost first: maps of {@code file}, {@code line}, {@code function}, {@code in_app}. */
    public static final String EXCEPTION_FRAMES = "exception.frames";

    /** The same in every log that tells of one error of PHP. */
    public static final String ERROR_JOIN_KEY = "error.join_key";

    /** A keyed hash of the account that a login was tried with. */
    public static final String LOGIN_ACCOUNT = "login.account.hash";

    public static final String CODE_FILE = "code.file.path";
    public static final String CODE_LINE = "code.line.number";

    public static final String LARAVEL_CHANNEL = "laravel.channel";
    public static final String LARAVEL_CONTEXT = "laravel.context";
    public static final String LARAVEL_EXTRA = "laravel.extra";

    public static final String DB_SYSTEM = "db.system.name";
    public static final String DB_NAMESPACE = "db.namespace";
    public static final String DB_QUERY_TEXT = "db.query.text";

    /** Equal for statements that differ in values only. */
    public static final String DB_QUERY_HASH = "db.query.hash";

    /** Seconds. */
    public static final String DB_QUERY_DURATION = "db.query.duration";

    /** What the event's span said, added when the span is known. */
    public static final String SPAN_NAME = "span.name";

    public static final String SPAN_SERVICE = "span.service.name";
    public static final String SPAN_STATUS = "span.status";

    /** Set where the event's own time is more than seven days from when it was read. */
    public static final String TIME_IMPLAUSIBLE = "time.implausible";

    private Fields() {}
}
