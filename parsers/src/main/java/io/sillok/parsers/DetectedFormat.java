package io.sillok.parsers;

import java.util.Map;

/**
 * @param parser the parser's name, {@code unknown} if none fits
 * @param definition what the parser has to be told
 */
public record DetectedFormat(String parser, Map<String, String> definition) {

    public DetectedFormat {
        definition = Map.copyOf(definition);
    }

    static DetectedFormat of(String parser) {
        return new DetectedFormat(parser, Map.of());
    }
}
