package io.sillok.local.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/**
 * What became of a capture. Each figure has its own source, so that they can contradict each other.
 *
 * @param files log files found
 * @param bytes accepted by the job, from its ledger
 * @param records accepted by the job, from its ledger
 * @param events made by the job's parsers, from its ledger
 * @param indexed documents over all indices of events, asked of OpenSearch
 * @param rejected documents of events that no parser took, asked of OpenSearch
 * @param resentBytes bytes that came to the job more than once, from its ledger
 * @param duplicates documents that share file, offset and ordinal with another, asked of OpenSearch
 * @param missingBytes bytes that never came to the job, from its ledger
 * @param maskedFields values that masking took out of events, from the job's ledger
 * @param traces traces with a span, asked of OpenSearch
 * @param spans asked of OpenSearch
 * @param logsWithSpan events that know their span, asked of OpenSearch
 * @param metricSeries different series among the samples that the job committed
 * @param seconds from the start of the servers to the end of the processing
 * @param opensearch its address
 */
@JsonPropertyOrder({
    "files",
    "bytes",
    "records",
    "events",
    "indexed",
    "rejected",
    "resent_bytes",
    "duplicates",
    "missing_bytes",
    "masked_fields",
    "traces",
    "spans",
    "logs_with_span",
    "metric_series",
    "seconds",
    "opensearch"
})
public record DemoSummary(
        @JsonProperty("files") long files,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("records") long records,
        @JsonProperty("events") long events,
        @JsonProperty("indexed") long indexed,
        @JsonProperty("rejected") long rejected,
        @JsonProperty("resent_bytes") long resentBytes,
        @JsonProperty("duplicates") long duplicates,
        @JsonProperty("missing_bytes") long missingBytes,
        @JsonProperty("masked_fields") long maskedFields,
        @JsonProperty("traces") long traces,
        @JsonProperty("spans") long spans,
        @JsonProperty("logs_with_span") long logsWithSpan,
        @JsonProperty("metric_series") long metricSeries,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("opensearch") String opensearch) {

    /** Whether every event is in the index, once, and no byte is missing. */
    public boolean clean() {
        return events == indexed && missingBytes == 0 && duplicates == 0;
    }

    public String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a person. */
    public String text() {
        return """
                %,d files, %,d bytes, %,d records, %,d events
                %,d indexed (%,d of them rejected by every parser), %,d duplicates
                %,d bytes missing, %,d bytes came again and were dropped
                %,d values masked
                %,d spans in %,d traces; %,d events know their span
                %,d metric series
                %.1f s""".formatted(
                        files,
                        bytes,
                        records,
                        events,
                        indexed,
                        rejected,
                        duplicates,
                        missingBytes,
                        resentBytes,
                        maskedFields,
                        spans,
                        traces,
                        logsWithSpan,
                        metricSeries,
                        seconds);
    }
}
