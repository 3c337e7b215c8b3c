package io.sillok.parsers.grok;

import static org.assertj.core.api.Assertions.assertThat;

import io.krakens.grok.api.GrokCompiler;
import io.sillok.parsers.grok.regex.NotCompilableException;
import io.sillok.parsers.grok.regex.Regex;
import io.sillok.parsers.grok.regex.RegexParser;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every pattern of the bundled sets on lines made from it, on such lines with something changed, and on lines of all
 * formats: java-grok must find the same match with the same captures. {@code -Dseed=N} begins elsewhere,
 * {@code -Dgrok.lines=N} sets the lines for each pattern.
 */
class JavaGrokDifferentialTest {

    private static final int LINES = Integer.getInteger("grok.lines", 60);
    private static final int LINES_OF_A_LONG_RUN = 6_000;
    private static final int LINES_OF_A_FORM = 60;
    private static final int LINES_TO_LEARN = 160;

    /** Cases told apart by who answered. */
    private static final class Tally {

        final Map<String, Long> counts = new TreeMap<>();
        final Map<String, Long> reasons = new TreeMap<>();

        void count(GrokMatcher matcher, String expected) {
            String engine = matcher.fallback().isPresent() ? "fallback" : "compiled";
            counts.merge(engine + (expected.equals("none") ? " no match" : " match"), 1L, Long::sum);
            matcher.fallback().ifPresent(reason -> reasons.merge(reason, 1L, Long::sum));
        }

        void gaveUp() {
            counts.merge("java-grok gave up", 1L, Long::sum);
        }
    }

    @ParameterizedTest
    @EnumSource(PatternSet.class)
    void findsWhatJavaGrokFinds(PatternSet set) throws GrokSyntaxException {
        compareAll(set, LINES);
    }

    @ParameterizedTest
    @EnumSource(PatternSet.class)
    @Tag("long")
    void findsWhatJavaGrokFindsOnMillionsOfLines(PatternSet set) throws GrokSyntaxException {
        compareAll(set, LINES_OF_A_LONG_RUN);
    }

    private static void compareAll(PatternSet set, int lines) throws GrokSyntaxException {
        PatternLibrary library = PatternLibrary.bundled(set);
        List<String> real = SampleLines.real();
        Tally tally = new Tally();
        for (PatternDefinition definition : library.definitions()) {
            String pattern = "%{" + definition.name() + "}";
            Random random =
                    new Random(Long.getLong("seed", 7) + definition.name().hashCode());
            compare(
                    Grok.compile("test", pattern, library, ZoneOffset.UTC),
                    JavaGrok.of(pattern, library),
                    lines(definition, library, real, random, lines),
                    tally);
        }
        System.out.println(set + ": " + tally.counts + ", no difference; fallback for " + tally.reasons);
        assertThat(tally.counts.get("compiled match"))
                .isGreaterThan(20L * library.definitions().size());
        assertThat(tally.counts.get("compiled no match"))
                .isGreaterThan(10L * library.definitions().size());
    }

    /** Lines of one form are passed in leaps: those that go on as the others did, and those that do not. */
    @ParameterizedTest
    @EnumSource(PatternSet.class)
    void findsWhatJavaGrokFindsOnceItKnowsTheLines(PatternSet set) throws GrokSyntaxException {
        compareAfterLearning(set, LINES);
    }

    @ParameterizedTest
    @EnumSource(PatternSet.class)
    @Tag("long")
    void findsWhatJavaGrokFindsOnceItKnowsTheLinesMillionsOfTimes(PatternSet set) throws GrokSyntaxException {
        compareAfterLearning(set, LINES_OF_A_LONG_RUN);
    }

    private static void compareAfterLearning(PatternSet set, int lines) throws GrokSyntaxException {
        PatternLibrary library = PatternLibrary.bundled(set);
        Tally tally = new Tally();
        for (PatternDefinition definition : library.definitions()) {
            Random random =
                    new Random(Long.getLong("seed", 7) + definition.name().hashCode());
            SampleLines samples = new SampleLines(random);
            String pattern = "%{" + definition.name() + "}";
            Optional<Regex> regex = regex(definition, library);
            if (regex.isEmpty()) {
                continue;
            }
            for (int part = 0; part < lines; part += LINES_OF_A_FORM) {
                Grok grok = Grok.compile("test", pattern, library, ZoneOffset.UTC);
                String form = samples.of(regex.get()) + samples.of(regex.get());
                List<String> variants = new ArrayList<>();
                for (int i = 0; i < LINES_OF_A_FORM; i++) {
                    variants.add(samples.mutated(form));
                }
                GrokMatcher matcher = grok.matcher();
                for (int i = 0; i < LINES_TO_LEARN; i++) {
                    String line = random.nextInt(2) == 0 ? form : variants.get(random.nextInt(4));
                    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                    matcher.match(bytes, 0, bytes.length);
                }
                compare(grok, JavaGrok.of(pattern, library), variants, tally);
            }
        }
        System.out.println(set + ", lines of one form: " + tally.counts + ", no difference");
        assertThat(tally.counts.get("compiled match"))
                .isGreaterThan(20L * library.definitions().size());
    }

    /** A set with flat names is the one that java-grok's users have: their patterns must not come to mean something else. */
    @Test
    void theLegacySetMeansWhatJavaGroksOwnDoes() throws GrokSyntaxException {
        String[] files = {"java", "linux-syslog"};
        PatternLibrary library = PatternLibrary.bundled(PatternSet.LEGACY);
        GrokCompiler own = GrokCompiler.newInstance();
        own.registerDefaultPatterns();
        for (String file : files) {
            own.registerPatternFromClasspath("/patterns/" + file);
        }
        List<String> real = SampleLines.real();
        Tally tally = new Tally();
        List<String> missing = new ArrayList<>();
        for (String name : own.getPatternDefinitions().keySet()) {
            Optional<PatternDefinition> definition = library.find(name);
            if (definition.isEmpty()) {
                missing.add(name);
                continue;
            }
            Random random = new Random(Long.getLong("seed", 7) + name.hashCode());
            compare(
                    Grok.compile("test", "%{" + name + "}", library, ZoneOffset.UTC),
                    JavaGrok.withItsOwn("%{" + name + "}", files),
                    lines(definition.get(), library, real, random, LINES),
                    tally);
        }
        assertThat(missing).isEmpty();
    }

    private static void compare(Grok grok, JavaGrok reference, List<String> lines, Tally tally) {
        GrokPattern pattern = grok.patterns().get(0);
        GrokMatcher matcher = grok.matcher();
        for (String line : lines) {
            Optional<String> expected = reference.match(line);
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            GrokMatcher.Outcome outcome = matcher.match(bytes, 0, bytes.length);
            if (expected.isEmpty() || outcome == GrokMatcher.Outcome.OVER_BUDGET) {
                tally.gaveUp();
                continue;
            }
            assertThat(JavaGrok.described(matcher, pattern, outcome))
                    .as("%s on <%s>, by %s", pattern.definition().regex(), shown(line), matcher.fallback())
                    .isEqualTo(expected.get());
            tally.count(matcher, expected.get());
        }
    }

    private static String shown(String line) {
        return line.chars()
                .mapToObj(c -> c < ' ' || c > '~' ? "\\u%04x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static List<String> lines(
            PatternDefinition definition, PatternLibrary library, List<String> real, Random random, int count)
            throws GrokSyntaxException {
        SampleLines samples = new SampleLines(random);
        List<String> lines = new ArrayList<>();
        Optional<Regex> regex = regex(definition, library);
        for (int i = 0; i < count; i++) {
            String line = regex.isPresent() && random.nextInt(8) > 0
                    ? samples.of(regex.get())
                    : real.get(random.nextInt(real.size()));
            lines.add(random.nextInt(2) == 0 ? line : samples.mutated(line));
        }
        return lines;
    }

    private static Optional<Regex> regex(PatternDefinition definition, PatternLibrary library)
            throws GrokSyntaxException {
        try {
            return Optional.of(
                    RegexParser.parse(Expansion.of(definition, library).regex()));
        } catch (NotCompilableException e) {
            return Optional.empty();
        }
    }
}
