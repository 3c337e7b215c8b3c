package io.sillok.parsers.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationIdsTest {

    /** One in ten thousand of Datadog's decimals has sixteen digits, as many as an id in hex. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"dd":{"trace_id":"4602159274825310","span_id":"4602159274825311"}} | 001059a3b4c6965e | 001059a3b4c6965f
                    {"dd":{"trace_id":4602159274825310,"span_id":4602159274825311}}     | 001059a3b4c6965e | 001059a3b4c6965f
                    {"dd.trace_id":"4602159274825310","dd.span_id":"4602159274825311"}  | 001059a3b4c6965e | 001059a3b4c6965f
                    {"trace_id":4602159274825310,"span_id":4602159274825311}            | 001059a3b4c6965e | 001059a3b4c6965f
                    {"trace_id":"4602159274825310","span_id":"4602159274825311"}        | 4602159274825310 | 4602159274825311
                    {"dd":{"trace_id":"df78dbb6813f89b2","span_id":"01b85bd3335e2a75"}} | df78dbb6813f89b2 | 01b85bd3335e2a75
                    {"dd":{"trace_id":"12582579516683461175","span_id":"1"}}            | ae9e4d67b2062237 | 0000000000000001
                    {"a":{"dd":{"trace_id":"4602159274825310","span_id":"1"}}}          | 001059a3b4c6965e | 0000000000000001""")
    void sixteenDigitsAreDecimalWhereDatadogWritesThem(String extra, String trace, String span) {
        LogEvent event = event("[2026-11-22 16:50:50] production.INFO: x {} " + extra);

        assertThat(event.traceId().map(TraceId::lowHex)).contains(trace);
        assertThat(event.spanId().map(SpanId::hex)).contains(span);
    }

    @Test
    void theSuffixOfTheTracerTellsThemToo() {
        LogEvent event = event("[2026-11-22 16:50:50] production.INFO: x [dd.trace_id=\"4602159274825310\""
                + " dd.span_id=\"4602159274825311\"] [] []");

        assertThat(event.traceId().map(TraceId::lowHex)).contains("001059a3b4c6965e");
        assertThat(event.spanId().map(SpanId::hex)).contains("001059a3b4c6965f");
    }

    private static LogEvent event(String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        FileParser parser = new FileParser(
                new SliceSource(FileId.of("x"), "shop", "production", "web-1", "/x.log", "laravel.line", Map.of()));
        List<ParsedEvent> events = new ArrayList<>(parser.accept(RecordBytes.whole(bytes, 0, bytes.length, 0)));
        events.addAll(parser.finish());
        assertThat(events).hasSize(1);
        return events.get(0).event();
    }
}
