package io.sillok.local.discover.laravel;

import io.sillok.local.discover.server.LogPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an expression comes to without running PHP. */
sealed interface PhpValue {

    PhpValue NULL = new Null();
    PhpValue UNKNOWN = new Unknown();

    /** Numbers too; parts that are not known are {@link LogPath#HOLE}. */
    record Text(String value) implements PhpValue {}

    record Flag(boolean value) implements PhpValue {}

    record Null() implements PhpValue {}

    /** Keys in their order; list items have their numbers as keys. */
    record Items(Map<String, PhpValue> values) implements PhpValue {}

    record Arrow(List<PhpExpression.Parameter> parameters, PhpExpression body) implements PhpValue {}

    record Unknown() implements PhpValue {}

    static PhpValue of(String text) {
        return new Text(text);
    }

    /** As PHP would put it into a string. */
    default String text() {
        if (this instanceof Text text) {
            return text.value;
        }
        if (this instanceof Flag flag) {
            return flag.value ? "1" : "";
        }
        return this instanceof Null ? "" : String.valueOf(LogPath.HOLE);
    }

    /** Empty if only the running application knows. */
    default Optional<Boolean> truth() {
        if (this instanceof Text text) {
            boolean open = text.value.indexOf(LogPath.HOLE) >= 0;
            return open && text.value.length() == 1
                    ? Optional.empty()
                    : Optional.of(!text.value.isEmpty() && !text.value.equals("0"));
        }
        if (this instanceof Flag flag) {
            return Optional.of(flag.value);
        }
        if (this instanceof Items items) {
            return Optional.of(!items.values.isEmpty());
        }
        return this instanceof Null ? Optional.of(false) : Optional.empty();
    }

    /** An item, {@link #NULL} if there is none. */
    default PhpValue get(String key) {
        if (this instanceof Items items) {
            return items.values.getOrDefault(key, NULL);
        }
        return this instanceof Unknown ? UNKNOWN : NULL;
    }

    /** A text that is neither absent nor empty. */
    default Optional<String> optionalText() {
        return this instanceof Text text && !text.value.isEmpty() ? Optional.of(text.value) : Optional.empty();
    }

    default Map<String, PhpValue> items() {
        return this instanceof Items items ? items.values : new LinkedHashMap<>();
    }
}
