package io.sillok.parsers.grok;

import io.sillok.parsers.grok.regex.CharSet;
import io.sillok.parsers.grok.regex.Regex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Lines that a regular expression may match, and lines that it just does not. */
final class SampleLines {

    private static final List<String> PIECES = List.of(
            " ",
            "  ",
            "\"",
            "\\",
            "\\\"",
            "'",
            ".",
            "..",
            ":",
            "-",
            "- -",
            "[",
            "]",
            "<",
            ">",
            "/",
            "%",
            "0",
            "9",
            "12",
            "-1",
            "a",
            "Z",
            "_",
            "{",
            "}",
            "\t",
            "\r",
            "\0",
            "é",
            "\u0085",
            "\u2028",
            "\ud83d\uded2",
            "POST",
            "1.2.3.4",
            "::1",
            "HTTP/1.1");

    private final Random random;

    SampleLines(Random random) {
        this.random = random;
    }

    /** A text that the expression matches unless a place in it is not what it must be. */
    String of(Regex regex) {
        StringBuilder out = new StringBuilder();
        append(regex, out);
        return out.toString();
    }

    private void append(Regex regex, StringBuilder out) {
        if (regex instanceof Regex.One one) {
            out.appendCodePoint(member(one.set()));
        } else if (regex instanceof Regex.Sequence sequence) {
            sequence.parts().forEach(part -> append(part, out));
        } else if (regex instanceof Regex.Choice choice) {
            append(
                    choice.alternatives()
                            .get(random.nextInt(choice.alternatives().size())),
                    out);
        } else if (regex instanceof Regex.Repeat repeat) {
            int most = repeat.most() == Regex.UNBOUNDED ? Integer.MAX_VALUE : repeat.most();
            int count = repeat.least();
            while (count < most && random.nextInt(3) > 0) {
                count++;
            }
            for (int i = 0; i < count; i++) {
                append(repeat.body(), out);
            }
        } else if (regex instanceof Regex.Field field) {
            append(field.body(), out);
        } else if (regex instanceof Regex.Atomic atomic) {
            append(atomic.body(), out);
        }
    }

    private int member(CharSet set) {
        for (int i = 0; i < 40; i++) {
            int c = random.nextInt(60) == 0 ? 128 + random.nextInt(3000) : 32 + random.nextInt(95);
            if (set.contains(c)) {
                return c;
            }
        }
        return set.bounds().get(2 * random.nextInt(set.bounds().size() / 2));
    }

    /** The same line with a few things changed, doubled or left out. */
    String mutated(String line) {
        StringBuilder out = new StringBuilder(line);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(out.length() + 1);
            int end = Math.min(out.length(), at + 1 + random.nextInt(4));
            switch (random.nextInt(6)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, piece());
                case 2 -> out.replace(at, end, piece());
                case 3 -> out.insert(at, out.substring(at, end));
                case 4 -> out.setLength(at);
                default -> out.insert(0, piece());
            }
        }
        // half of a pair has no bytes
        return new String(out.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    /** Lines of the golden cases of all formats. */
    static List<String> real() {
        Path samples = Path.of("..", "samples");
        try (Stream<Path> files = Files.walk(samples, 3)) {
            return files.filter(file -> file.endsWith("input.log"))
                    .sorted()
                    .flatMap(file -> text(file).lines())
                    .filter(line -> line.length() < 2_000)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
