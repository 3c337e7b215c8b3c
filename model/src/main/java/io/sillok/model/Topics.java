package io.sillok.model;

/** Names of the Kafka topics, as they are unless a config says otherwise. */
public final class Topics {

    /** File slices: raw text. */
    public static final String LOGS_RAW = "logs.raw";

    /** Spans as OpenTelemetry's Kafka exporter writes them: raw text. */
    public static final String OTLP_SPANS = "otlp_spans";

    /** What no parser took or no index accepts, masked. */
    public static final String LOGS_DEAD = "logs.dead";

    /** What became of each file's bytes and records, one cumulative entry a file; compacted. */
    public static final String LEDGER = "sillok.ledger";

    private Topics() {}
}
