package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.steps.HostileRecords;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines made to be slow, deep or odd, for every parser: each gives at least one event, and soon. */
class HostileInputTest {

    /** As much as is read of a record. */
    private static final int LENGTH = 256 * 1024;

    /** Of the processor; what grows with the square of the length takes minutes. A benchmark tells what it takes. */
    private static final long MAX_NANOS = 500_000_000;

    static List<String> parsers() {
        return List.copyOf(FormatCatalog.names());
    }

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @MethodSource("parsers")
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isReadInBoundedTime(String parser) {
        SliceSource source = ShopLogs.source("/x.log", parser, definition(parser));
        for (String head : HostileRecords.HEADS) {
            for (String seed : HostileRecords.PIECES) {
                byte[] line =
                        (head + seed.repeat((LENGTH - head.length()) / seed.length())).getBytes(StandardCharsets.UTF_8);
                long start = THREAD.getCurrentThreadCpuTime();
                List<LogEvent> events = ShopLogs.events(List.of(RecordBytes.whole(line, 0, line.length, 0)), source);
                assertThat(THREAD.getCurrentThreadCpuTime() - start)
                        .as("%s: %s, then %s", parser, head, seed)
                        .isLessThan(MAX_NANOS);
                assertThat(events).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void takesAnyBytes(String parser) {
        SliceSource source = ShopLogs.source("/x.log", parser, definition(parser));
        Random random = new Random(Long.getLong("seed", 5));
        for (int i = 0; i < 500; i++) {
            byte[] line = new byte[1 + random.nextInt(300)];
            random.nextBytes(line);
            List<LogEvent> events = ShopLogs.events(List.of(RecordBytes.whole(line, 0, line.length, 0)), source);
            assertThat(events).isNotEmpty();
        }
    }

    @Test
    void detectionTakesAnyBytesToo() {
        Random random = new Random(Long.getLong("seed", 5));
        byte[] bytes = new byte[64 * 1024];
        random.nextBytes(bytes);

        assertThat(FormatDetector.detect(bytes, "x").parser()).isEqualTo("unknown");
    }

    private static Map<String, String> definition(String parser) {
        return parser.equals("grok") ? Map.of("pattern", "%{COMBINEDAPACHELOG}") : Map.of();
    }
}
