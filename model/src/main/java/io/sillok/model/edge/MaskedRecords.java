package io.sillok.model.edge;

/**
 * What became of records: one for each of theirs, none empty, one behind the other.
 *
 * @param lengths of each in {@code bytes}
 * @param anew whether the first, which continues a record, is told from that one's beginning
 */
@SuppressWarnings("ArrayRecordComponent")
public record MaskedRecords(byte[] bytes, int[] lengths, boolean anew) {}
