package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FpmEventTest {

    @ParameterizedTest
    @CsvSource({
        "php_fpm.max_children,       2,  max_children",
        "php_fpm.child.exit.signal, 11,  crashed",
        "php_fpm.child.exit.signal,  9,  crashed",
        "php_fpm.child.exit.signal, 15,  terminated",
        "php_fpm.child.exit.code,    0,  exited",
        "php_fpm.child.exit.code,  255,  failed"
    })
    void namesWhatHappened(String attribute, long value, String name) {
        assertThat(FpmEvent.of(
                        event("php_fpm.error").attribute(attribute, value).build()))
                .contains(new FpmEvent("www", name, false));
    }

    @Test
    void aSlowRequestIsToldByTwoLogs() {
        assertThat(FpmEvent.of(event("php_fpm.error")
                        .attribute("php_fpm.request.outcome", "slow")
                        .build()))
                .contains(new FpmEvent("www", "slow", true));
        assertThat(FpmEvent.of(event("php_fpm.slow").build())).contains(new FpmEvent("www", "slow", true));
        assertThat(FpmEvent.of(event("php_fpm.error").build())).isEmpty();
    }

    private static LogEvent.Builder event(String format) {
        return LogEvent.at(new EventPosition(FileId.of("a"), 0, 0))
                .attribute(Fields.LOG_FORMAT, format)
                .attribute(Fields.PHP_FPM_POOL, "www");
    }
}
