package io.sillok.parsers.grok;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Patterns that are tried in their order. Thread-safe; each thread matches with a {@link GrokMatcher} of its own.
 */
public final class Grok {

    private final List<GrokPattern> patterns;
    private final ZoneId zone;

    private Grok(List<GrokPattern> patterns, ZoneId zone) {
        this.patterns = List.copyOf(patterns);
        this.zone = zone;
    }

    /**
     * @param place what the patterns are called in errors, such as {@code pattern} for a key of the config
     * @param text a pattern on each line; empty lines and what begins with # say nothing
     * @param zone of dates that are written without one
     */
    public static Grok compile(String place, String text, PatternLibrary library, ZoneId zone)
            throws GrokSyntaxException {
        List<GrokPattern> patterns = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                patterns.add(GrokPattern.compile(new PatternDefinition(line, raw, place, number), library));
            }
        }
        if (patterns.isEmpty()) {
            throw new GrokSyntaxException(place, "holds no pattern");
        }
        return new Grok(patterns, zone);
    }

    public List<GrokPattern> patterns() {
        return patterns;
    }

    ZoneId zone() {
        return zone;
    }

    public GrokMatcher matcher() {
        return new GrokMatcher(this);
    }
}
