package io.sillok.model.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML document whose nodes know their line. */
sealed interface ConfigTree {

    int line();

    /** A text, number, flag or null, as it was written. */
    record Scalar(String text, int line) implements ConfigTree {}

    /** Keys with their nodes, in the order of the file. */
    record MapNode(Map<String, ConfigTree> entries, int line) implements ConfigTree {
        MapNode(int line) {
            this(new LinkedHashMap<>(), line);
        }
    }

    /** Items of a list. */
    record ListNode(List<ConfigTree> items, int line) implements ConfigTree {
        ListNode(int line) {
            this(new ArrayList<>(), line);
        }
    }
}
