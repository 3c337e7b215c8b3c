package io.sillok.parsers.grok;

import java.time.ZoneOffset;

/** Patterns of our own files, for the parsers of the formats that we know. */
public final class BundledPatterns {

    /** More than any prefix has; the rest of a line is read by hand. */
    private static final int PREFIX_LENGTH = 1024;

    private BundledPatterns() {}

    /** A pattern of our own files: an error in it is one of ours. */
    public static BoundedGrok compile(String pattern) {
        try {
            PatternLibrary library = PatternLibrary.bundled(PatternSet.LEGACY);
            return new BoundedGrok(Grok.compile("bundled", pattern, library, ZoneOffset.UTC), PREFIX_LENGTH);
        } catch (GrokSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
