package io.sillok.model.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.framing.Frames.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any file, however its bytes come: random files of hostile lines in random chunks; seeds are in the message. */
final class FramingPropertyTest {

    private static final FramingBounds SMALL = new FramingBounds(700, 9, Duration.ofSeconds(1), Duration.ofSeconds(10));

    private static final List<String> LINES = List.of(
            "[2026-11-22 08:57:31] production.ERROR: x",
            "[22-Nov-2026 08:57:29 UTC] PHP Warning:  y",
            "[22-Nov-2026 08:57:30]  [pool www] pid 6520",
            "2026/11/22 08:57:29 [notice] 1#1: start",
            "# Time: 261122 10:47:01",
            "# User@Host: shop[shop] @ localhost []",
            "mariadbd, Version: 10.11 started with:",
            "",
            "\r",
            "\0\0\u00e9 #0 frame",
            "\0\0[2026-11-22 08:57:31] production.ERROR: x",
            "\0".repeat(300) + "2026/11/22 08:57:29 [notice] 1#1: start",
            "\0".repeat(1700),
            "\u00ef\u00bb\u00bf[2026-11-22 08:57:31] production.ERROR: x\r",
            "w".repeat(255) + "\r",
            "z".repeat(255),
            "[2026-11-22 08:57:31] " + "c".repeat(300) + ".INFO: q",
            "y".repeat(1500));

    @ParameterizedTest
    @ValueSource(strings = {"laravel.line", "nginx.error", "php.error", "php_fpm.slow", "mariadb.slow", "nginx.access"})
    void framesAreTheFileAndDoNotDependOnChunks(String parser) {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] file = file(random);
            List<Frame> whole = Frames.of(framer(parser, ResumePoint.FILE_START), file);
            assertThat(Frames.of(framer(parser, ResumePoint.FILE_START), file, chunkEnds(random, file.length)))
                    .as("seed %d", seed)
                    .isEqualTo(whole);
            assertCovers(whole, file, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx.access", "php.error"})
    void linesTakenManyAtOnceAreThoseTakenOneByOne(String parser) {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] file = seed % 4 == 0 ? manyLines(random) : file(random);
            int[] ends = chunkEnds(random, file.length);
            assertThat(Frames.byLines(framer(parser, ResumePoint.FILE_START), file, ends))
                    .as("seed %d", seed)
                    .isEqualTo(Frames.of(framer(parser, ResumePoint.FILE_START), file, ends))
                    .isEqualTo(Frames.byLines(framer(parser, ResumePoint.FILE_START), file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"laravel.line", "php_fpm.slow", "mariadb.slow", "nginx.access"})
    void resumingBehindAnyFrameGivesTheSameRest(String parser) {
        for (int seed = 0; seed < 60; seed++) {
            byte[] file = file(new Random(seed));
            List<Frame> whole = new ArrayList<>();
            List<ResumePoint> behind = new ArrayList<>();
            Framer first = framer(parser, ResumePoint.FILE_START);
            FrameSink marking = (offset, length, start, open) -> {
                whole.add(new Frame(offset, length, start, open));
                behind.add(first.resumePoint());
            };
            first.accept(file, 0, file.length, Instant.EPOCH, marking);
            first.finish(marking);
            for (int i = 0; i < whole.size(); i++) {
                int at = (int) behind.get(i).offset();
                List<Frame> rest = new ArrayList<>();
                Framer framer = framer(parser, behind.get(i));
                FrameSink sink = (offset, length, start, isOpen) -> rest.add(new Frame(offset, length, start, isOpen));
                framer.accept(file, at, file.length, Instant.EPOCH, sink);
                framer.finish(sink);
                assertThat(rest).as("seed %d behind frame %d", seed, i).isEqualTo(whole.subList(i + 1, whole.size()));
            }
        }
    }

    @Test
    void quietCutsNeverLoseMoveOrRepeatAByte() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] file = file(random);
            List<Frame> frames = new ArrayList<>();
            FrameSink sink = (offset, length, start, open) -> frames.add(new Frame(offset, length, start, open));
            Framer framer = framer("laravel.line", ResumePoint.FILE_START);
            Instant now = Instant.EPOCH;
            int from = 0;
            for (int end : chunkEnds(random, file.length)) {
                framer.accept(file, from, end, now, sink);
                from = end;
                now = now.plusMillis(random.nextInt(2500));
                framer.quietCut(now, sink);
            }
            framer.accept(file, from, file.length, now, sink);
            framer.finish(sink);
            assertCovers(frames, file, seed);
        }
    }

    @Test
    void theReaderGivesTheBytesOfEachFrame() throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (int i = 0; i < 60; i++) {
                file.writeBytes(file(random));
            }
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            RecordReader.read(
                    new ByteArrayInputStream(file.toByteArray()),
                    Framing.of("php.error"),
                    (buffer, from, length, offset, start, open) -> {
                        assertThat(offset).isEqualTo(read.size());
                        read.write(buffer, from, length);
                    });
            assertThat(read.toByteArray()).as("seed %d", seed).isEqualTo(file.toByteArray());
        }
    }

    @Test
    void newlinesAreFoundAtEveryPlace() {
        for (int length = 0; length < 40; length++) {
            for (int at = -1; at < length; at++) {
                byte[] bytes = new byte[length];
                for (int i = 0; i < length; i++) {
                    bytes[i] = (byte) (i % 2 == 0 ? 0x0b : 0x8a);
                }
                if (at >= 0) {
                    bytes[at] = '\n';
                }
                assertThat(NewlineSearch.indexOf(bytes, 0, length)).isEqualTo(at);
                assertThat(NewlineSearch.indexOf(bytes, Math.min(length, at + 1), length))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void linesAreMeasuredAsByteByByte() {
        byte[] alphabet = {'\n', '\n', 0x0b, (byte) 0x8a, (byte) 0x80, 0, 'a', 'a', (byte) 0xff};
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(300)];
            int rarely = 1 + random.nextInt(120);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(rarely) == 0 ? alphabet[random.nextInt(alphabet.length)] : (byte) 'x';
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int longest = 1 + random.nextInt(200);
            int[] lengths = new int[random.nextInt(12)];
            int count = NewlineSearch.lineLengths(bytes, from, to, longest, lengths);
            assertThat(Arrays.copyOf(lengths, count))
                    .as("seed %d", seed)
                    .containsExactly(measured(bytes, from, to, longest, lengths.length));
        }
    }

    private static int[] measured(byte[] bytes, int from, int to, int longest, int most) {
        List<Integer> lengths = new ArrayList<>();
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                if (bytes[start] == 0 || i + 1 - start > longest || lengths.size() == most) {
                    break;
                }
                lengths.add(i + 1 - start);
                start = i + 1;
            }
        }
        return lengths.stream().mapToInt(Integer::intValue).toArray();
    }

    /** More than are taken at once. */
    private static byte[] manyLines(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 2000 + random.nextInt(2000); i > 0; i--) {
            text.append(random.nextInt(500) == 0 ? LINES.get(random.nextInt(LINES.size())) : "short")
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Framer framer(String parser, ResumePoint at) {
        return Framing.of(parser).framer(at, SMALL);
    }

    private static void assertCovers(List<Frame> frames, byte[] file, int seed) {
        long at = 0;
        for (Frame frame : frames) {
            assertThat(frame.offset()).as("seed %d", seed).isEqualTo(at);
            assertThat(frame.length()).isPositive().isLessThanOrEqualTo(SMALL.pieceBytes());
            at += frame.length();
        }
        assertThat(at).as("seed %d", seed).isEqualTo(file.length);
    }

    private static byte[] file(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            String line = LINES.get(random.nextInt(LINES.size()));
            text.append(line, 0, random.nextInt(5) == 0 ? random.nextInt(line.length() + 1) : line.length());
            text.append(i > 0 || random.nextBoolean() ? "\n" : "");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int[] chunkEnds(Random random, int length) {
        int chunk = 1 + random.nextInt(300);
        List<Integer> ends = new ArrayList<>();
        for (int at = random.nextInt(chunk); at < length; at += 1 + random.nextInt(chunk)) {
            ends.add(at);
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }
}
