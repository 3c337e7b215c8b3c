package io.sillok.parsers.mask;

/** How the values of a statement were written into its text. */
public enum SqlForm {
    /** As literals: quotes tell where a value ends, as long as the text holds to the grammar. */
    QUOTED,
    /** As Laravel's QueryException pastes bindings: bare, so nothing tells where a value ends. */
    UNQUOTED
}
