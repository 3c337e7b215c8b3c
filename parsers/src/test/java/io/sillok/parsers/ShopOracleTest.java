package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shop wrote the same things in several formats: what is read of them has to be equal. */
class ShopOracleTest {

    @Test
    void theThreeAccessLogsTellTheSameRequests() {
        List<String> combined = requests("nginx/access.log");

        assertThat(combined).hasSizeGreaterThan(100);
        assertThat(requests("nginx/access-timed.log")).containsExactlyInAnyOrderElementsOf(combined);
        assertThat(requests("nginx/access-json.log")).containsExactlyInAnyOrderElementsOf(combined);
    }

    @Test
    void theTimedAndTheJsonLogTellTheSameTraces() {
        List<String> timed = traces("nginx/access-timed.log");

        assertThat(timed).hasSizeGreaterThan(100);
        assertThat(traces("nginx/access-json.log")).containsExactlyInAnyOrderElementsOf(timed);
    }

    @Test
    void theLineAndTheJsonLogTellTheSameRecords() {
        assertThat(ShopLogs.events("laravel-single/laravel.log")).noneMatch(LogEvent::rejected);
    }

    private static List<String> requests(String file) {
        List<LogEvent> events = ShopLogs.events(file);
        assertThat(events).noneMatch(LogEvent::rejected);
        return events.stream()
                .map(event -> List.of(
                                        Fields.CLIENT_ADDRESS,
                                        Fields.HTTP_METHOD,
                                        Fields.URL_PATH,
                                        Fields.URL_QUERY,
                                        Fields.HTTP_STATUS,
                                        Fields.HTTP_RESPONSE_SIZE,
                                        Fields.USER_AGENT,
                                        Fields.HTTP_REFERRER)
                                .stream()
                                .map(field -> field + '=' + event.attributes().get(field))
                                .toList()
                                .toString()
                        + event.body())
                .toList();
    }

    private static List<String> traces(String file) {
        return ShopLogs.events(file).stream()
                .filter(event -> event.traceId().isPresent())
                .map(event -> event.traceId().get() + " " + event.spanId() + " "
                        + event.attributes().get(Fields.REQUEST_ID) + " "
                        + event.attributes().get(Fields.HTTP_DURATION)
                        + event.attributes().get("nginx.upstream.response_times"))
                .toList();
    }
}
