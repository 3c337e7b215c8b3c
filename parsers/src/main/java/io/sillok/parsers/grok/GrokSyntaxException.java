package io.sillok.parsers.grok;

/** A pattern or a definition cannot be used; the message names the file, the line and the pattern. */
public final class GrokSyntaxException extends Exception {

    GrokSyntaxException(PatternDefinition at, String problem) {
        super(at.place() + ": " + at.name() + ": " + problem);
    }

    GrokSyntaxException(String place, String problem) {
        super(place + ": " + problem);
    }
}
