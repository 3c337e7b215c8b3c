package io.sillok.parsers.laravel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where message and context divide; the forms of records stand in the golden cases. */
final class LaravelLineParserTest {

    private static final String FAILED = "Import failed: refused (SQL: select * from a where b = 1) for order 5";

    @Test
    void aContextBehindAStatementInTheMiddleOfAMessageIsOneIfItHoldsAnId() {
        LogEvent event = read(FAILED + " {\"order\":5,\"trace_id\":\"11327e75368c15605f7c61d1c3e44dfe\"} ");
        assertThat(event.body()).isEqualTo(FAILED);
        assertThat(event.traceId()).isPresent();
        assertThat(event.attributes()).containsKey(Fields.LARAVEL_CONTEXT);
    }

    @Test
    void elseItMayBeAValue() {
        LogEvent event = read("refused (SQL: select * from a where b = x) and c = {\"a\":\"secret\"} ");
        assertThat(event.body()).endsWith("{\"a\":\"secret\"} ");
        assertThat(event.attributes()).doesNotContainKey(Fields.LARAVEL_CONTEXT);
    }

    @Test
    void behindAStatementThatEndsTheMessageAnyContextIsOne() {
        LogEvent event = read("refused (SQL: select * from a where b = x) {\"order\":5} ");
        assertThat(event.attributes()).containsEntry(Fields.LARAVEL_CONTEXT, Map.of("order", 5L));
    }

    private static LogEvent read(String message) {
        LogEvent.Builder event = LogEvent.at(new EventPosition(FileId.of("a"), 0, 0));
        assertThat(LaravelLineParser.read("[2026-11-22 08:57:28] production.ERROR: " + message, ZoneOffset.UTC, event))
                .isTrue();
        return event.build();
    }
}
