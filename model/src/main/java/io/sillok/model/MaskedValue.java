package io.sillok.model;

/**
 * How the value of a slice is to be read that was masked before it left its host.
 *
 * @param lengths of each record in the value, in bytes, line ends included; as many as the slice has records
 * @param anew whether the first record, which continues one of an earlier slice, is told from that one's beginning: it then
 *     takes the place of all that came of it before. A masked text cannot be gone on with in the middle of a value
 */
@SuppressWarnings("ArrayRecordComponent")
public record MaskedValue(int[] lengths, boolean anew) {}
