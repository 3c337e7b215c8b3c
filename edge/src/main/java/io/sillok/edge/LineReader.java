package io.sillok.edge;

/** Tells what the lines of one file are, in their order. Not thread-safe. */
interface LineReader {

    /** A line of a file. */
    sealed interface Line {

        /** One that is no part of a text that may go on in another; masked already. */
        record Alone(byte[] masked) implements Line {}

        /** One that holds a part of a text. */
        record Holds(TextPart part, Place place) implements Line {}
    }

    /**
     * A part of a text.
     *
     * @param text whose part it is: equal for those of one text, and may come again for another
     * @param begins whether it begins the text
     * @param announced whether it looks like a beginning, whatever came before
     * @param said the part, a character for each byte
     * @param cut whether the text goes on without a line end between
     * @param complete whether nothing can follow
     */
    record TextPart(Object text, boolean begins, boolean announced, String said, boolean cut, boolean complete) {}

    /**
     * Where in a line a part stands.
     *
     * @param from of what is written anew if the part is masked, an index in the line's bytes
     * @param to where that ends
     * @param head what stands before the part in there, a character for each byte
     * @param tail what stands behind it
     * @param json whether it is the inside of a JSON string
     */
    record Place(int from, int to, String head, String tail, boolean json) {}

    /** The next line, its line end included. */
    Line read(byte[] bytes, int from, int to, long offset);

    /** After so many bytes without more of it a text is at its end. */
    int farthest();

    /** Where the file had come when the reader last lost a text that was not at its end; negative if it never did. */
    long lostAt();
}
