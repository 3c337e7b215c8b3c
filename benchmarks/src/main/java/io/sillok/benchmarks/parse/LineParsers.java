package io.sillok.benchmarks.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.krakens.grok.api.GrokCompiler;
import io.sillok.parsers.grok.Grok;
import io.sillok.parsers.grok.GrokField;
import io.sillok.parsers.grok.GrokMatcher;
import io.sillok.parsers.grok.GrokSyntaxException;
import io.sillok.parsers.grok.PatternLibrary;
import io.sillok.parsers.grok.PatternSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nl.basjes.parse.core.exceptions.DissectionFailure;
import nl.basjes.parse.core.exceptions.InvalidDissectorException;
import nl.basjes.parse.core.exceptions.MissingDissectorsException;
import nl.basjes.parse.httpdlog.HttpdLoglineParser;
import org.opensearch.grok.MatcherWatchdog;

/** Who takes part, by name. */
final class LineParsers {

    static final String REFERENCE = "java-grok, map";
    static final String SILLOK_MAP = "sillok, map";
    static final String SILLOK_TYPED = "sillok, typed";
    static final String JONI = "joni grok, map";
    static final String HTTPDLOG = "httpdlog-parser";
    static final String JACKSON = "jackson, typed";

    private static final String PATTERN = "%{COMBINEDAPACHELOG}";
    private static final JsonFactory JSON = new JsonFactory();

    private static final Map<String, Supplier<LineParser>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(REFERENCE, LineParsers::javaGrok);
        ALL.put(SILLOK_MAP, LineParsers::sillokMap);
        ALL.put(SILLOK_TYPED, LineParsers::sillokTyped);
        ALL.put(JONI, LineParsers::joni);
        ALL.put(HTTPDLOG, LineParsers::httpdlog);
        ALL.put(JACKSON, LineParsers::jackson);
    }

    private LineParsers() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static LineParser of(String name) {
        return ALL.get(name).get();
    }

    private static io.krakens.grok.api.Grok reference() {
        GrokCompiler compiler = GrokCompiler.newInstance();
        compiler.registerDefaultPatterns();
        return compiler.compile(PATTERN, true);
    }

    private static Grok grok() {
        try {
            return Grok.compile("bench", PATTERN, PatternLibrary.bundled(PatternSet.LEGACY), ZoneOffset.UTC);
        } catch (GrokSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LineParser javaGrok() {
        io.krakens.grok.api.Grok grok = reference();
        return line -> {
            Map<String, Object> fields = javaGrokFields(grok, line);
            return fields.isEmpty() ? LineParser.NO_MATCH : fields.size();
        };
    }

    private static Map<String, Object> javaGrokFields(io.krakens.grok.api.Grok grok, AccessLine line) {
        return grok.match(new String(line.text(), StandardCharsets.UTF_8)).capture();
    }

    private static LineParser sillokMap() {
        Grok grok = grok();
        GrokMatcher matcher = grok.matcher();
        List<GrokField> fields = grok.patterns().get(0).fields();
        return line -> {
            Map<String, Object> captures = sillokFields(matcher, fields, line);
            return captures.isEmpty() ? LineParser.NO_MATCH : captures.size();
        };
    }

    /** As java-grok gives them: without the quotes at the ends, and with null for what took no part. */
    private static Map<String, Object> sillokFields(GrokMatcher matcher, List<GrokField> fields, AccessLine line) {
        if (matcher.match(line.text(), 0, line.text().length) != GrokMatcher.Outcome.MATCH) {
            return Map.of();
        }
        Map<String, Object> captures = new HashMap<>(2 * fields.size());
        for (int field = 0; field < fields.size(); field++) {
            captures.put(fields.get(field).name(), withoutQuotes(matcher.text(field)));
        }
        return captures;
    }

    private static String withoutQuotes(String text) {
        if (text == null || text.isEmpty() || (text.charAt(0) != '"' && text.charAt(0) != '\'')) {
            return text;
        }
        int last = text.length() - 1;
        char quote = text.charAt(0);
        if (text.charAt(last) != quote) {
            return text;
        }
        return last < 2 ? "" : text.indexOf(quote, 1) < last ? text : text.substring(1, last);
    }

    /** Fails unless both engines make the same maps of all lines. */
    static void requireSameMaps(List<AccessLine> lines) {
        io.krakens.grok.api.Grok reference = reference();
        Grok grok = grok();
        GrokMatcher matcher = grok.matcher();
        List<GrokField> fields = grok.patterns().get(0).fields();
        for (AccessLine line : lines) {
            if (!javaGrokFields(reference, line).equals(sillokFields(matcher, fields, line))) {
                throw new IllegalStateException(
                        "the engines differ on " + new String(line.text(), StandardCharsets.UTF_8));
            }
        }
    }

    private static LineParser sillokTyped() {
        GrokMatcher matcher = grok().matcher();
        return line -> {
            if (matcher.match(line.text(), 0, line.text().length) != GrokMatcher.Outcome.MATCH) {
                return LineParser.NO_MATCH;
            }
            AccessEvent event = AccessEvent.of(matcher);
            return event.time() + event.status() + event.bytes();
        };
    }

    private static LineParser joni() {
        org.opensearch.grok.Grok grok = new org.opensearch.grok.Grok(
                org.opensearch.grok.Grok.BUILTIN_PATTERNS, PATTERN, MatcherWatchdog.noop(), warning -> {});
        return line -> {
            Map<String, Object> fields = grok.captures(new String(line.text(), StandardCharsets.UTF_8));
            return fields == null ? LineParser.NO_MATCH : fields.size();
        };
    }

    private static LineParser httpdlog() {
        HttpdLoglineParser<HttpdRecord> parser = new HttpdLoglineParser<>(HttpdRecord.class, "combined");
        HttpdRecord record = new HttpdRecord();
        return line -> {
            try {
                record.clear();
                parser.parse(record, new String(line.text(), StandardCharsets.UTF_8));
                return record.size();
            } catch (DissectionFailure e) {
                return LineParser.NO_MATCH;
            } catch (InvalidDissectorException | MissingDissectorsException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static LineParser jackson() {
        return line -> {
            if (line.json().length == 0) {
                return LineParser.NO_MATCH;
            }
            try (JsonParser parser = JSON.createParser(line.json())) {
                AccessEvent event = AccessEvent.of(parser);
                return event.time() + event.status() + event.bytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
