package io.sillok.edge;

/** Tells what the lines of one file are, in their order. Not thread-safe. */
interface LineReader {

    /** A line of a file. */
    sealed interface Line {

        /** One that is no part of a text that may go on in another; masked already. */
        record Alone(byte[] masked) implements Line {}

        /**
         * One that holds a part of a text.
         *
         * @param text whose part it is: equal for those of one text, and may come again for another
         * @param begins whether it begins the text
         * @param announced whether it looks like a beginning, whatever came before
         * @param said the part, a character for each byte
         * @param cut whether the text goes on without a line end between
         * @param complete whether nothing can follow
         * @param from where in the line the part begins
         * @param to where it ends
         */
        record PartOf(
                Object text,
                boolean begins,
                boolean announced,
                String said,
                boolean cut,
                boolean complete,
                int from,
                int to)
                implements Line {}
    }

    /** The next line, its line end included. */
    Line read(byte[] bytes, int from, int to, long offset);

    /** After so many bytes without more of it a text is at its end. */
    int farthest();

    /** Where the file had come when the reader last lost a text that was not at its end; negative if it never did. */
    long lostAt();
}
