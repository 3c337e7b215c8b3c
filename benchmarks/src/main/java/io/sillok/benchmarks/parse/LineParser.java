package io.sillok.benchmarks.parse;

/** A contender: reads a line into the form that its name says. Not thread-safe. */
interface LineParser {

    /** @return what depends on all that was read, so that nothing can be left out; {@link #NO_MATCH} if the line is none */
    long read(Line line);

    long NO_MATCH = Long.MIN_VALUE;
}
