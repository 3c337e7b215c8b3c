package io.sillok.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What became of one file's bytes and records, since its first byte. Always: {@code read = accepted + missing} over the
 * bytes up to {@code end}, and {@code events = parsed + rejected}. Entries are cumulative: the newest one counts.
 *
 * @param accepted bytes taken for the first time
 * @param resent bytes that came again and were dropped
 * @param missing bytes below {@code end} that never came
 * @param end the offset behind the last byte accepted
 * @param maskedFields values that masking rules took out of events
 */
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
        @JsonProperty("masked_fields") long maskedFields) {

    private static final ObjectMapper JSON = new ObjectMapper();

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
