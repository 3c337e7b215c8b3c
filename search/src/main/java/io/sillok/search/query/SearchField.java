package io.sillok.search.query;

/** A field that queries may name: {@code name} is how the index calls it. */
record SearchField(String name, FieldKind kind) {}
