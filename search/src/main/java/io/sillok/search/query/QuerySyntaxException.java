package io.sillok.search.query;

/** A query that cannot be read: where it goes wrong, and what would be right. */
public final class QuerySyntaxException extends Exception {

    private final int position;

    QuerySyntaxException(int position, String message) {
        super(message);
        this.position = position;
    }

    /** Index of the character in the query at which it goes wrong, from 0. */
    public int position() {
        return position;
    }

    /** The message, with the query and a mark under the place; two more lines. */
    public String explain(String query) {
        String shown = query.replaceAll("\\p{Cntrl}", " ");
        return getMessage() + "\n  " + shown + "\n  " + " ".repeat(Math.min(position, shown.length())) + "^";
    }
}
