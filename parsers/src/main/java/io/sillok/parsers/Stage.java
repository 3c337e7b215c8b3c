package io.sillok.parsers;

/**
 * A step on a record's way to its events, for people to read: holds no value of the log, only places, lengths and names.
 *
 * @param name of the step, such as {@code template}
 * @param outcome what it took, or why it did not
 */
public record Stage(String name, String outcome) {}
