package io.sillok.model.edge;

import java.util.Map;

/** Masks files' records before they leave their host. Thread-safe; equal to another one of the same rules. */
public interface EdgeMasker {

    /** The masker of one file, which is read by that parser. */
    FileMasker file(String parser, Map<String, String> definition);

    /** How many values each rule took out so far, by its id. */
    Map<String, Long> maskedFields();
}
