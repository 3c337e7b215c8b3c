package io.sillok.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class WireTest {

    private static final Instant READ = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final SliceSource SOURCE = new SliceSource(
            FileId.of("web-1", 12, "first line"),
            "shop",
            "production",
            "web-1",
            "/var/log/nginx/access.log",
            "nginx.access",
            Map.of("log_format", "$remote_addr \"ü\""),
            Map.of("k8s.pod.name", "shop-7d9f"));

    /** Leaves values as they are: these tests are about form. */
    private static final EventMasker NOTHING_TO_MASK = new EventMasker() {
        @Override
        public Masked<LogEvent> mask(LogEvent event) {
            return new Masked<>(event, Map.of("some.rule", 2));
        }

        @Override
        public Masked<Span> mask(Span span) {
            return new Masked<>(span, Map.of());
        }
    };

    @Test
    void sliceSurvivesItsHeaders() {
        FileSlice slice = slice(OptionalLong.of(3), true);

        FileSlice read = SliceHeaders.decode(
                SliceHeaders.decodeSource(SliceHeaders.encodeSource(SOURCE)),
                SliceHeaders.encode(slice),
                slice.bytes(),
                slice.timestamp());

        assertSame(read, slice);
    }

    @Test
    void sliceSurvivesItsWireForm() throws IOException {
        FileSlice slice = slice(OptionalLong.empty(), false);
        assertSame(copy(new FileSliceWire(), slice), slice);
    }

    @Test
    void aMaskedSliceKeepsTheLengthsOfTheFile() throws IOException {
        byte[] value = "* *\n?\n".getBytes(StandardCharsets.UTF_8);
        FileSlice slice = new FileSlice(
                SOURCE,
                100,
                new int[] {300, 9},
                OptionalLong.of(40),
                true,
                value,
                Instant.parse("2026-11-22T08:00:00Z"),
                OptionalLong.empty(),
                Optional.empty(),
                false,
                Optional.of(new MaskedValue(new int[] {4, 2}, true)));

        FileSlice decoded = SliceHeaders.decode(SOURCE, SliceHeaders.encode(slice), value, slice.timestamp());
        for (FileSlice again : List.of(decoded, copy(new FileSliceWire(), slice))) {
            assertSame(again, slice);
            assertThat(again.end()).isEqualTo(409);
            assertThat(again.fileBytes()).isEqualTo(309);
            assertThat(again.valueLengths()).containsExactly(4, 2);
            assertThat(again.masked().orElseThrow().anew()).isTrue();
        }
    }

    @Test
    void aMaskedSliceWhoseLengthsDoNotFitIsMalformed() {
        Map<String, byte[]> headers = SliceHeaders.encode(slice(OptionalLong.empty(), false));
        headers.put(SliceHeaders.MASKED, new byte[] {2, 1});
        assertThatThrownBy(() -> SliceHeaders.decode(SOURCE, headers, new byte[7], Instant.EPOCH))
                .isInstanceOf(MalformedSliceException.class);
    }

    @Test
    void aSourceThatNamesNoResourceIsReadToo() {
        SliceSource bare = new SliceSource(SOURCE.fileId(), "shop", "", "web-1", "/a.log", "php.error", Map.of());
        byte[] encoded = SliceHeaders.encodeSource(bare);

        assertThat(new String(encoded, StandardCharsets.UTF_8)).doesNotContain("resource");
        assertThat(SliceHeaders.decodeSource(encoded)).isEqualTo(bare);
    }

    @Test
    void headersThatLieAreRefused() {
        Map<String, byte[]> headers = new LinkedHashMap<>(SliceHeaders.encode(slice(OptionalLong.empty(), false)));
        byte[] value = new byte[12];

        headers.put(SliceHeaders.LENGTHS, new byte[] {(byte) 0x80});
        assertThatThrownBy(() -> SliceHeaders.decode(SOURCE, headers, value, READ))
                .isInstanceOf(MalformedSliceException.class);
        headers.remove(SliceHeaders.OFFSET);
        assertThatThrownBy(() -> SliceHeaders.decode(SOURCE, headers, value, READ))
                .hasMessageContaining(SliceHeaders.OFFSET);
        assertThatThrownBy(() -> SliceHeaders.decodeSource("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedSliceException.class);
    }

    @Test
    void eventSurvivesItsWireForm() throws IOException {
        MaskedEvent event = MaskedEvent.of(event(), NOTHING_TO_MASK);
        assertThat(copy(new MaskedEventWire(), event)).isEqualTo(event);

        LogEvent bare = LogEvent.at(new EventPosition(SOURCE.fileId(), 0, 0)).build();
        MaskedEvent masked = MaskedEvent.of(bare, NOTHING_TO_MASK);
        assertThat(copy(new MaskedEventWire(), masked)).isEqualTo(masked);
    }

    @Test
    void spanSurvivesItsWireForm() throws IOException {
        MaskedSpan span = MaskedSpan.of(span(), NOTHING_TO_MASK);
        assertThat(copy(new MaskedSpanWire(), span)).isEqualTo(span);
    }

    @Test
    void jsonIsTheLogDataModel() {
        assertThat(EventJson.text(MaskedEvent.of(event(), NOTHING_TO_MASK))).isEqualTo("""
                        {"timestamp":"2026-11-22T08:57:28.864170Z","severity_text":"ERROR","severity_number":17,\
                        "body":"é\\n\\"","trace_id":"11327e75368c15605f7c61d1c3e44dfe","span_id":"ee6882d75f77618c",\
                        "resource":{"service.name":"shop"},"attributes":{"http.response.status_code":500,\
                        "http.server.request.duration":0.25,"flag":true,"list":[1,2.5,"x"],\
                        "laravel.context":{"a":{"b":null}}}}""");
    }

    @Test
    void documentGoesToItsDayUnlessItsTimeIsImplausible() {
        MaskedEvent event = MaskedEvent.of(event(), NOTHING_TO_MASK);
        assertThat(IndexOperation.create(event, READ).index()).isEqualTo("logs-2026.11.22");
        assertThat(IndexOperation.create(event, READ).id())
                .isEqualTo(event.event().position().documentId());

        IndexOperation late = IndexOperation.create(event, READ.plusSeconds(8 * 86_400));
        assertThat(late.index()).isEqualTo("logs-2026.11.30");
        assertThat(new String(late.source(), StandardCharsets.UTF_8)).contains("\"time.implausible\":true");

        LogEvent rejected = event().toBuilder()
                .attribute(Fields.ERROR_TYPE, "parse.unrecognized")
                .build();
        assertThat(IndexOperation.create(MaskedEvent.of(rejected, NOTHING_TO_MASK), READ)
                        .index())
                .isEqualTo("logs-rejected");
    }

    @Test
    void hugeLeavesOfContextAreCut() {
        LogEvent huge = event().toBuilder()
                .attribute(Fields.LARAVEL_CONTEXT, Map.of("blob", "x".repeat(100_000)))
                .build();
        assertThat(IndexOperation.create(MaskedEvent.of(huge, NOTHING_TO_MASK), READ)
                        .source())
                .hasSizeLessThan(10_000);
    }

    private static FileSlice slice(OptionalLong continues, boolean open) {
        byte[] bytes = new byte[70_000];
        Arrays.fill(bytes, (byte) 'x');
        return new FileSlice(SOURCE, 77, new int[] {1, 127, 128, 69_744}, continues, open, bytes, READ);
    }

    private static void assertSame(FileSlice read, FileSlice slice) {
        assertThat(read).usingRecursiveComparison().isEqualTo(slice);
    }

    private static LogEvent event() {
        return LogEvent.at(new EventPosition(SOURCE.fileId(), 42, 1))
                .timestamp(Instant.parse("2026-11-22T08:57:28.864170Z"))
                .severity(Severity.ofWord("error").orElseThrow())
                .body("é\n\"")
                .traceId(TraceId.parse("11327e75368c15605f7c61d1c3e44dfe").orElseThrow())
                .spanId(SpanId.parse("ee6882d75f77618c").orElseThrow())
                .resource(Fields.SERVICE_NAME, "shop")
                .attribute(Fields.HTTP_STATUS, 500)
                .attribute(Fields.HTTP_DURATION, 0.25)
                .attribute("flag", true)
                .attribute("list", List.of(1L, 2.5, "x"))
                .attribute("empty", "")
                .attribute(Fields.LARAVEL_CONTEXT, nested())
                .build();
    }

    private static Map<String, Object> nested() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("b", null);
        return Map.of("a", inner);
    }

    private static Span span() {
        return new Span(
                TraceId.parse("11327e75368c15605f7c61d1c3e44dfe").orElseThrow(),
                SpanId.parse("ee6882d75f77618c").orElseThrow(),
                Optional.empty(),
                "GET /",
                "server",
                READ,
                READ.plusMillis(3),
                "error",
                Map.of(Fields.SERVICE_NAME, "shop"),
                Map.of(Fields.HTTP_ROUTE, "/", Fields.HTTP_STATUS, 500L));
    }

    private static <T> T copy(Wire<T> wire, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        wire.write(value, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        T copy = wire.read(in);
        assertThat(in.available()).isZero();
        return copy;
    }
}
