package io.sillok.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What became of one file's bytes and records, since its first byte. Always: {@code read = accepted + open + missing} over
 * the bytes up to {@code end}, and {@code events = parsed + rejected}; when nothing is under way any more,
 * {@code events = indexed + refused + dropped}. Entries are cumulative: the newest one counts.
 *
 * @param accepted bytes taken for the first time
 * @param resent bytes that came again and were dropped
 * @param missing bytes below {@code end} that never came, though Kafka is said to have them, or had time to
 * @param end the offset behind the last byte accepted
 * @param maskedFields values that masking rules took out of events
 * @param holes which bytes are open or missing: the lowest {@value #MOST_HOLES}; entries of earlier versions name none
 * @param open bytes below {@code end} that may still come
 * @param indexed events that the index has: each counted once, however often it was written
 * @param refused events that the index will never take
 * @param dropped events that a rule of the config kept from the index
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
        @JsonProperty("holes") List<Hole> holes,
        @JsonProperty("open") long open,
        @JsonProperty("indexed") long indexed,
        @JsonProperty("refused") long refused,
        @JsonProperty("dropped") long dropped) {

    /** More holes than this are only in the sum. */
    public static final int MOST_HOLES = 100;

    /** Bytes {@code [from, to)} that never came. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"from", "to"})
    public record Hole(
            @JsonProperty("from") long from,
            @JsonProperty("to") long to) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is known before anything is said of the index. */
    public LedgerEntry(
            String file,
            String path,
            long accepted,
            long resent,
            long missing,
            long end,
            long records,
            long events,
            long rejected,
            long maskedFields,
            List<Hole> holes) {
        this(file, path, accepted, resent, missing, end, records, events, rejected, maskedFields, holes, 0, 0, 0, 0);
    }

    @JsonCreator
    public LedgerEntry {
        holes = holes == null ? List.of() : List.copyOf(holes);
    }

    public LedgerEntry withOpen(long bytes) {
        return new LedgerEntry(
                file,
                path,
                accepted,
                resent,
                missing - bytes,
                end,
                records,
                events,
                rejected,
                maskedFields,
                holes,
                bytes,
                indexed,
                refused,
                dropped);
    }

    /** With what became of the events behind the parser. */
    public LedgerEntry with(long indexedEvents, long refusedEvents, long droppedEvents) {
        return new LedgerEntry(
                file,
                path,
                accepted,
                resent,
                missing,
                end,
                records,
                events,
                rejected,
                maskedFields,
                holes,
                open,
                indexedEvents,
                refusedEvents,
                droppedEvents);
    }

    /** Events that no outcome is known of yet. */
    public long underWay() {
        return events - indexed - refused - dropped;
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
