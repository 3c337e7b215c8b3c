package io.sillok.parsers.grok;

/**
 * A named regular expression, which may refer to others by {@code %{NAME}}.
 *
 * @param file where it is defined, as the user knows it: a path, or a key of the config
 * @param line counted from 1
 */
public record PatternDefinition(String name, String regex, String file, int line) {

    public String place() {
        return file + ":" + line;
    }
}
