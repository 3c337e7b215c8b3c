package io.sillok.parsers.record;

import io.sillok.model.Fields;
import java.util.Locale;

/** Why no parser took a record: {@code error.type} is {@code parse.} and the name in lower case. */
public enum Rejection {
    /** It is not of the file's format. */
    SYNTAX,
    /** It is of no format that is known. */
    UNRECOGNIZED,
    /** Matching it would cost more steps, or a deeper stack, than a line is worth. */
    BUDGET,
    /** The file's parser or its definition is itself in error. */
    DEFINITION,
    /** It goes on with a record whose beginning was not seen. */
    ORPHAN,
    /** It is a run of NULs: the hole that a truncation left under a writer that kept its offset. */
    HOLE;

    public String errorType() {
        return Fields.REJECTED_PREFIX + name().toLowerCase(Locale.ROOT);
    }
}
