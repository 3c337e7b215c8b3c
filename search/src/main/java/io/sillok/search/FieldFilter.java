package io.sillok.search;

/**
 * A value of a field that was chosen or ruled out with a click.
 *
 * @param field name as the index calls it
 */
public record FieldFilter(String field, String value, boolean excluded) {}
