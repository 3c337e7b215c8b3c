package io.sillok.parsers.grok;

import io.krakens.grok.api.Grok;
import io.krakens.grok.api.GrokCompiler;
import io.krakens.grok.api.Match;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** java-grok on the same definitions: what it finds is what is right. */
final class JavaGrok {

    private static final long BUDGET = 200_000;

    private final Grok grok;

    private JavaGrok(Grok grok) {
        this.grok = grok;
    }

    static JavaGrok of(String pattern, PatternLibrary library) {
        GrokCompiler compiler = GrokCompiler.newInstance();
        library.definitions().forEach(definition -> compiler.register(definition.name(), definition.regex()));
        return new JavaGrok(compiler.compile(pattern, true));
    }

    /** With java-grok's own definitions. */
    static JavaGrok withItsOwn(String pattern, String... more) {
        GrokCompiler compiler = GrokCompiler.newInstance();
        compiler.registerDefaultPatterns();
        for (String file : more) {
            compiler.registerPatternFromClasspath("/patterns/" + file);
        }
        return new JavaGrok(compiler.compile(pattern, true));
    }

    /** Place and fields of the match, in a form to compare; empty if java-grok gives up or would take too long. */
    Optional<String> match(String line) {
        try {
            Match match = grok.match(new CountedChars(line, BUDGET));
            if (match.isNull()) {
                return Optional.of("none");
            }
            Map<String, List<String>> fields = new TreeMap<>();
            for (String group : grok.namedGroups) {
                String name = grok.getNamedRegexCollection()
                        .getOrDefault(group, group)
                        .split("[:;]")[0];
                String text = match.getMatch().group(group);
                if (text != null && !name.equals("UNWANTED")) {
                    fields.computeIfAbsent(GrokField.path(name), unseen -> new ArrayList<>())
                            .add(text);
                }
            }
            return Optional.of(described(
                    line.substring(0, match.getStart()), line.substring(match.getStart(), match.getEnd()), fields));
        } catch (StackOverflowError | CountedChars.Exhausted e) {
            return Optional.empty();
        }
    }

    /** The same of a match of ours. */
    static String described(GrokMatcher matcher, GrokPattern pattern, GrokMatcher.Outcome outcome) {
        if (outcome != GrokMatcher.Outcome.MATCH) {
            return "none";
        }
        Map<String, List<String>> fields = new TreeMap<>();
        for (int field = 0; field < pattern.fields().size(); field++) {
            String text = matcher.text(field);
            if (text != null) {
                fields.computeIfAbsent(pattern.fields().get(field).name(), unseen -> new ArrayList<>())
                        .add(text);
            }
        }
        String all = new String(matcher.bytes(), 0, matcher.end(), StandardCharsets.UTF_8);
        String before = new String(matcher.bytes(), 0, matcher.start(), StandardCharsets.UTF_8);
        return described(before, all.substring(before.length()), fields);
    }

    private static String described(String before, String match, Map<String, List<String>> fields) {
        fields.values().forEach(values -> values.sort(null)); // java-grok numbers groups in another order
        return "<" + before + "><" + match + "> " + fields;
    }
}
