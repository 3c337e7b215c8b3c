package io.sillok.parsers.grok;

import io.sillok.model.config.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Definitions by name. In a file each has a line, {@code NAME regex}; lines that are empty or begin with # say nothing. A
 * later definition of a name replaces an earlier one.
 *
 * <p>Immutable.
 */
public final class PatternLibrary {

    private static final Map<PatternSet, PatternLibrary> BUNDLED = Map.of(
            PatternSet.LEGACY, read(PatternSet.LEGACY),
            PatternSet.ECS, read(PatternSet.ECS));

    private final Map<String, PatternDefinition> definitions;

    private PatternLibrary(Map<String, PatternDefinition> definitions) {
        this.definitions = Collections.unmodifiableMap(definitions);
    }

    public static PatternLibrary bundled(PatternSet set) {
        return BUNDLED.get(set);
    }

    /** This library and what a file defines over it. */
    public PatternLibrary with(String file, String text) throws GrokSyntaxException {
        Map<String, PatternDefinition> all = new LinkedHashMap<>(definitions);
        for (PatternDefinition definition : parse(file, text)) {
            all.put(definition.name(), definition);
        }
        return new PatternLibrary(all);
    }

    /** Fails if a definition that another library has not, or has otherwise, cannot be used. */
    public void check(PatternLibrary known) throws GrokSyntaxException {
        for (PatternDefinition definition : definitions.values()) {
            if (!definition.equals(known.definitions.get(definition.name()))) {
                Expansion.of(definition, this);
            }
        }
    }

    Optional<PatternDefinition> find(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /** In the order of the files. */
    public List<PatternDefinition> definitions() {
        return List.copyOf(definitions.values());
    }

    Optional<String> nearest(String name) {
        return Suggestion.nearest(name, definitions.keySet());
    }

    private static List<PatternDefinition> parse(String file, String text) throws GrokSyntaxException {
        List<PatternDefinition> definitions = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int blank = nameEnd(line);
            if (blank == 0 || blank == line.length()) {
                throw new GrokSyntaxException(file + ":" + number, "a definition is NAME, a blank, and its regex");
            }
            definitions.add(new PatternDefinition(
                    line.substring(0, blank), line.substring(blank).strip(), file, number));
        }
        return definitions;
    }

    private static int nameEnd(String line) {
        int end = 0;
        while (end < line.length() && Reference.isNamePart(line.charAt(end))) {
            end++;
        }
        return end < line.length() && !Character.isWhitespace(line.charAt(end)) ? 0 : end;
    }

    private static PatternLibrary read(PatternSet set) {
        PatternLibrary library = new PatternLibrary(Map.of());
        for (String file : set.files()) {
            try (InputStream in = PatternLibrary.class.getResourceAsStream(file)) {
                library = library.with(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("the patterns in " + file + " cannot be read", e);
            } catch (GrokSyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return library;
    }
}
