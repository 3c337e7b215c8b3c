package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Buffers and memories that go from text to text, and from thread to thread, leave nothing of one text in another. */
class SharedMaskerTest {

    private static final int TEXTS = 500;
    private static final int THREADS = 4;

    @Test
    void aMaskerThatThreadsShareMasksAsANewOneDoes() throws Exception {
        HostileCases cases = new HostileCases(31);
        List<String> texts = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String text = cases.next().text();
            texts.add(text);
            expected.add(said(new LineMasker(), text));
        }
        LineMasker shared = new LineMasker();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<String>>> said = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                said.add(threads.submit(
                        () -> texts.stream().map(text -> said(shared, text)).toList()));
            }
            for (Future<List<String>> one : said) {
                assertThat(one.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String said(LineMasker masker, String text) {
        MaskTally tally = new MaskTally();
        return masker.mask(text, tally) + "\n" + tally.byId();
    }
}
