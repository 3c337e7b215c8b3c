package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds no secret comes back byte for byte: lines, fields, statements and prose of {@code clean.txt}. */
class CleanTextTest {

    @Test
    void comesBackAsItWas() throws IOException {
        LineMasker masker = new LineMasker();
        List<String> changed = new ArrayList<>();
        for (String text : texts()) {
            String masked = masker.mask(text);
            if (!masked.equals(text)) {
                changed.add(text + "\n  " + masked);
            }
        }
        assertThat(changed).isEmpty();
    }

    private static List<String> texts() throws IOException {
        try (InputStream in = CleanTextTest.class.getResourceAsStream("clean.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> line.replace('␊', '\n').replace('␉', '\t').replace('␍', '\r'))
                    .toList();
        }
    }
}
