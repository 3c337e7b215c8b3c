package io.sillok.search.query;

/** How the value of a field is read and matched. */
enum FieldKind {
    /** A name or other text, matched whole. */
    NAME,
    /** As {@link #NAME}, and maybe a number. */
    UNLISTED,
    /** As {@link #NAME}, written in upper case. */
    UPPER_CASE_NAME,
    /** As {@link #NAME}, written in lower case. */
    LOWER_CASE_NAME,
    /** Text that is searched by its words. */
    WORDS,
    NUMBER,
    /** An IP address, or a block of them: {@code 10.1.0.0/16}, {@code 10.1.*}. */
    ADDRESS,
    /** A number, or its class: {@code 5xx}. */
    STATUS,
    /** A number, or one with a unit: {@code 250ms}. */
    SECONDS,
    /** A word; more and less are by severity number. */
    SEVERITY,
    /** {@code nginx} stands for all formats of nginx. */
    LOG_FORMAT,
    CLASS,
    TRACE_ID,
    TIME
}
