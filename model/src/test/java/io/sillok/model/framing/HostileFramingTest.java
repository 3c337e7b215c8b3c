package io.sillok.model.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to be slow or to fill memory: each byte is looked at a bounded number of times and soon let go. */
final class HostileFramingTest {

    private static final int FILE_BYTES = 8 * 1024 * 1024;

    private static final List<String> UNITS = List.of(
            "\n",
            "\r\n",
            "\0",
            "\0\n",
            "x",
            "x\n",
            "\0\0x\n",
            "\u00ef\u00bb\u00bf\n",
            "# Time: 261122 10:00:00\n",
            "# User@Host: \n",
            "[22-Nov-2026 08:57:30]  [pool\n",
            "[2026-11-22 08:57:31] a.a.a.a.INFO:\n",
            "2026/11/22 08:57:29 [\n",
            ", Version: \n",
            "[22-Nov-2026 08:57:29 " + "Z".repeat(230) + "\n");

    static Stream<Arguments> files() {
        return Stream.of("laravel.line", "nginx.error", "php.error", "php_fpm.slow", "mariadb.slow", "nginx.access")
                .flatMap(parser -> UNITS.stream().map(unit -> Arguments.of(parser, unit)));
    }

    /** What is read in chunks of 4 KiB must not cost more for standing in a large record: no one gets ten seconds. */
    @ParameterizedTest
    @MethodSource("files")
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void takesLinearTimeAndLittleMemory(String parser, String unit) {
        byte[] chunk = unit.repeat(1 + 4096 / unit.length()).getBytes(StandardCharsets.ISO_8859_1);
        Framer framer = Framing.of(parser).framer();
        long[] covered = {0};
        FrameSink sink = (offset, length, start, open) -> {
            if (offset != covered[0] || length > FramingBounds.STANDARD.pieceBytes()) {
                throw new AssertionError("a frame of " + length + " bytes at " + offset);
            }
            covered[0] += length;
        };
        for (long fed = 0; fed < FILE_BYTES; fed += chunk.length) {
            framer.accept(chunk, 0, chunk.length, Instant.EPOCH, sink);
            long held = framer.offset() - framer.pendingFrom();
            assertThat(held).isLessThanOrEqualTo(2L * FramingBounds.STANDARD.pieceBytes());
        }
        framer.finish(sink);
        assertThat(covered[0]).isEqualTo(framer.offset());
    }
}
