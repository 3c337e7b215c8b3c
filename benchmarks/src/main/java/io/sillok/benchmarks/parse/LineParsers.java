package io.sillok.benchmarks.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.krakens.grok.api.GrokCompiler;
import io.sillok.model.FileId;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import io.sillok.parsers.grok.Grok;
import io.sillok.parsers.grok.GrokField;
import io.sillok.parsers.grok.GrokMatcher;
import io.sillok.parsers.grok.GrokSyntaxException;
import io.sillok.parsers.grok.PatternLibrary;
import io.sillok.parsers.grok.PatternSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import nl.basjes.parse.core.exceptions.DissectionFailure;
import nl.basjes.parse.core.exceptions.InvalidDissectorException;
import nl.basjes.parse.core.exceptions.MissingDissectorsException;
import nl.basjes.parse.httpdlog.HttpdLoglineParser;
import org.opensearch.grok.MatcherWatchdog;

/** Who takes part. */
final class LineParsers {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Set<String> NUMBERS = Set.of("pid", "tid", "connection");

    private LineParsers() {}

    private static io.krakens.grok.api.Grok reference(String pattern) {
        GrokCompiler compiler = GrokCompiler.newInstance();
        compiler.registerDefaultPatterns();
        return compiler.compile(pattern, true);
    }

    private static Grok grok(String pattern) {
        try {
            return Grok.compile("bench", pattern, PatternLibrary.bundled(PatternSet.LEGACY), ZoneOffset.UTC);
        } catch (GrokSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static LineParser javaGrok(String pattern) {
        io.krakens.grok.api.Grok grok = reference(pattern);
        return line -> {
            Map<String, Object> fields = javaGrokFields(grok, line);
            return fields.isEmpty() ? LineParser.NO_MATCH : fields.size();
        };
    }

    private static Map<String, Object> javaGrokFields(io.krakens.grok.api.Grok grok, Line line) {
        return grok.match(line.string()).capture();
    }

    static LineParser sillokMap(String pattern) {
        Grok grok = grok(pattern);
        GrokMatcher matcher = grok.matcher();
        List<GrokField> fields = grok.patterns().get(0).fields();
        return line -> {
            Map<String, Object> captures = sillokFields(matcher, fields, line);
            return captures.isEmpty() ? LineParser.NO_MATCH : captures.size();
        };
    }

    /** As java-grok gives them: without the quotes at the ends, and with null for what took no part. */
    private static Map<String, Object> sillokFields(GrokMatcher matcher, List<GrokField> fields, Line line) {
        if (matcher.match(line.text(), 0, line.text().length) != GrokMatcher.Outcome.MATCH) {
            return Map.of();
        }
        Map<String, Object> captures = new HashMap<>(fields.size() * 4 / 3 + 1);
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
    static void requireSameMaps(String pattern, List<Line> lines) {
        io.krakens.grok.api.Grok reference = reference(pattern);
        Grok grok = grok(pattern);
        GrokMatcher matcher = grok.matcher();
        List<GrokField> fields = grok.patterns().get(0).fields();
        for (Line line : lines) {
            if (!javaGrokFields(reference, line).equals(sillokFields(matcher, fields, line))) {
                throw new IllegalStateException("the engines differ on " + line.string());
            }
        }
    }

    /** Of lines in the combined format. */
    static LineParser sillokTyped(String pattern) {
        GrokMatcher matcher = grok(pattern).matcher();
        return line -> {
            if (matcher.match(line.text(), 0, line.text().length) != GrokMatcher.Outcome.MATCH) {
                return LineParser.NO_MATCH;
            }
            AccessEvent event = AccessEvent.of(matcher);
            return event.time() + event.status() + event.bytes();
        };
    }

    /** Of lines that begin with a time, at the pattern's first field; what else is a number is read as one. */
    static LineParser sillokTypedError(String pattern) {
        Grok grok = grok(pattern);
        GrokMatcher matcher = grok.matcher();
        int[] numbers = IntStream.range(0, grok.patterns().get(0).fields().size())
                .filter(field -> NUMBERS.contains(
                        grok.patterns().get(0).fields().get(field).name()))
                .toArray();
        return line -> {
            if (matcher.match(line.text(), 0, line.text().length) != GrokMatcher.Outcome.MATCH) {
                return LineParser.NO_MATCH;
            }
            long sum = AccessEvent.secondsOfIso(matcher.bytes(), matcher.start(0));
            for (int field : numbers) {
                sum += matcher.integer(field, 0);
            }
            return sum;
        };
    }

    /** All that a format's own parser makes of a line: the event that the job goes on with. */
    static LineParser sillokEvents(String parser) {
        FileParser file = new FileParser(
                new SliceSource(FileId.of("bench"), "shop", "production", "web-1", "/x.log", parser, Map.of()));
        return line -> {
            long events = 0;
            for (ParsedEvent event : file.accept(RecordBytes.whole(line.text(), 0, line.text().length, 0))) {
                events += event.event().rejected()
                        ? 0
                        : event.event().attributes().size();
            }
            return events == 0 ? LineParser.NO_MATCH : events;
        };
    }

    static LineParser joni(String pattern) {
        org.opensearch.grok.Grok grok = new org.opensearch.grok.Grok(
                org.opensearch.grok.Grok.BUILTIN_PATTERNS, pattern, MatcherWatchdog.noop(), warning -> {});
        return line -> {
            Map<String, Object> fields = grok.captures(line.string());
            return fields == null ? LineParser.NO_MATCH : fields.size();
        };
    }

    static LineParser httpdlog() {
        HttpdLoglineParser<HttpdRecord> parser = new HttpdLoglineParser<>(HttpdRecord.class, "combined");
        HttpdRecord record = new HttpdRecord();
        return line -> {
            try {
                record.clear();
                parser.parse(record, line.string());
                return record.size();
            } catch (DissectionFailure e) {
                return LineParser.NO_MATCH;
            } catch (InvalidDissectorException | MissingDissectorsException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** @param texts whether the texts are wanted as Strings, or only decoded and left in the parser's buffer */
    static LineParser jackson(boolean texts) {
        return line -> {
            try (JsonParser parser = JSON.createParser(line.json())) {
                AccessEvent event = AccessEvent.of(parser, texts);
                return event.time() + event.status() + event.bytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
