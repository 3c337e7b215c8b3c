package io.sillok.model.framing;

/** What a line says about the record it stands in. */
enum LineRole {
    /** Begins a record. */
    STARTS,
    /** Begins a record, and a {@link #FOLLOWS} line directly behind it belongs to the same one. */
    LEADS,
    /** Begins a record unless a {@link #LEADS} line stands directly before it. */
    FOLLOWS,
    /** Belongs to the record before it. */
    CONTINUES
}
