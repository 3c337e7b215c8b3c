package io.sillok.search.query;

/** A piece of a query and the index of its first character. */
sealed interface QueryToken {

    int position();

    record Open(int position) implements QueryToken {}

    record Close(int position) implements QueryToken {}

    record Minus(int position) implements QueryToken {}

    /** {@code name:}, directly before its value. */
    record Field(int position, String name) implements QueryToken {}

    /** A value as it stands, or what stood between quotes. */
    record Value(int position, String text, boolean quoted) implements QueryToken {

        boolean is(String keyword) {
            return !quoted && text.equals(keyword);
        }
    }
}
