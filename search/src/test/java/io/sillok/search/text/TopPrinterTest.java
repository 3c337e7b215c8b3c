package io.sillok.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.search.ExceptionSummary;
import io.sillok.search.LogHit;
import io.sillok.search.RouteReport;
import io.sillok.search.RouteReport.Route;
import io.sillok.search.StatementSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class TopPrinterTest {

    private static final RouteReport ROUTES = new RouteReport(
            List.of(
                    new Route("/", true, 200, 0, 0, seconds(0.1), seconds(0.2), seconds(0.3)),
                    new Route("/slow", true, 40, 4, 0, seconds(1.2), seconds(1.9), seconds(2.5)),
                    new Route(
                            "/static",
                            false,
                            5,
                            0,
                            1,
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalDouble.empty())),
            List.of("access.log"),
            List.of());

    @Test
    void listsTheSlowestRoutesFirst() {
        assertThat(TopPrinter.routes(ROUTES, 2)).isEqualTo("""
                p50     p95     p99     requests  errors  route
                1.20 s  1.90 s  2.50 s  40        10.0 %  /slow
                100 ms  200 ms  300 ms  200       -       /
                """);
        assertThat(TopJson.routes(TopPrinter.slowest(ROUTES, 1)))
                .isEqualTo(
                        "{\"route\":\"/slow\",\"requests\":40,\"errors\":4,\"refused\":0,\"p50\":1.2,\"p95\":1.9,\"p99\":2.5}\n");
    }

    @Test
    void listsExceptionsWithTheBeginningOfTheirStacks() throws IOException {
        ExceptionSummary exception = new ExceptionSummary(
                "TypeError", 3, 2, List.of("laravel.line"), Instant.EPOCH, Instant.EPOCH, hit("""
                {"attributes":{"exception.message":"strlen()\\nmore","exception.stacktrace":"#0 a\\n#1 b\\n#2 c\\n#3 d\\n#4 e\\n#5 f"}}"""));
        assertThat(TopPrinter.exceptions(List.of(exception), 20)).isEqualTo("""
                TypeError: 3 events, 2 requests, last 1970-01-01T00:00:00Z, told by laravel.line
                    strlen()
                      #0 a
                      #1 b
                      #2 c
                      #3 d
                      #4 e
                """);
        assertThat(TopJson.exceptions(List.of(exception))).contains("\"events\":3", "#5 f");
    }

    @Test
    void listsTheSlowestStatements() throws IOException {
        StatementSummary statement = new StatementSummary(
                "abc", 7, 0.25, 0.4, 1.5, hit("{\"attributes\":{\"db.query.text\":\"select  ?\\n from t\"}}"));
        assertThat(TopPrinter.statements(List.of(statement), 20)).isEqualTo("""
                longest  p95     in all  times  hash  statement
                400 ms   250 ms  1.50 s  7      abc   select ? from t
                """);
    }

    private static OptionalDouble seconds(double value) {
        return OptionalDouble.of(value);
    }

    private static LogHit hit(String source) throws IOException {
        return new LogHit("logs", "1", new ObjectMapper().readTree(source));
    }
}
