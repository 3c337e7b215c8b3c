package io.sillok.model.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.framing.Frames.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FramerTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final String HEAD = "[2026-11-22 08:57:31] production.ERROR: x\n";
    private static final int H = HEAD.length();

    private final List<Frame> frames = new ArrayList<>();
    private final FrameSink sink = (offset, length, start, open) -> frames.add(new Frame(offset, length, start, open));

    @Test
    void aLineOfASingleLineFormatGoesWhenItsLineEndCame() {
        Framer framer = Framing.of("nginx.access").framer();
        accept(framer, "half", T0);
        assertThat(frames).isEmpty();
        framer.quietCut(T0.plusSeconds(60), sink);
        assertThat(frames).isEmpty();
        accept(framer, " and half\nnext", T0);
        assertThat(frames).containsExactly(new Frame(0, 14, 0, false));
        assertThat(framer.pendingFrom()).isEqualTo(14);
    }

    @Test
    void quietCutsCompleteLinesOpenAndWhatFollowsContinuesThem() {
        Framer framer = Framing.of("laravel.line").framer();
        accept(framer, HEAD, T0);
        framer.quietCut(T0.plusMillis(999), sink);
        assertThat(frames).isEmpty();
        framer.quietCut(T0.plusMillis(1000), sink);
        framer.quietCut(T0.plusMillis(5000), sink);
        accept(framer, "#0 frame\n" + HEAD, T0.plusSeconds(6));
        assertThat(frames).containsExactly(new Frame(0, H, 0, true), new Frame(H, 9, 0, false));
    }

    @Test
    void quietLeavesAHalfWrittenLine() {
        Framer framer = Framing.of("laravel.line").framer();
        accept(framer, HEAD + "#0 fra", T0);
        framer.quietCut(T0.plusSeconds(2), sink);
        accept(framer, "me\n", T0.plusSeconds(3));
        framer.finish(sink);
        assertThat(frames).containsExactly(new Frame(0, H, 0, true), new Frame(H, 9, 0, false));
    }

    @Test
    void quietDoesNotPartALineFromTheOneItLeads() {
        Framer framer = Framing.of("php_fpm.slow").framer();
        accept(framer, "\n", T0);
        framer.quietCut(T0.plusSeconds(5), sink);
        assertThat(frames).isEmpty();
        framer.quietCut(T0.plusSeconds(10), sink);
        assertThat(frames).containsExactly(new Frame(0, 1, 0, true));
        accept(framer, "[22-Nov-2026 08:57:30]  [pool www] pid 6520\n", T0.plusSeconds(11));
        framer.finish(sink);
        assertThat(frames).containsExactly(new Frame(0, 1, 0, true), new Frame(1, 44, 0, false));
    }

    @Test
    void aRecordThatNeverRestsIsCutByTheLongWait() {
        Framer framer = Framing.of("laravel.line").framer();
        accept(framer, HEAD, T0);
        for (int second = 1; second <= 10; second++) {
            accept(framer, "more\n", T0.plusMillis(second * 999L));
            framer.quietCut(T0.plusMillis(second * 999L), sink);
        }
        assertThat(frames).isEmpty();
        framer.quietCut(T0.plus(Duration.ofSeconds(10)), sink);
        assertThat(frames).containsExactly(new Frame(0, H + 50, 0, true));
    }

    @Test
    void aLongRecordIsAChainOfPieces() {
        FramingBounds bounds = new FramingBounds(100, 1000, Duration.ofSeconds(1), Duration.ofSeconds(10));
        byte[] file = (HEAD + "y".repeat(300) + "\n" + HEAD).getBytes(StandardCharsets.US_ASCII);
        int end = H + 301;
        Framer framer = Framing.of("laravel.line").framer(ResumePoint.FILE_START, bounds);
        assertThat(Frames.of(framer, file, 7))
                .containsExactly(
                        new Frame(0, 100, 0, true),
                        new Frame(100, 100, 0, true),
                        new Frame(200, 100, 0, true),
                        new Frame(300, end - 300, 0, false),
                        new Frame(end, H, end, false));
    }

    @Test
    void aRecordOfTooManyLinesEnds() {
        FramingBounds bounds = new FramingBounds(1000, 3, Duration.ofSeconds(1), Duration.ofSeconds(10));
        byte[] file = "a\n".repeat(7).getBytes(StandardCharsets.US_ASCII);
        Framer framer = Framing.of("laravel.line").framer(ResumePoint.FILE_START, bounds);
        assertThat(Frames.of(framer, file))
                .containsExactly(new Frame(0, 6, 0, false), new Frame(6, 6, 6, false), new Frame(12, 2, 12, false));
    }

    @Test
    void resumesWithinALongLine() {
        byte[] rest = "yyy\nz\n".getBytes(StandardCharsets.US_ASCII);
        Framer framer = Framing.of("nginx.access")
                .framer(new ResumePoint(500, OptionalLong.of(100), true, 0, false), FramingBounds.STANDARD);
        framer.accept(rest, 0, rest.length, T0, sink);
        assertThat(frames).containsExactly(new Frame(500, 4, 100, false), new Frame(504, 2, 504, false));
    }

    @Test
    void resumesBehindAnOpenPieceWithANewRecord() {
        Framer framer = Framing.of("laravel.line")
                .framer(new ResumePoint(500, OptionalLong.of(100), false, 1, false), FramingBounds.STANDARD);
        accept(framer, HEAD, T0);
        framer.finish(sink);
        assertThat(frames).containsExactly(new Frame(500, H, 500, false));
    }

    @Test
    void resumesBehindALineThatLeadsTheNext() {
        Framer killed = Framing.of("php_fpm.slow").framer();
        accept(killed, "\n", T0);
        killed.quietCut(T0.plusSeconds(10), sink);
        Framer next = Framing.of("php_fpm.slow").framer(killed.resumePoint(), FramingBounds.STANDARD);
        accept(next, "[22-Nov-2026 08:57:30]  [pool www] pid 6520\n", T0);
        next.finish(sink);
        assertThat(frames).containsExactly(new Frame(0, 1, 0, true), new Frame(1, 44, 0, false));
    }

    @Test
    void megabytesOfNulsAreSentAsTheyCome() {
        Framer framer = Framing.of("laravel.line").framer();
        byte[] nuls = new byte[64 * 1024];
        for (int i = 0; i < 160; i++) {
            framer.accept(nuls, 0, nuls.length, T0, sink);
            assertThat(framer.offset() - framer.pendingFrom()).isLessThanOrEqualTo(FramingBounds.STANDARD.pieceBytes());
        }
        accept(framer, HEAD, T0);
        framer.finish(sink);
        long hole = 160L * nuls.length;
        assertThat(frames).contains(new Frame(hole, H, hole, false));
        assertThat(frames.stream().limit(frames.size() - 1L)).allMatch(frame -> !frame.open());
    }

    private void accept(Framer framer, String text, Instant now) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        framer.accept(bytes, 0, bytes.length, now, sink);
    }
}
