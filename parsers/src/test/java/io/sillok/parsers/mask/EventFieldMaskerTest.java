package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.Masked;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventFieldMaskerTest {

    private final EventFieldMasker masker = new EventFieldMasker();

    @Test
    void masksEachFieldByItsRule() {
        LogEvent event = LogEvent.at(position())
                .body("Order placed by a@b.org")
                .attribute(Fields.LOG_FORMAT, "laravel.line")
                .attribute(Fields.FILE_PATH, "/var/www/storage/logs/laravel.log")
                .attribute(Fields.CLIENT_ADDRESS, "203.0.113.9")
                .attribute(Fields.HTTP_STATUS, 500L)
                .attribute(Fields.URL_QUERY, "token=SECRET&page=2")
                .attribute(Fields.HTTP_REFERRER, "https://shop.test/?email=SECRET")
                .attribute("http.request.header.cookie", "a=SECRET")
                .attribute("http.request.header.authorization", "Basic SECRET")
                .attribute("user.email", "SECRET")
                .attribute(Fields.DB_QUERY_TEXT, "select * from users where name = 'SECRET' and id in (1, 2)")
                .attribute(Fields.EXCEPTION_TYPE, "App\\Exceptions\\Failed")
                .attribute(Fields.EXCEPTION_STACKTRACE, "#0 /app/x.php(1): f('SECRET')\n#1 {main}")
                .attribute(
                        Fields.LARAVEL_CONTEXT,
                        Map.of(
                                "password",
                                "SECRET",
                                "bindings",
                                List.of("SECRET", 5),
                                "time",
                                2.5,
                                "trace_id",
                                "11327e75368c15605f7c61d1c3e44dfe"))
                .build();

        Masked<LogEvent> masked = masker.mask(event);

        assertThat(masked.value().body()).isEqualTo("Order placed by ***");
        assertThat(masked.value().attributes().toString()).doesNotContain("SECRET");
        assertThat(masked.value().attributes())
                .containsEntry(Fields.LOG_FORMAT, "laravel.line")
                .containsEntry(Fields.FILE_PATH, "/var/www/storage/logs/laravel.log")
                .containsEntry(Fields.CLIENT_ADDRESS, "203.0.113.9")
                .containsEntry(Fields.HTTP_STATUS, 500L)
                .containsEntry(Fields.URL_QUERY, "token=***&page=2")
                .containsEntry(Fields.DB_QUERY_TEXT, "select * from users where name = ? and id in (?)")
                .containsKey(Fields.DB_QUERY_HASH)
                .containsEntry(Fields.EXCEPTION_TYPE, "App\\Exceptions\\Failed")
                .containsEntry(Fields.EXCEPTION_STACKTRACE, "#0 /app/x.php(1): f(?)\n#1 {main}")
                .containsEntry(
                        Fields.LARAVEL_CONTEXT,
                        Map.of(
                                "password",
                                "***",
                                "bindings",
                                List.of("***", "***"),
                                "time",
                                2.5,
                                "trace_id",
                                "11327e75368c15605f7c61d1c3e44dfe"));
        assertThat(masked.counts()).containsEntry("trace.argument", 1).containsEntry("sql.binding", 2);
    }

    @Test
    void pastedBindingsOfAQueryExceptionAreNotTakenForNames() {
        LogEvent event = LogEvent.at(position())
                .attribute(Fields.EXCEPTION_TYPE, "Illuminate\\Database\\QueryException")
                .attribute(Fields.DB_QUERY_TEXT, "update `users` set `name` = 'x' and SECRET where `id` = 5")
                .build();
        assertThat(masker.mask(event).value().attributes())
                .containsEntry(Fields.DB_QUERY_TEXT, "update `users` set `name` = ? and ? where `id` = ?");
    }

    @Test
    void masksSpans() {
        Span span = new Span(
                new TraceId(1, 2),
                new SpanId(3),
                Optional.empty(),
                "GET /users/{id}",
                "server",
                Instant.EPOCH,
                Instant.EPOCH,
                "ok",
                Map.of(Fields.SERVICE_NAME, "shop"),
                Map.of(
                        "url.full",
                        "https://shop.test/r?token=SECRET",
                        "db.statement",
                        "select 'SECRET'",
                        "http.response.status_code",
                        200L));
        Masked<Span> masked = masker.mask(span);
        assertThat(masked.value().attributes().toString()).doesNotContain("SECRET");
        assertThat(masked.value().attributes()).containsEntry("http.response.status_code", 200L);
        assertThat(masked.value().name()).isEqualTo("GET /users/{id}");
        assertThat(masked.value().resource()).containsEntry(Fields.SERVICE_NAME, "shop");
    }

    /** One that has seen other events, in any order, against one that never saw any. */
    @Test
    void whatItRemembersChangesNothing() {
        List<String> names = List.of(
                Fields.URL_QUERY,
                Fields.URL_PATH,
                Fields.HTTP_REFERRER,
                "http.request.header.cookie",
                Fields.USER_AGENT,
                Fields.CLIENT_ADDRESS,
                Fields.REQUEST_ID,
                Fields.EXCEPTION_MESSAGE,
                Fields.DB_QUERY_TEXT,
                "db.query.parameter.0",
                "user.name",
                "body",
                "user.password");
        HostileCases cases = new HostileCases(77);
        Random random = new Random(77);
        List<String> values = new ArrayList<>(List.of("a", "GET", "/cart", "token=1", "203.0.113.9", "1", "", "***"));
        while (values.size() < 400) {
            values.add(cases.nextMaybeCut().text());
        }
        for (int i = 0; i < 5_000; i++) {
            LogEvent.Builder event = LogEvent.at(position()).body(values.get(random.nextInt(values.size())));
            for (int field = 0; field < 3; field++) {
                String name = names.get(random.nextInt(names.size()));
                event.attribute(name, values.get(random.nextInt(values.size())))
                        .resource(name, values.get(random.nextInt(8)))
                        .attribute("number." + name, random.nextLong() >>> random.nextInt(64));
            }
            assertThat(masker.mask(event.build())).isEqualTo(new EventFieldMasker().mask(event.build()));
        }
    }

    @Test
    void aNumberStaysUnlessItsNameOrItsDigitsTell() {
        LogEvent event = LogEvent.at(position())
                .attribute(Fields.HTTP_STATUS, 200L)
                .attribute("user.pin", 1234L)
                .attribute("order.number", 999_999_999_999L)
                .attribute("paid.with", 4111111111111111L)
                .attribute("db.query.parameter.0", 7L)
                .attribute("flag.password", true)
                .build();

        assertThat(masker.mask(event).value().attributes())
                .containsEntry(Fields.HTTP_STATUS, 200L)
                .containsEntry("user.pin", "***")
                .containsEntry("order.number", 999_999_999_999L)
                .containsEntry("paid.with", "***")
                .containsEntry("db.query.parameter.0", "***")
                .containsEntry("flag.password", true);
    }

    private static EventPosition position() {
        return new EventPosition(FileId.of("host", 1), 0, 0);
    }
}
