package io.sillok.parsers.grok;

import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parameters of parser {@code grok}, as they stand in a config and travel with the data. */
public final class GrokDefinition {

    private static final String ECS_COMPATIBILITY = "ecs_compatibility";
    /** Definitions, one a line; also {@code patterns.} and any name. */
    private static final String PATTERNS = "patterns";

    private GrokDefinition() {}

    /** @throws DefinitionException with the key, and for a pattern its line and name */
    public static Grok compile(Definition definition) throws DefinitionException {
        String pattern = definition
                .text(Definition.PATTERN)
                .orElseThrow(() -> new DefinitionException("pattern: parser grok needs one"));
        ZoneId zone = definition.zone();
        try {
            return Grok.compile(Definition.PATTERN, pattern, library(definition), zone);
        } catch (GrokSyntaxException e) {
            throw new DefinitionException(e.getMessage(), e);
        }
    }

    /** The bundled definitions and the definition's own, every one of which is checked. */
    private static PatternLibrary library(Definition definition) throws DefinitionException, GrokSyntaxException {
        PatternLibrary bundled = PatternLibrary.bundled(set(definition));
        PatternLibrary library = bundled;
        for (Map.Entry<String, String> value : new TreeMap<>(definition.values()).entrySet()) {
            if (value.getKey().equals(PATTERNS) || value.getKey().startsWith(PATTERNS + ".")) {
                library = library.with(value.getKey(), value.getValue());
            }
        }
        library.check(bundled);
        return library;
    }

    private static PatternSet set(Definition definition) throws DefinitionException {
        String setting = definition.text(ECS_COMPATIBILITY).orElse(PatternSet.LEGACY.setting());
        return Arrays.stream(PatternSet.values())
                .filter(set -> set.setting().equals(setting))
                .findFirst()
                .orElseThrow(
                        () -> new DefinitionException(ECS_COMPATIBILITY + ": there is no " + setting + "; there are "
                                + Arrays.stream(PatternSet.values())
                                        .map(PatternSet::setting)
                                        .collect(Collectors.joining(" "))));
    }
}
