package io.sillok.parsers.mask;

/**
 * What was decided about a statement up to the first place where a value can stand.
 *
 * @param tokens up to there and one more, as {@link SqlTokens#copy} gives them
 * @param names by their tokens
 * @param ansi whether double quotes hold names
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SqlBeginning(int[] tokens, int[] names, boolean ansi) {}
