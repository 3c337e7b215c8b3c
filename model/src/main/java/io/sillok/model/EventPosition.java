package io.sillok.model;

import java.nio.charset.StandardCharsets;

/**
 * What makes an event the one it is, so that a replay makes the same one.
 *
 * @param offset of the event's first byte in its file
 * @param ordinal among the events of one record, from 0
 */
public record EventPosition(FileId fileId, long offset, int ordinal) {

    /** The document's id in every store. */
    public String documentId() {
        return Digest.hex((fileId.value() + ':' + offset + ':' + ordinal).getBytes(StandardCharsets.US_ASCII), 16);
    }
}
