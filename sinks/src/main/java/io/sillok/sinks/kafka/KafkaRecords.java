package io.sillok.sinks.kafka;

import io.sillok.model.DeadLetter;
import io.sillok.model.Fields;
import io.sillok.model.LedgerEntry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** The form that dead letters and ledger entries have in their topics: JSON, with what a consumer filters by in headers. */
public final class KafkaRecords {

    /** Why the event is dead, such as {@code parse.unknown}. */
    public static final String REASON = "reason";

    /** The format of the event's file. */
    public static final String FORMAT = Fields.LOG_FORMAT;

    private KafkaRecords() {}

    /** Key: the document's id, so that a repeat has the key of the first. Timestamp: when the tailer read the event. */
    public static ProducerRecord<byte[], byte[]> of(DeadLetter letter, String topic) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, letter.read().toEpochMilli(), bytes(letter.key()), letter.json());
        header(record.headers(), REASON, letter.reason());
        header(
                record.headers(),
                FORMAT,
                letter.event().event().text(Fields.LOG_FORMAT).orElse("unknown"));
        return record;
    }

    /** Key: the file's id; compaction then keeps the newest entry of each file. */
    public static ProducerRecord<byte[], byte[]> of(LedgerEntry entry, String topic) {
        return new ProducerRecord<>(topic, bytes(entry.file()), entry.json());
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
