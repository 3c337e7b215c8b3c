package io.sillok.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What became of one file's bytes and records, since its first byte. Always: {@code read = accepted + missing} over the
 * bytes up to {@code end}, and {@code events = parsed + rejected}. Entries are cumulative: the newest one counts.
 *
 * @param accepted bytes taken for the first time
 * @param resent bytes that came again and were dropped
 * @param missing bytes below {@code end} that never came
 * @param end the offset behind the last byte accepted
 * @param maskedFields values that masking rules took out of events
 * @param holes which bytes are missing: the lowest {@value #MOST_HOLES}; entries of earlier versions name none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LedgerEntry(
        @JsonProperty("file") String file,
        @JsonProperty("path") String path,
        @JsonProperty("accepted") long accepted,
        @JsonProperty("resent") long resent,
        @JsonProperty("missing") long missing,
        @JsonProperty("end") long end,
        @JsonProperty("records") long records,
        @JsonProperty("events") long events,
        @JsonProperty("rejected") long rejected,
        @JsonProperty("masked_fields") long maskedFields,
        @JsonProperty("holes") List<Hole> holes) {

    /** More holes than this are only in the sum. */
    public static final int MOST_HOLES = 100;

    /** Bytes {@code [from, to)} that never came. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"from", "to"})
    public record Hole(
            @JsonProperty("from") long from,
            @JsonProperty("to") long to) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    public LedgerEntry {
        holes = holes == null ? List.of() : List.copyOf(holes);
    }

    public byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LedgerEntry parse(byte[] json) {
        try {
            return JSON.readValue(json, LedgerEntry.class);
        } catch (IOException e) {
            throw new UncheckedIOException("not a ledger entry", e);
        }
    }
}
