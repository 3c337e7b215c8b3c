package io.sillok.parsers.grok;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tasks of one process share a pattern, and so the automaton that their lines build. */
class ConcurrentMatchingTest {

    private static final int THREADS = 4;
    private static final int LINES = 2_000;

    @Test
    void threadsFindWhatOneFinds() throws Exception {
        PatternLibrary library = PatternLibrary.bundled(PatternSet.LEGACY);
        Random random = new Random(Long.getLong("seed", 11));
        SampleLines samples = new SampleLines(random);
        List<String> real = SampleLines.real();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            String line = real.get(random.nextInt(real.size()));
            lines.add(random.nextInt(3) == 0 ? samples.mutated(line) : line);
        }
        for (String pattern : List.of("%{COMBINEDAPACHELOG}", "%{DATA:a} %{IPORHOST:b} %{GREEDYDATA:c}", "%{URI:u}")) {
            List<String> expected = matches(Grok.compile("test", pattern, library, ZoneOffset.UTC), lines);
            Grok shared = Grok.compile("test", pattern, library, ZoneOffset.UTC);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                Callable<List<String>> task = () -> matches(shared, lines);
                for (Future<List<String>> found : threads.invokeAll(Collections.nCopies(THREADS, task))) {
                    assertThat(found.get()).isEqualTo(expected);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static List<String> matches(Grok grok, List<String> lines) {
        GrokMatcher matcher = grok.matcher();
        List<String> matches = new ArrayList<>();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            GrokMatcher.Outcome outcome = matcher.match(bytes, 0, bytes.length);
            matches.add(JavaGrok.described(matcher, grok.patterns().get(0), outcome));
        }
        return matches;
    }
}
